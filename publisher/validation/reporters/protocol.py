"""What a reporter is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from publisher.core.findings import Finding

SourceLines = Callable[[str, int], str | None]
"""From a path as findings have it, and a line from 1, to that line without its end; None where it cannot be read."""

Reporter = Callable[[Iterable[Finding], TextIO, SourceLines], None]
"""Writes the findings in the order given. Nothing is closed; an empty iterable gives a complete document too."""
