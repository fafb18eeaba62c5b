"""Where front matter begins and ends, and where the body begins: as Hugo has it.

A byte order mark, blanks and line breaks may come before the front matter. It ends at the first line that begins
with its delimiter, and the body begins right behind these three characters, or behind the line break that follows them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Form(Enum):
    """What front matter is written in."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    NONE = "none"


class Fault(Enum):
    """What is wrong with a delimiter."""

    OPENING = "opening"
    UNCLOSED = "unclosed"
    CLOSING = "closing"


class Block(NamedTuple):
    """Offsets in bytes: ``opening`` of the delimiter, ``start`` to ``end`` of the text between, ``body`` of the body."""

    form: Form
    opening: int
    start: int
    end: int
    body: int
    fault: Fault | None = None
    fault_at: int = 0


_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\v\f\r\n]*")
_OPENING = re.compile(rb"(---|\+\+\+)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_CLOSING = {b"-": re.compile(rb"[\r\n]---"), b"+": re.compile(rb"[\r\n]\+\+\+")}
_CLOSING_DOTS = re.compile(rb"[\r\n]\.\.\.(?=[ \t]*(?:[\r\n]|\Z))")
_LINE_BREAK = re.compile(rb"\r?\n|\r|")
_REST_OF_LINE = re.compile(rb"[ \t]*([^\r\n]?)")


def find_block(source: bytes) -> Block:
    """The front matter of a file; a file without one is all body. The end of JSON is found by reading it."""
    leading = _LEADING.match(source)
    opening = leading.end() if leading else 0
    first = source[opening : opening + 1]
    if first in {b"-", b"+"}:
        return _between_delimiters(source, opening, first)
    if first == b"{" and source[opening + 1 : opening + 2] not in {b"{", b"%", b":"}:
        return Block(Form.JSON, opening, opening, len(source), len(source))
    behind_mark = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    return Block(Form.NONE, opening, behind_mark, behind_mark, behind_mark)


def behind_line_break(source: bytes, offset: int) -> int:
    """The offset behind the line break that stands here, or the same one."""
    found = _LINE_BREAK.match(source, offset)
    return found.end() if found else offset


def _between_delimiters(source: bytes, opening: int, first: bytes) -> Block:
    form = Form.YAML if first == b"-" else Form.TOML
    line = _OPENING.match(source, opening)
    if not line:
        return Block(form, opening, opening, opening, opening, Fault.OPENING, opening)
    # The search starts at the line break of the opening line, for the front matter may be empty.
    start = line.end()
    closing = _CLOSING[first].search(source, start - 1)
    if closing is None and form is Form.YAML:
        closing = _CLOSING_DOTS.search(source, start - 1)
    if closing is None or start == len(source):
        return Block(form, opening, start, len(source), len(source), Fault.UNCLOSED, opening)
    rest = _REST_OF_LINE.match(source, closing.end())
    fault = Fault.CLOSING if rest and rest[1] else None
    end = max(start, closing.start() + 1)
    return Block(form, opening, start, end, behind_line_break(source, closing.end()), fault, closing.start() + 1)
