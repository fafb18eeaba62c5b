"""The small functions that generated source calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from publisher.mapping.compiler.text import UndecidedError, encode, lexical, natural, quote
from publisher.mapping.compiler.values import Env, decoded
from publisher.mapping.functions.grel import array_join


def bail() -> NoReturn:
    """Leave the article to the interpreter."""
    raise UndecidedError


def single(value: object) -> object:
    """The value, which must not be an array or an object."""
    if value.__class__ is list or value.__class__ is dict:
        raise UndecidedError
    return value


def element(value: object, position: int) -> object:
    """The element of an array at a position; a scalar is its own first and last."""
    if isinstance(value, list):
        return value[position] if -len(value) <= position < len(value) else None
    return value if position in (0, -1) and value.__class__ is not dict else None


def items(value: object) -> list[object]:
    """The elements of an array that are not null; a scalar counts as one. An object is left to the interpreter."""
    if isinstance(value, list):
        return [each for each in value if each is not None]
    if isinstance(value, dict):
        raise UndecidedError
    return [] if value is None else [value]


def positions(value: object) -> Iterable[object]:
    """The elements of an array, nulls included. An object is left to the interpreter."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        raise UndecidedError
    return () if value is None else (value,)


def flat(values: Iterable[object]) -> list[object]:
    """The values of a list parameter: arrays count as their elements."""
    found: list[object] = []
    for value in values:
        if value.__class__ is list:
            found += [each for each in value if each is not None]
        elif value is not None:
            found.append(value)
    return found


def joined(values: Sequence[object], separator: str) -> str | None:
    """The values of a list parameter, mostly texts, as one text; None where there are none."""
    try:
        return separator.join(values) if values else None  # type: ignore[arg-type]
    except TypeError:
        return array_join(flat(values), separator)


def one_of(result: object) -> object:
    """The value that a function gave, which may have been given as a list of one."""
    if not isinstance(result, list):
        return result
    if len(result) > 1:
        raise UndecidedError
    return result[0] if result else None


def several(result: object) -> list[object]:
    """The values that a function gave."""
    if isinstance(result, list):
        return [each for each in result if each is not None]
    return [] if result is None else [result]


def holds(value: object) -> bool:
    """Whether the single answer of a condition is true; no answer is false."""
    if value is True or value is False:
        return value
    if value is None or value == "false":
        return False
    if value == "true":
        return True
    raise UndecidedError


def only(terms: list[str]) -> str:
    """The one term, or the empty text."""
    if len(terms) > 1:
        raise UndecidedError
    return terms[0] if terms else ""


RUNTIME: Mapping[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        bail,
        single,
        element,
        items,
        positions,
        flat,
        joined,
        one_of,
        several,
        holds,
        only,
        quote,
        lexical,
        natural,
        encode,
        decoded,
        Env,
    )
}
