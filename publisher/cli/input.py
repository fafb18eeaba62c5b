"""What commands read from standard input."""

from __future__ import annotations

import sys

from publisher.core.errors import UsageError


def read_input() -> bytes:
    """All of standard input. Raises UsageError where it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed, so there is nothing to read from it")
    return sys.stdin.buffer.read()
