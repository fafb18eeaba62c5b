"""Layer 8: the command line. Commands ask the pipeline and show what it gives; they hold no logic of their own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from publisher.cli.signals import Interrupted, raise_on_signals


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process, also when a signal comes while the commands are still imported."""
    raise_on_signals()
    try:
        from publisher.cli.command import main as run  # noqa: PLC0415 - 100 ms, in which a signal may come

        run(arguments)
    except Interrupted as problem:
        sys.stderr.write(f"publisher: {problem.message}\n")
        sys.exit(problem.exit_code)
