"""The slow and plain reading of a plan: the oracle of the compiler, the source of traces and of located errors."""
