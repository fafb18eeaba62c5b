"""Layer 8: the command line. Commands ask the pipeline and show what it gives; they hold no logic of their own."""

from publisher.cli.main import main

__all__ = ["main"]
