"""YARRRML 1.3 with three marked extensions: read to a plan."""
