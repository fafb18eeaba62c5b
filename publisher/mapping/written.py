"""Text that knows where each of its characters stands in the mapping file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.core.spans import SourceSpan


class LineIndex:
    """Lines and columns of the offsets of one text."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def position(self, offset: int) -> tuple[int, int]:
        r"""Line and column, from 1, of an offset from 0.

        >>> LineIndex("m.ttl", "ab\ncd").position(4)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> SourceSpan:
        """The span between two offsets, the end exclusive."""
        return SourceSpan(self.path, *self.position(start), *self.position(max(start, end)))


@dataclass(frozen=True, slots=True)
class Written:
    """A text after its escapes were read; ``at`` holds the offset of each character in the file, and of the end.

    ``place`` is the whole thing, quotes included.
    """

    text: str
    at: Sequence[int]
    lines: LineIndex
    place: SourceSpan

    def span(self, start: int, end: int | None = None) -> SourceSpan:
        """Where the characters from ``start`` to ``end`` of this text stand (to its own end by default)."""
        last = len(self.text) if end is None else end
        behind = self.at[last - 1] + 1 if last > start else self.at[start]
        return self.lines.span(self.at[start], behind)

    def part(self, start: int, end: int | None = None) -> Written:
        """A stretch of this text."""
        last = len(self.text) if end is None else end
        return Written(self.text[start:last], self.at[start : last + 1], self.lines, self.span(start, last))

    def beginning(self, end: int) -> Written:
        """The text up to ``end``; it begins where the whole begins, its opening quote included."""
        part, whole = self.part(0, end), self.place
        place = SourceSpan(whole.path, whole.line, whole.column, part.place.end_line, part.place.end_column)
        return Written(part.text, part.at, part.lines, place)

    def stripped(self) -> Written:
        """The text without the white space around it."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))
