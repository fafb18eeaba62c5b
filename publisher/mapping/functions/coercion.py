"""How values of articles are taken by functions: as text, as whole numbers, as truth."""

from __future__ import annotations

import math

from publisher.core.lexical import canonical_double
from publisher.mapping.functions.model import FunctionError, NotFiniteError, NotSingleError

Scalar = str | int | float | bool


def as_text(value: object) -> str:
    """The lexical form of a value, as it would stand in a literal.

    >>> as_text(True), as_text(5), as_text(0.5)
    ('true', '5', '5.0E-1')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise NotFiniteError(f"the number {value!r} is not finite", value)
        return canonical_double(value)
    kind = "list" if isinstance(value, list) else "mapping"
    raise NotSingleError(f"a {kind} stands where a single value is needed", value)


def as_integer(value: object) -> int:
    """A whole number, given as such or as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = as_text(value).strip()
    if len(text) < 10 and text.lstrip("+-").isdecimal() and text.isascii():
        return int(text)
    raise FunctionError(f"{text[:40]!r} is no whole number", value)


def as_truth(value: object) -> bool:
    """True or False, given as such or as ``true`` or ``false``."""
    if isinstance(value, bool):
        return value
    if value == "true":
        return True
    if value == "false":
        return False
    raise FunctionError(f"{as_text(value)[:40]!r} is neither true nor false", value)
