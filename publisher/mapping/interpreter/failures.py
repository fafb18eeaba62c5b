"""What is said where a function or a value fails."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.core.rules import Rule
from publisher.core.spans import FieldPath
from publisher.mapping.data_rules import (
    ADDRESS_LEADS_AWAY,
    AMBIGUOUS_LABEL,
    FUNCTION_FAILED,
    INVALID_JSON,
    NOT_FINITE,
    NOT_SINGLE,
    TAKEN_IRI,
    UNKNOWN_LABEL,
)
from publisher.mapping.functions.coercion import as_truth
from publisher.mapping.functions.model import (
    AddressError,
    AmbiguousLabelError,
    Function,
    FunctionError,
    InvalidJsonError,
    NotFiniteError,
    NotSingleError,
    TakenIriError,
    UnknownLabelError,
)
from publisher.mapping.plan import FunctionCall

_RULES: dict[type[BaseException], Rule] = {
    AmbiguousLabelError: AMBIGUOUS_LABEL,
    NotSingleError: NOT_SINGLE,
    NotFiniteError: NOT_FINITE,
    InvalidJsonError: INVALID_JSON,
    UnknownLabelError: UNKNOWN_LABEL,
    TakenIriError: TAKEN_IRI,
    AddressError: ADDRESS_LEADS_AWAY,
}


def rule_of(error: BaseException) -> Rule:
    """The kind of data error that an error of a function or of a value is."""
    return _RULES.get(type(error), FUNCTION_FAILED)


def name_of(call: FunctionCall) -> str:
    """The name of the function."""
    return call.function.rpartition("#")[2].rpartition("/")[2]


def is_decided(function: Function, lists: list[list[object]]) -> bool:
    """Whether what `boolean_and` or `boolean_or` was given so far settles the answer."""
    try:
        answers = function.call(lists)
    except FunctionError:
        return False
    return isinstance(answers, list) and all(answer is (function.lazy == "any") for answer in answers)


def are_truths(lists: object) -> bool:
    """Whether the values can be asked for their truth."""
    try:
        return isinstance(lists, list) and all(as_truth(each) in {True, False} for each in lists[0])
    except FunctionError:
        return False


@dataclass(slots=True)
class Failures:
    """A report that only counts."""

    told: int = 0

    def __call__(self, _rule: Rule, _message: str, _path: FieldPath) -> None:
        """Counts one more."""
        self.told += 1


def message_of(error: BaseException, call: FunctionCall) -> str:
    """What is said of the error."""
    if isinstance(error, TakenIriError | AddressError):
        # Several functions may say the same of one value, which is then told once.
        return str(error)
    return f"{name_of(call)}: {str(error) or type(error).__name__}"
