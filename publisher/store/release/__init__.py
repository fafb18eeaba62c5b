"""The Oxigraph store of a release while it is made."""
