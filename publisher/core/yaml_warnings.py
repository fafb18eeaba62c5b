"""Scalars that are read here as YAML 1.2 has it, and by some other readers otherwise."""

from __future__ import annotations

from typing import NamedTuple

from publisher.core.rules import Rule
from publisher.core.yaml_rules import YAML_BOOLEAN_WORD, YAML_NUMBER_FORM, YAML_OLDER_READING
from publisher.core.yaml_scalars import (
    BINARY,
    BOOLEAN_WORDS,
    CAPITAL_BASE,
    EXPONENT,
    GROUPED_NUMBER,
    LEADING_ZERO,
    OLDER_BOOLEAN_WORDS,
    Scalar,
)

_LARGEST = 2**63 - 1
_LONGEST_FORM = 64


class FormWarning(NamedTuple):
    """The rule that a form breaks, and the message for this case."""

    rule: Rule
    message: str


def form_warning(written: str, value: Scalar) -> FormWarning | None:
    """What is to be said of an untagged plain scalar, or None.

    >>> form_warning("yes", "yes").message
    "'yes' is read as text; some readers take it for true"
    >>> form_warning("1.10", 1.1) is None
    True
    """
    if isinstance(value, str):
        return _warn_of_text(written) if len(written) < _LONGEST_FORM else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return _warn_of_integer(written, value)
    if isinstance(value, float) and EXPONENT.fullmatch(written):
        message = f"{written[:60]!r} is read as the number {value!r}; some readers take it for text"
        return FormWarning(YAML_NUMBER_FORM, message)
    return None


def _warn_of_text(written: str) -> FormWarning | None:
    if written in BOOLEAN_WORDS:
        taken = "true" if written.lower() in {"yes", "on"} else "false"
        return FormWarning(YAML_BOOLEAN_WORD, f"{written!r} is read as text; some readers take it for {taken}")
    if written in OLDER_BOOLEAN_WORDS:
        taken = "true" if written in "yY" else "false"
        return FormWarning(
            YAML_OLDER_READING, f"{written!r} is read as text; older releases of Hugo take it for {taken}"
        )
    if GROUPED_NUMBER.fullmatch(written) or BINARY.fullmatch(written):
        return FormWarning(YAML_NUMBER_FORM, f"{written!r} is read as text; some readers take it for a number")
    return None


def _warn_of_integer(written: str, value: int) -> FormWarning | None:
    if not -_LARGEST - 1 <= value <= _LARGEST:
        return FormWarning(YAML_NUMBER_FORM, f"{written[:60]!r} does not fit into 64 bits; not all readers keep it")
    if LEADING_ZERO.fullmatch(written):
        message = f"{written[:60]!r} is read as the number {value}; some readers take the leading zero for octal"
        return FormWarning(YAML_NUMBER_FORM, message)
    if CAPITAL_BASE.fullmatch(written):
        return FormWarning(
            YAML_NUMBER_FORM, f"{written!r} is read as the number {value}; some readers take it for text"
        )
    return None
