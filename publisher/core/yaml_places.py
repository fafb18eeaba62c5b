"""From the parser's marks to places in the file."""

from __future__ import annotations

import re
from typing import Protocol

from publisher.core.findings import RelatedPlace
from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import Mark, Node

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


_ODD_ANCHOR = re.compile(r"[&*][A-Za-z0-9_-]*[^A-Za-z0-9_\s,\[\]{}-]")
_PROPERTIES = re.compile(r"(?:[&!][^\s]*(?:[ \t]|#[^\r\n]*|\r\n|\r|\n)*)+")


class ParserMark(Protocol):
    """Where PyYAML says that an event or an error is; counts from 0."""

    line: int
    column: int
    index: int


class Places:
    """Places of one text that begins at the start of a line of its file."""

    def __init__(self, path: str, text: str, first_line: int, first_offset: int) -> None:
        self.path = path
        self.first = Mark(first_line, 1, first_offset)
        self._text = text

    def mark(self, mark: ParserMark | None) -> Mark:
        """The parser's mark as a place in the file; the first one for none."""
        if mark is None:
            return self.first
        return Mark(self.first.line + mark.line, mark.column + 1, self.first.offset + mark.index)

    def behind_properties(self, mark: ParserMark | None) -> Mark:
        """The place behind the anchor and tag that stand at the mark."""
        found = _PROPERTIES.match(self._text, mark.index) if mark else None
        if mark is None or found is None:
            return self.mark(mark)
        line, column = mark.line, mark.column + len(found[0])
        for line_break in _LINE_BREAK.finditer(found[0]):
            line, column = line + 1, len(found[0]) - line_break.end()
        return Mark(self.first.line + line, column + 1, self.first.offset + found.end())

    def is_odd_anchor(self, mark: ParserMark | None) -> bool:
        """Whether a letter stands in an anchor's name that the parser takes for its end."""
        return mark is not None and _ODD_ANCHOR.match(self._text, mark.index) is not None

    def between(self, start: Mark, end: Mark) -> SourceSpan:
        """The stretch from one mark to the other."""
        return SourceSpan(self.path, start.line, start.column, end.line, end.column)

    def span(self, start: ParserMark | None, end: ParserMark | None) -> SourceSpan:
        """The stretch between two of the parser's marks."""
        return self.between(self.mark(start), self.mark(end))

    def span_at(self, offset: int) -> SourceSpan:
        """The place of the character with this offset in the text."""
        line, last = 0, 0
        for line_break in _LINE_BREAK.finditer(self._text, 0, offset):
            line, last = line + 1, line_break.end()
        return SourceSpan.point(self.path, self.first.line + line, offset - last + 1)

    def written(self, start: ParserMark | None, end: ParserMark | None) -> str:
        """The text between two of the parser's marks."""
        return self._text[start.index : end.index] if start and end else ""

    def written_at(self, mark: ParserMark) -> str:
        """The character at one of the parser's marks; empty at the end."""
        return self._text[mark.index : mark.index + 1]

    def related(self, node: Node, message: str) -> RelatedPlace:
        """The node's place beside another one."""
        return RelatedPlace(self.between(node.start, node.end), message)


def runs_left_of(text: str, start: int, length: int, indent: int) -> int | None:
    r"""How many lines below its start a stretch of text goes on at or left of the indentation, or None.

    Lines that are blank or only close brackets do not count.

    >>> runs_left_of("a: 'x\ny'", 3, 5, 0)
    1
    """
    lines = _LINE_BREAK.split(text[start : start + length])
    for number, line in enumerate(lines[1:], start=1):
        content = line.lstrip(" \t")
        if content.strip("]}\"' \t,") and len(line) - len(content) <= indent:
            return number
    return None
