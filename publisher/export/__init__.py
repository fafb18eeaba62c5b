"""Layer 5: RDF formats, one file a format; `registry` names them."""
