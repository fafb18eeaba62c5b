"""Regular expressions and date patterns as mappings write them."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from publisher.mapping.functions.model import FunctionError

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DIGITS = {"d": "day", "H": "hour", "h": "half", "m": "minute", "s": "second"}
_ZONE = r"(?P<zone>Z|[+-]\d{2}:?(?:\d{2})?)"
_FIXED = {"a": "(?P<noon>AM|PM)", "X": _ZONE, "x": _ZONE, "Z": _ZONE}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=256)
def regular_expression(written: str) -> re.Pattern[str]:
    """What stands between the slashes, compiled; without slashes, the whole."""
    inner = written[1:-1] if is_regular_expression(written) else written
    try:
        with warnings.catch_warnings():
            # What Python may read otherwise in future is no matter of the author.
            warnings.simplefilter("ignore", FutureWarning)
            return re.compile(inner)
    except (re.error, OverflowError, RecursionError) as error:
        raise FunctionError(f"the regular expression {written!r} is broken: {error}", written) from error


def is_regular_expression(written: str) -> bool:
    """Whether a text stands between slashes, as GREL writes regular expressions.

    >>> is_regular_expression("/a+/"), is_regular_expression("/")
    (True, False)
    """
    return len(written) > 1 and written.startswith("/") and written.endswith("/")


@lru_cache(maxsize=256)
def date_expression(pattern: str) -> re.Pattern[str]:
    """The date pattern (letters as in Java's ``DateTimeFormatter``) as a regular expression with named groups."""
    out: list[str] = []
    for match in re.finditer(r"'((?:[^']|'')*)'|([A-Za-z])\2*|.", pattern, re.DOTALL):
        quoted, letter = match.group(1), match.group(2)
        if quoted is not None:
            out.append(re.escape(quoted.replace("''", "'") or "'"))
        elif letter:
            out.append(_field(letter, len(match.group()), pattern))
        else:
            out.append(re.escape(match.group()))
    try:
        return re.compile("".join(out), re.IGNORECASE)
    except re.error as error:
        raise FunctionError(f"the date pattern {pattern!r} names a part twice", pattern) from error


def _field(letter: str, width: int, pattern: str) -> str:
    fixed = _FIXED.get(letter)
    if fixed:
        return fixed
    if letter in _DIGITS:
        return rf"(?P<{_DIGITS[letter]}>\d{{1,2}})" if width == 1 else rf"(?P<{_DIGITS[letter]}>\d{{2}})"
    if letter in "yu":
        return r"(?P<short>\d{2})" if width == 2 else r"(?P<year>\d{4})"
    if letter in "MLE":
        return _names(letter, width)
    if letter == "S":
        return rf"(?P<fraction>\d{{1,{width}}})"
    raise FunctionError(f"the letter {letter!r} of the date pattern {pattern!r} is not supported", pattern)


def _names(letter: str, width: int) -> str:
    if letter == "E":
        return f"(?:{'|'.join(DAYS if width > 3 else (day[:3] for day in DAYS))})"
    if width > 2:
        return f"(?P<name>{'|'.join(MONTHS if width > 3 else (month[:3] for month in MONTHS))})"
    return r"(?P<month>\d{1,2})" if width == 1 else r"(?P<month>\d{2})"


def parse_date(text: str, pattern: str) -> datetime:
    """The moment that a text tells by a pattern; without a zone in the pattern it has none.

    >>> parse_date("01 April 22", "dd LLLL uu").isoformat()
    '2022-04-01T00:00:00'
    """
    match = date_expression(pattern).fullmatch(text.strip())
    if match is None:
        raise FunctionError(f"{text[:60]!r} does not follow the date pattern {pattern!r}", text)
    parts = {name: value for name, value in match.groupdict().items() if value is not None}
    year = int(parts["year"]) if "year" in parts else 2000 + int(parts.get("short", -1))
    if year < 2000 and "year" not in parts:
        raise FunctionError(f"the date pattern {pattern!r} has no year", pattern)
    try:
        return datetime(
            year,
            _month(parts),
            int(parts.get("day", 1)),
            _hour(parts),
            int(parts.get("minute", 0)),
            int(parts.get("second", 0)),
            int(parts.get("fraction", "0").ljust(6, "0")[:6]),
            tzinfo=_zone(parts["zone"]) if "zone" in parts else None,
        )
    except ValueError as error:
        raise FunctionError(f"{text[:60]!r} is no date: {error}", text) from error


def _month(parts: dict[str, str]) -> int:
    if "name" in parts:
        return [month[:3].lower() for month in MONTHS].index(parts["name"][:3].lower()) + 1
    return int(parts.get("month", 1))


def _hour(parts: dict[str, str]) -> int:
    if "half" in parts:
        return int(parts["half"]) % 12 + (12 if parts.get("noon", "AM").upper() == "PM" else 0)
    return int(parts.get("hour", 0))


def _zone(written: str) -> timezone:
    if written.upper() == "Z":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written.startswith("-") else offset)
