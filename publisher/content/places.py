"""From offsets in a file's text to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import Mark

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class LineIndex:
    """The lines of one file. A byte order mark takes no column."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._starts = [1 if text.startswith("\ufeff") else 0]
        self._starts.extend(line_break.end() for line_break in _LINE_BREAK.finditer(text))

    def mark(self, offset: int) -> Mark:
        """The place of the character with this offset."""
        line = bisect_right(self._starts, offset) or 1
        return Mark(line, max(1, offset - self._starts[line - 1] + 1), offset)

    def span(self, start: int, end: int | None = None) -> SourceSpan:
        """The stretch between two offsets; a point where there is one only."""
        first = self.mark(start)
        last = self.mark(start if end is None else end)
        return SourceSpan(self.path, first.line, first.column, last.line, last.column)
