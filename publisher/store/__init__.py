"""Layer 5: SPARQL stores, one file a store."""
