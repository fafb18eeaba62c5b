"""Text made ready for PyYAML's events, which read YAML 1.1: the same length and places, a letter swapped here and there.

PyYAML breaks lines at U+0085, U+2028 and U+2029, which are common letters in YAML 1.2, and takes no escape of a
surrogate, although two of them name one character in JSON, which YAML 1.2 contains. It refuses control characters,
which Hugo reads. All are swapped for letters of private use that the text does not hold, and back in the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONTROL = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_CONTROL_CHARACTER = re.compile(f"[{_CONTROL}]")
_ANY_CONTROL = re.compile(f"[\x00{_CONTROL}]")
_ODD = re.compile(f"[{_CONTROL}\x85\u2028\u2029\ufeff]")
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_ESCAPE = re.compile(r"\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL)
_STAND_IN_LETTERS = range(0xE800, 0xF000)
_SURROGATE_BASES = (0xE000, 0xF000)
_SURROGATES = range(0xD800, 0xE000)


class EscapeError(ValueError):
    """An escape names half a character, or no letter is left to stand in for it."""


def find_forbidden(text: str) -> int | None:
    r"""The offset of the first character that is no text at all, or None.

    >>> find_forbidden("a: b"), find_forbidden("a: \x00")
    (None, 3)
    """
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def find_control(text: str) -> int | None:
    """The offset of the first control character, which YAML does not allow and Hugo reads, or None.

    https://yaml.org/spec/1.2.2/#51-character-set
    """
    found = _CONTROL_CHARACTER.search(text)
    return found.start() if found else None


def escaped_control(value: str, original: str) -> str | None:
    r"""The first control character of a value that an escape wrote, U+0000 included, for the text does not hold it.

    >>> escaped_control("a\x01", r'"a\x01"'), escaped_control("a", '"a"')
    ('\x01', None)
    """
    return next((found[0] for found in _ANY_CONTROL.finditer(value) if found[0] not in original), None)


@dataclass(frozen=True, slots=True)
class ParserText:
    """The text for the parser, and what it takes to get the author's letters back."""

    text: str
    letters: dict[int, str]
    surrogates: dict[int, int]

    @property
    def is_changed(self) -> bool:
        """Whether any value can need its letters back."""
        return bool(self.letters or self.surrogates)

    def restore(self, value: str, original: str, *, double_quoted: bool) -> str:
        """The value as its author meant it; ``original`` is what was written. Raises EscapeError."""
        if self.letters:
            value = value.translate(self.letters)
        if not self.surrogates:
            return value
        if double_quoted:
            return _join_surrogates(value.translate(self.surrogates))
        written = (escape[0] for escape in _ESCAPE.finditer(original) if escape[1])
        return _stand_ins(self.surrogates).sub(lambda found: next(written, found[0]), value)


def prepare(text: str) -> ParserText:
    """The text as PyYAML reads it like YAML 1.2; raises EscapeError where that cannot be done."""
    original, letters = text, dict[int, str]()
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    for odd in sorted(set(_ODD.findall(text))):
        stand_in = _unused_letter(text)
        letters[ord(stand_in)] = odd
        text = text.replace(odd, stand_in)
    text = mark + text  # a byte order mark at the beginning is the parser's to skip
    if not _SURROGATE_ESCAPE.search(original):
        return ParserText(text, letters, {})
    base = _unused_block(original)
    surrogates = {base + code - _SURROGATES.start: code for code in _SURROGATES}

    def swap(escape: re.Match[str]) -> str:
        return f"\\u{int(escape[1], 16) - _SURROGATES.start + base:04x}" if escape[1] else escape[0]

    return ParserText(_ESCAPE.sub(swap, text), letters, surrogates)


def _unused_letter(text: str) -> str:
    folded = text.lower()
    for code in _STAND_IN_LETTERS:
        if chr(code) not in text and f"{code:x}" not in folded:
            return chr(code)
    raise EscapeError("holds every letter of private use")


def _unused_block(text: str) -> int:
    for base in _SURROGATE_BASES:
        first, last = chr(base), chr(base + len(_SURROGATES) - 1)
        if not re.search(rf"[{first}-{last}]|\\(?:u|U0000){base >> 12:x}[0-7]", text, re.IGNORECASE):
            return base
    raise EscapeError("holds every letter of private use")


def _stand_ins(surrogates: dict[int, int]) -> re.Pattern[str]:
    return re.compile(rf"\\u{min(surrogates) >> 12:x}[0-7][0-9a-f]{{2}}")


def _join_surrogates(value: str) -> str:
    try:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise EscapeError("an escape names half a character (a lone surrogate)") from error
