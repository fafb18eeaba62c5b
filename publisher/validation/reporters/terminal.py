"""Text made fit for a terminal: nothing steers it, everything has a known width, and every encoding can write it."""

from __future__ import annotations

import re
import unicodedata
from typing import TextIO

_STEERING = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_SHORT = {"\n": "\\n", "\r": "\\r"}
_ZERO_WIDTH = frozenset(("Mn", "Me", "Cf"))
_WIDE = frozenset("WF")
_TAB = "    "


def visible(text: str) -> str:
    r"""The text with characters that would steer a terminal, turn its direction or cannot be encoded, written as escapes.

    >>> visible("a\x1b[31mb\tc")
    'a\\x1b[31mb    c'
    """
    return _STEERING.sub(_escape, text).replace("\t", _TAB)


def width(text: str) -> int:
    """The columns that visible text takes on a terminal: wide letters of East Asia two, combining marks none.

    >>> width("añ漢")
    4
    """
    return len(text) if text.isascii() else sum(_width(character) for character in text)


def write(stream: TextIO, text: str) -> None:
    """Writes the text; what the stream's encoding does not have is written as escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def _width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
