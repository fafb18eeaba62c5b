"""Layer 2: YARRRML and RML read to one checked plan, which is compiled to a function and interpreted with a trace."""
