"""The functions of IDLab, under both of their namespaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from publisher.mapping.functions.coercion import as_text, as_truth
from publisher.mapping.functions.grel import XSD, grel_parameter, split_parts
from publisher.mapping.functions.model import Function, FunctionError, Kind, Parameter
from publisher.mapping.functions.patterns import parse_date

IDLAB = "https://w3id.org/imec/idlab/function#"
IDLAB_OLD = "http://example.com/idlab/function/"

UNFOLDED = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ı": "i",  # noqa: RUF001 - the dotless i itself is meant
    }
)
"""Latin letters that Unicode does not decompose into a plain letter and a mark."""

NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def slugify(value: object) -> str:
    """Lower case, accents folded, everything else a hyphen.

    >>> slugify("EHR (Électronic Health Record)")
    'ehr-electronic-health-record'
    """
    text = as_text(value)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(UNFOLDED))
        text = "".join(each for each in decomposed if not unicodedata.combining(each))
    slug = NOT_IN_SLUG.sub("-", text.lower()).strip("-")
    if not slug:
        lacks = "it has no Latin letter and no digit" if text.strip() else "it is empty"
        raise FunctionError(f"no slug can be made of {as_text(value)[:40]!r}: {lacks}", value)
    return slug


def equal(left: object, right: object) -> bool:
    """Whether two values have the same text; two missing ones are equal."""
    if left is None or right is None:
        return left is right
    return as_text(left) == as_text(right)


def not_equal(left: object, right: object) -> bool:
    """Whether two values have different texts."""
    return not equal(left, right)


def is_null(value: object) -> bool:
    """Whether there is no value."""
    return value is None


def is_not_null(value: object) -> bool:
    """Whether there is a value."""
    return value is not None


def true_condition(truths: list[object], values: list[object]) -> list[object]:
    """The values whose condition holds."""
    decided = [as_truth(each) for each in truths]
    if len(decided) == 1:
        return values if decided[0] else []
    if decided and len(decided) != len(values):
        raise FunctionError(f"{len(decided)} conditions stand against {len(values)} values")
    return [value for holds, value in zip(decided, values, strict=bool(decided)) if holds]


def contains_other(value: object, other: object, delimiter: object) -> bool:
    """Whether the other text is one of the parts between delimiters."""
    return as_text(other) in split_parts(as_text(value), as_text(delimiter))


def normalize_date(value: object, pattern: object) -> str:
    """The text, read by the pattern, as ``xsd:date``."""
    return parse_date(as_text(value), as_text(pattern)).date().isoformat()


def normalize_date_time(value: object, pattern: object) -> str:
    """The text, read by the pattern, as ``xsd:dateTime``; with a zone where the pattern has one."""
    written = parse_date(as_text(value), as_text(pattern)).isoformat()
    return written.replace("+00:00", "Z")


def _parameter(name: str, kind: Kind = "one") -> Parameter:
    names = tuple(space + mark + name for space in (IDLAB, IDLAB_OLD) for mark in ("_", ""))
    return Parameter(names[0], names, kind=kind)


def _function(
    name: str, call: Callable[..., object], parameters: tuple[Parameter, ...], returns: str = XSD + "string"
) -> Function:
    return Function(IDLAB + name, (IDLAB_OLD + name,), parameters, returns, portable=True, call=call)


TEXT = _parameter("str")
PAIR = (
    grel_parameter("valueParam", "valueParameter", "optional"),
    grel_parameter("valueParam2", "valueParameter2", "optional"),
)
DATE = (_parameter("strDate"), _parameter("pattern"))
ANY_VALUE = _parameter("str", "any")
BOOLEAN = XSD + "boolean"

IDLAB_FUNCTIONS = (
    _function("slugify", slugify, (TEXT,)),
    _function("equal", equal, PAIR, BOOLEAN),
    _function("notEqual", not_equal, PAIR, BOOLEAN),
    _function("isNull", is_null, (ANY_VALUE,), BOOLEAN),
    _function("isNotNull", is_not_null, (ANY_VALUE,), BOOLEAN),
    Function(
        IDLAB + "trueCondition",
        (IDLAB_OLD + "trueCondition",),
        (_parameter("strBoolean", "list"), _parameter("str", "list")),
        XSD + "string",
        portable=True,
        call=true_condition,
        gives="same",
    ),
    _function(
        "stringContainsOtherString", contains_other, (TEXT, _parameter("otherStr"), _parameter("delimiter")), BOOLEAN
    ),
    _function("normalizeDate", normalize_date, DATE),
    _function("normalizeDateTime", normalize_date_time, DATE),
)
