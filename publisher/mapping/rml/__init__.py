"""RML-Core in Turtle: read to a plan."""
