"""What is particular about each kind of SPARQL store, one file a kind."""
