"""Where in the file each character of a YAML scalar's value was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.core.yaml_nodes import ScalarNode

_Piece = tuple[str | None, int]
"""A letter and where it is written; None for a run of line breaks, which is a space or some line feeds in the value."""

_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?=([^\r\n]))(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|.))"
)
_FOLD = re.compile(r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+")
_CONTINUED = re.compile(r"\\(?:\r\n|\r|\n)[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)")
_NEWLINES = re.compile(r"\n+")
_NAMED = {
    **dict(zip("0abtnvfre", "\0\a\b\t\n\v\f\r\x1b", strict=True)),
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def value_offsets(node: ScalarNode, text: str) -> list[int] | None:
    r"""For each character of the node's text the offset in the file's text where it is written, and the end's.

    None where value and text cannot be brought together. A space that stands for a line break is where the blanks
    before that break begin.

    >>> from publisher.core.yaml_builder import build_yaml
    >>> text = "a: 'it''s\n  so'\n"
    >>> node, _ = build_yaml(text, "x")
    >>> value_offsets(node.entries["a"].value, text)
    [4, 5, 6, 8, 9, 12, 13, 14]
    """
    start, end = node.start.offset, node.end.offset
    if node.style in {"literal", "folded"}:
        return _aligned(node.written, _block_pieces(node, text), end)
    if node.style == "plain":
        return _aligned(node.written, _flow_pieces(text, start, end, node.style), end)
    return _aligned(node.written, _flow_pieces(text, start + 1, end - 1, node.style), end - 1)


def _aligned(value: str, pieces: Iterator[_Piece], end: int) -> list[int] | None:
    """Brings what was written together with the value; trailing breaks that the value has not are passed over."""
    offsets: list[int] = []
    for letter, offset in pieces:
        at = len(offsets)
        if at == len(value):
            break
        if letter is None:
            breaks = _NEWLINES.match(value, at)
            width = len(breaks[0]) if breaks else int(value.startswith(" ", at))
            offsets.extend([offset] * width)
        elif value.startswith(letter, at):
            offsets.extend([offset] * len(letter))
        else:
            return None
    return [*offsets, end] if len(offsets) == len(value) else None


def _flow_pieces(text: str, start: int, end: int, style: str) -> Iterator[_Piece]:
    at = start
    while at < end:
        fold = _FOLD.match(text, at, end)
        continued = _CONTINUED.match(text, at, end) if style == "double" else None
        if continued:
            at = continued.end()
        elif fold:
            yield None, at
            at = fold.end()
        elif style == "double" and text[at] == "\\":
            letter, behind = _unescape(text, at, end)
            yield letter, at
            at = behind
        else:
            yield text[at], at
            at += 2 if style == "single" and text[at] == "'" else 1


def _unescape(text: str, at: int, end: int) -> tuple[str, int]:
    """The character that an escape names, and the offset behind it."""
    found = _ESCAPE.match(text, at, end)
    if not found:
        return text[at], at + 1
    if found[1]:
        high, low = int(found[1], 16), int(found[2], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00), found.end()
    letter, digits = found[3], found["x"] or found["u"] or found["U"]
    return chr(int(digits, 16)) if digits else _NAMED.get(letter, letter), found.end()


def _block_pieces(node: ScalarNode, text: str) -> Iterator[_Piece]:
    lines = list(_LINE.finditer(text, node.start.offset, node.end.offset))[1:]
    first = next((line[1] for line in lines if line[1].strip(" ")), "")
    own = next((line for line in node.written.split("\n") if line.strip(" ")), "")
    indent = _indentation(first) - _indentation(own)
    break_at: int | None = None
    for line in lines:
        content = line[1][indent:]
        if content and break_at is not None:
            yield None, break_at
            break_at = None
        for number, letter in enumerate(content, start=line.start() + indent):
            yield letter, number
        if node.style == "literal":
            yield "\n", line.end(1)
        elif break_at is None:
            break_at = line.end(1)
    if break_at is not None:
        yield None, break_at


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
