"""The tokens of a Turtle text that is known to be well-formed, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = (  # PN_CHARS, and a little more, for the syntax was judged before
    r"\w\-\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    r"\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:[ \t\r\n]|\#[^\r\n]*)+)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[{_WORD}][{_WORD}.]*)
  | (?P<double>[+-]?(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+)
  | (?P<decimal>[+-]?\d*\.\d+)
  | (?P<integer>[+-]?\d+)
  | (?P<name>[{_WORD}.]*:(?:[{_WORD}.:]|%[0-9A-Fa-f]{{2}}|\\.)*)
  | (?P<word>[A-Za-z]+)
  | (?P<mark>\^\^|[\[\]().;,])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class UnknownTokenError(ValueError):
    """Something that Turtle 1.1 does not know stands at ``offset``."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"no token of Turtle 1.1 begins at offset {offset}")
        self.offset = offset


class Token(NamedTuple):
    """A token: its kind, its text as written, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """All tokens but white space and comments; a dot behind a name or number is a token of its own.

    Raises UnknownTokenError at what RDF 1.2 added to Turtle (reifiers, annotations, triple terms).
    """
    here = 0
    while here < len(text):
        found = _TOKEN.match(text, here)
        if found is None:
            raise UnknownTokenError(here)
        kind, word = str(found.lastgroup), found[0]
        if kind in ("name", "blank"):
            word = word.rstrip(".") if not word.endswith("\\.") else word
        here += len(word)
        if kind != "space":
            yield Token(kind, word, found.start())


def unescaped(text: str, start: int) -> tuple[str, list[int]]:
    r"""The text after its escapes were read, and the offset of each of its characters.

    >>> unescaped(r"a\tb", 10)
    ('a\tb', [10, 11, 13])
    """
    out: list[str] = []
    at: list[int] = []
    here = 0
    while here < len(text):
        found = _ESCAPE.match(text, here)
        out.append(_character(found) if found else text[here])
        at.append(start + here)
        here = found.end() if found else here + 1
    return "".join(out), at


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])
