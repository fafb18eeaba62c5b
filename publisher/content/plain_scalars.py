"""Scalars of one line, and lists of them in brackets, as the reader of plain lines takes them."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from publisher.core.yaml_scalars import Scalar, resolve_plain
from publisher.core.yaml_warnings import form_warning

# What a line holds behind its key or dash; or that it is more of the text above, or nobody's.
TEXT, WHOLE, NOTHING, LIST, QUOTED, MORE, COMMENT = range(7)
Value = Scalar | tuple[Scalar, ...]
"""A list is kept as a tuple, for what is remembered must not be changed."""

SURELY_TEXT = frozenset(f"{ascii_letters}/(")
LONGEST_WORD = 5
"""No longer word stands for something else than text: false."""
_QUOTES = frozenset("'\"")
_LONGEST_NUMBER = 15
_LONGEST_FORM = 64

_COMMENT = re.compile(" +#.*")
_ITEM = r"""(?>'[^']*+'|"[^"\\]*+"|[^\s'"\[\]{},:#&*!|>%@`?-][^'"\[\]{},:#]*+(?<! ))"""
_FLOW = re.compile(rf"\[ *+(?>{_ITEM}(?> *+, *+{_ITEM})*+ *+)?+\]")
_ITEMS = re.compile(_ITEM)


class DoubtError(Exception):
    """The text is not surely of the plain form."""


def read_scalar(text: str) -> tuple[Value, int]:
    """What stands in a line behind its key or dash, and what that is. Raises DoubtError."""
    first = text[0]
    if first in _QUOTES:
        return _read_quotes(text)
    if first == "[" and text[-1] == "]":
        return read_flow(text), LIST
    if ends_plain(text):
        return _read_before_comment(text)
    if first in digits:
        return _read_digits(text)
    if not is_surely_text(text):
        raise DoubtError
    return (text, TEXT) if len(text) > LONGEST_WORD else _resolve(text)


def read_flow(text: str) -> tuple[Scalar, ...]:
    """The scalars of a list in brackets. Raises DoubtError."""
    if not _FLOW.fullmatch(text):
        raise DoubtError
    items = []
    for written in _ITEMS.findall(text, 1, len(text) - 1):
        value, kind = read_scalar(written)
        if kind > WHOLE or isinstance(value, tuple):
            raise DoubtError
        items.append(value)
    return tuple(items)


def _read_before_comment(text: str) -> tuple[Value, int]:
    """What stands before a comment in the line; the value cannot go on behind it."""
    value, comment, _ = text.partition(" #")
    value = value.rstrip(" ")
    if not comment or not value or ends_plain(value):
        raise DoubtError
    found, kind = read_scalar(value)
    return found, WHOLE if kind == TEXT else kind


def _read_digits(text: str) -> tuple[Scalar, int]:
    """What begins with a digit. No number has a blank or two hyphens, as titles and dates have."""
    if text.isdigit() and text.isascii() and text[0] != "0" and len(text) <= _LONGEST_NUMBER:
        return int(text), WHOLE
    if " " in text or text.count("-") > 1:
        return text, TEXT
    if len(text) > _LONGEST_FORM:
        raise DoubtError
    return _resolve(text)


def _resolve(text: str) -> tuple[Scalar, int]:
    value = resolve_plain(text)
    if form_warning(text, value):
        raise DoubtError
    return value, TEXT if isinstance(value, str) else WHOLE


def is_surely_text(text: str) -> bool:
    """Whether text that is not ASCII, or one of the sure letters, stands first: no indicator of YAML."""
    return text[0] in SURELY_TEXT or not text[0].isascii()


def ends_plain(text: str) -> bool:
    """Whether a plain scalar would end before the end of its line."""
    return ": " in text or text[-1] == ":" or ("#" in text and " #" in text)


def _read_quotes(text: str) -> tuple[str, int]:
    """The text within the quotes; where they do not close in this line, with the opening quote before it."""
    quote = text[0]
    closing = text.find(quote, 1)
    if quote == '"' and "\\" in text:
        raise DoubtError
    if closing < 0:
        return text, QUOTED
    if closing != len(text) - 1 and not _COMMENT.fullmatch(text, closing + 1):
        raise DoubtError
    return text[1:closing], WHOLE
