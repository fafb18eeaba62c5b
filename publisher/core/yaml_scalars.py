"""What a plain scalar means by the core schema of YAML 1.2, and which ones other readers take otherwise.

https://yaml.org/spec/1.2.2/#103-core-schema. There is no timestamp, no yes and no, no octal with a bare 0 and no
sexagesimal number in it. Signed 0x and 0o and their capitals are read too, as ``fast_yaml`` does.
"""

from __future__ import annotations

import re

CORE_TAG = "tag:yaml.org,2002:"
COLLECTION_TAGS = frozenset({f"{CORE_TAG}{name}" for name in ("map", "seq", "set", "omap", "pairs")})
SCALAR_TAGS = frozenset(
    {f"{CORE_TAG}{name}" for name in ("str", "null", "bool", "int", "float", "binary", "timestamp", "merge", "value")}
)

Scalar = str | int | float | bool | None

MAX_DIGITS = 4300
"""Python converts no longer decimal numbers (https://docs.python.org/3/library/stdtypes.html#int-max-str-digits)."""

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_FIRST_OF_NUMBER = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_BASED = re.compile(r"([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]([0-7]+))", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)

BOOLEAN_WORDS = frozenset(
    form for word in ("yes", "no", "on", "off") for form in (word, word.capitalize(), word.upper())
)
OLDER_BOOLEAN_WORDS = frozenset("yYnN")
BINARY = re.compile(r"0b[01_]+", re.ASCII)
GROUPED_NUMBER = re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?", re.ASCII)
LEADING_ZERO = re.compile(r"[-+]?0[0-9]+", re.ASCII)
CAPITAL_BASE = re.compile(r"0[XO][0-9a-fA-F]+", re.ASCII)
EXPONENT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+", re.ASCII)


class NumberTooLongError(ValueError):
    """An integer has more digits than can be converted."""


def resolve_plain(text: str) -> Scalar:
    """The value of an untagged plain scalar.

    >>> resolve_plain("1.10"), resolve_plain("0123"), resolve_plain("2021-01-20"), resolve_plain("yes")
    (1.1, 123, '2021-01-20', 'yes')
    """
    if text[:1] not in _FIRST_OF_NUMBER or text in _WORDS:
        return _WORDS.get(text, text)
    if _INTEGER.fullmatch(text):
        if len(text) > MAX_DIGITS and len(text.lstrip("+-")) > MAX_DIGITS:
            raise NumberTooLongError(f"a number of {len(text):,} digits")
        return int(text)
    based = _BASED.fullmatch(text)
    if based:
        return _based_integer(text, *based.groups())
    return float(text) if _FLOAT.fullmatch(text) else text


def resolve_tagged(tag: str, text: str) -> Scalar:
    """The value of a scalar with one of YAML's own tags; the text where the tag does not fit it.

    ``tag`` is the part behind ``tag:yaml.org,2002:``.

    >>> resolve_tagged("int", "12"), resolve_tagged("float", "3"), resolve_tagged("str", "12"), resolve_tagged("int", "x")
    (12, 3.0, '12', 'x')
    """
    if tag not in {"null", "bool", "int", "float"}:
        return text
    value = resolve_plain(text)
    if tag == "null":
        return None if value is None else text
    if tag == "bool":
        return value if isinstance(value, bool) else text
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return text
    if tag == "float":
        return float(value)
    return int(value) if value == value and abs(value) != float("inf") else text  # noqa: PLR0124 - is not NaN


def _based_integer(text: str, sign: str, hexadecimal: str | None, octal: str | None) -> Scalar:
    digits, base = (hexadecimal, 16) if hexadecimal else (octal or "", 8)
    number = int(digits, base)
    if number.bit_length() > 127:  # as fast_yaml, which keeps the text
        return text
    return -number if sign == "-" else number
