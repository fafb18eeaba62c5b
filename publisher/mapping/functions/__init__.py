"""The function library: what a mapping may call, by IRI."""
