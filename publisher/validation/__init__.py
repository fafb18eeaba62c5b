"""Layer 4: articles' quads against SHACL shapes, and each result back to a place in the author's file."""
