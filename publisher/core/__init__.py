"""Layer 0: what every layer speaks in. Spans, findings, errors, configuration, YAML with places, RDF terms as text."""
