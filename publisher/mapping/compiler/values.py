"""Expressions as closures: from a record to the ordered list of its values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import product
from typing import NamedTuple

from publisher.content.article import Article
from publisher.mapping.compiler.text import UndecidedError, lexical
from publisher.mapping.context import Labels
from publisher.mapping.functions.model import Function
from publisher.mapping.plan import (
    Constant,
    Decode,
    Expression,
    FunctionCall,
    Index,
    Name,
    Position,
    Reference,
    Step,
    Template,
    Wildcard,
)


class Env(NamedTuple):
    """Where an expression is evaluated: the document, the record in it, its place in the iteration from 0."""

    root: object
    record: object
    at: int
    article: Article | None
    name: str


Values = Callable[[Env], list[object]]
Transform = Callable[[str], str]
FAILURES = (Exception, SystemExit)
"""What the fast code, or a function of the library or of a user, raises on values that the interpreter must see."""


class ExpressionCompiler(NamedTuple):
    """Makes closures. ``lenient``: ``[*]`` takes a scalar for a list of one, as it does in articles."""

    functions: Mapping[str, Function]
    labels: Labels
    lenient: bool

    def values(self, expression: Expression, encode: Transform | None = None) -> Values:
        """The closure of an expression; ``encode`` is for the places of a template."""
        if isinstance(expression, Constant):
            constant: list[object] = [expression.value]
            return lambda _env: constant
        if isinstance(expression, Position):
            return lambda env: [env.at + 1]
        if isinstance(expression, Reference):
            return self._reference(expression)
        if isinstance(expression, Template):
            return self._template(expression, encode)
        if isinstance(expression, FunctionCall):
            return self._call(expression)
        raise TypeError(f"{type(expression).__name__} has no values")

    def records(self, iterator: Reference) -> Callable[[object], list[object]]:
        """From a document to its records; None stands for one that is null or missing and counts in the numbering."""
        steps, lenient = iterator.steps, self.lenient
        return lambda root: list(_candidates(root, steps, lenient=lenient))

    def _reference(self, reference: Reference) -> Values:
        steps, lenient = reference.steps, self.lenient
        in_article = reference.origin == "article"

        def walk(env: Env) -> list[object]:
            found = [env.root if in_article else env.record]
            for step in steps:
                found = [below for value in found for below in _below(value, step, env.at, lenient)]
            return [value for value in found if value is not None]

        return walk

    def _template(self, template: Template, encode: Transform | None) -> Values:
        parts = [
            (lambda _env, text=part: [text]) if isinstance(part, str) else self._texts(self.values(part), encode)
            for part in template.parts
        ]
        return lambda env: ["".join(row) for row in product(*[part(env) for part in parts])]

    def _texts(self, values: Values, encode: Transform | None) -> Callable[[Env], list[str]]:
        if encode is None:
            return lambda env: [lexical(value) for value in values(env)]
        return lambda env: [encode(lexical(value)) for value in values(env)]

    def _call(self, call: FunctionCall) -> Values:
        function = self.functions[call.function]
        does, before = function.call, self._before(function)
        columns = [
            _column(
                parameter.kind,
                [self.values(each.value) for each in call.arguments if each.parameter in parameter.names],
            )
            for parameter in function.parameters
        ]

        def apply(env: Env) -> list[object]:
            results: list[object] = []
            first = before(env)
            for row in product(*[column(env) for column in columns]):
                given = does(*first, *row)
                if given.__class__ is list:
                    results += given
                else:
                    results.append(given)
            return [each for each in results if each is not None]

        return apply

    def _before(self, function: Function) -> Callable[[Env], tuple[object, ...]]:
        if function.needs == "labels":
            labels = (self.labels,)
            return lambda _env: labels
        if function.needs == "article":
            return _the_article
        return lambda _env: ()


def _the_article(env: Env) -> tuple[object, ...]:
    if env.article is None:
        raise UndecidedError
    return (env.article,)


def _column(kind: str, groups: list[Values]) -> Values:
    """What a parameter takes in turn."""
    if kind == "lists":
        return lambda env: [[_elements(group(env)) for group in groups]]
    if kind == "list":
        return lambda env: [[element for group in groups for element in _elements(group(env))]]
    if kind == "any":
        return lambda env: [value for group in groups for value in group(env)] or [None]
    singles = _singles(groups)
    return singles if kind == "one" else lambda env: singles(env) or [None]


def _singles(groups: list[Values]) -> Values:
    def single(env: Env) -> list[object]:
        found = [value for group in groups for value in group(env)]
        for value in found:
            if value.__class__ is list or value.__class__ is dict:
                raise UndecidedError
        return found

    return single


def _elements(values: list[object]) -> list[object]:
    flat: list[object] = []
    for value in values:
        if isinstance(value, list):
            flat += [each for each in value if each is not None]
        else:
            flat.append(value)
    return flat


def _below(  # noqa: PLR0911 - one return for each kind of step and value
    value: object,
    step: Step,
    index: int,
    lenient: bool,  # noqa: FBT001 - called for every step
) -> list[object]:
    """What stands one step below a value."""
    kind = step.__class__
    if kind is Name:
        if value.__class__ is list:
            raise UndecidedError
        return [value.get(step.key)] if isinstance(value, dict) else []  # type: ignore[union-attr]
    if kind is Wildcard:
        if isinstance(value, list):
            return value
        if isinstance(value, dict):
            if lenient:
                raise UndecidedError
            return list(value.values())
        return [value] if lenient else []
    if kind is Decode:
        return [decoded(value)]
    position = step.position if isinstance(step, Index) else index
    if isinstance(value, list):
        return value[position:][:1] if position >= 0 else value[position : position + 1 or None]
    return [value] if lenient and position in (0, -1) and not isinstance(value, dict) else []


def _candidates(value: object, steps: tuple[Step, ...], *, lenient: bool) -> list[object]:
    if not steps:
        return [value]
    step, rest = steps[0], steps[1:]
    if isinstance(step, Wildcard):
        if value is None:
            return []
        below = _below(value, step, 0, lenient)
        return [each for element in below for each in _candidates(element, rest, lenient=lenient)]
    below = [each for each in _below(value, step, 0, lenient) if each is not None]
    if below:
        return _candidates(below[0], rest, lenient=lenient)
    return [] if any(isinstance(each, Wildcard) for each in rest) else [None]


def decoded(value: object) -> object:
    """What the JSON in a text holds; any other value as it is."""
    if value.__class__ is not str:
        return value
    try:
        found, end = _DECODER.scan_once(value, 0)  # type: ignore[attr-defined]  # half of the time of `decode`
        return found if end == len(value) else _DECODER.decode(value)
    except (ValueError, RecursionError, StopIteration):
        raise UndecidedError from None


def _refuse(_: str) -> object:
    raise UndecidedError


_DECODER = json.JSONDecoder(parse_constant=_refuse)
