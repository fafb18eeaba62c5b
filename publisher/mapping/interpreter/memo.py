"""What expressions gave: within a record for every rule that shares them, and from article to article for equal inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from publisher.core.rules import Rule
from publisher.core.spans import FieldPath
from publisher.mapping.functions.model import Function
from publisher.mapping.interpreter.records import Record, Report, Value, values_of
from publisher.mapping.plan import (
    Constant,
    CurrentIndex,
    Expression,
    FunctionCall,
    ObjectReference,
    Plan,
    Position,
    RecordNode,
    Reference,
)
from publisher.mapping.traverse import expressions_of_map, parts_of

_MOST_REMEMBERED = 100_000
_Said = tuple[Rule, str, FieldPath]
T = TypeVar("T")
_Inputs = tuple[tuple[type, object], ...]
_Output = tuple[object, tuple[int, ...]]
"""A value, and which of the inputs its paths are."""


@dataclass(slots=True)
class Numbered:
    """One expression, and what it gave for the values of the references that it is made of.

    ``references`` is None where it also depends on something else, or on more than one value of a reference.
    ``is_of_article`` tells that it is the same for every record of an article.
    """

    number: int
    references: tuple[Reference, ...] | None
    is_of_article: bool = False
    outputs: dict[_Inputs, tuple[_Output, ...]] = field(default_factory=dict)


class Numbers:
    """What is kept of a plan from article to article, beginning with numbers for the expressions of a plan; equal ones, such as those of one anchor, have one number.

    Looked up by identity, for to hash an expression costs as much as to evaluate it. Made once for a plan.
    """

    def __init__(self, plan: Plan, functions: Mapping[str, Function]) -> None:
        self._plan = plan  # keeps the expressions, whose identities are used, alive
        self._functions = functions
        self._by_identity: dict[int, Numbered] = {}
        self.remembered = 0
        equal: dict[Expression, Numbered] = {}
        for expression in _expressions(plan):
            if expression not in equal:
                equal[expression] = Numbered(len(equal), self._references(expression), _is_of_article(expression))
            self._by_identity[id(expression)] = equal[expression]

    def get(self, expression: Expression) -> Numbered | None:
        """What is known of the expression; None for one that is not worth it, or not of this plan."""
        return self._by_identity.get(id(expression))

    def _references(self, expression: Expression) -> tuple[Reference, ...] | None:
        parts = list(dict.fromkeys(parts_of(expression)))
        calls = (self._functions.get(part.function) for part in parts if isinstance(part, FunctionCall))
        if any(call is None or call.needs == "article" for call in calls):
            return None
        references = tuple(part for part in parts if isinstance(part, Reference))
        indexed = any(isinstance(step, CurrentIndex) for each in references for step in each.steps)
        multiple = any(each.is_multiple for each in references)
        positioned = any(isinstance(part, Position) for part in parts)
        return None if indexed or multiple or positioned or isinstance(expression, Reference) else references


@dataclass(slots=True)
class Memo:
    """Values by expression and record of one article. What was said of them is said again each time, for each rule has to answer for it."""

    numbers: Numbers
    report: Report
    _known: dict[tuple[int, int, bool], tuple[list[Value], list[_Said]]] = field(default_factory=dict)
    _records: dict[int, Record] = field(default_factory=dict)
    _listening: list[list[_Said]] = field(default_factory=list)

    def say(self, rule: Rule, message: str, path: FieldPath) -> None:
        """Reports a data error, and remembers it with the values that are on their way."""
        for each in self._listening:
            each.append((rule, message, path))
        self.report(rule, message, path)

    def held(self, make: Callable[[], list[T]]) -> tuple[list[T], list[_Said]]:
        """What is made, and what is said of it meanwhile, which nobody hears."""
        said: list[_Said] = []
        around = self._listening, self.report
        self._listening, self.report = [], lambda rule, message, path: said.append((rule, message, path))
        try:
            return make(), said
        finally:
            self._listening, self.report = around

    def recall(self, of: Numbered, record: Record, compute: Callable[[], list[Value]], *, encoded: bool) -> list[Value]:
        """The values as they were in this article, as they were in another one for equal inputs, or as they are now computed."""
        key = of.number, id(record.document if of.is_of_article else record), encoded
        found = self._known.get(key)
        if found is not None:
            for said in found[1]:
                self.say(*said)
            return found[0]
        heard: list[_Said] = []
        self._listening.append(heard)
        try:
            values = compute() if of.references is None else self._by_inputs(of, record, compute, encoded=encoded)
        finally:
            self._listening.pop()
        self._records[id(record)] = record
        self._known[key] = values, heard
        return values

    def _by_inputs(
        self, of: Numbered, record: Record, compute: Callable[[], list[Value]], *, encoded: bool
    ) -> list[Value]:
        given = self._inputs(of.references or (), record)
        if given is None:
            return compute()
        paths = [value.paths for value in given]
        inputs = ((bool, encoded), *((type(value.value), _told_apart(value.value)) for value in given))
        known = of.outputs.get(inputs)
        if known is None:
            values = compute()
            outputs = None if self._listening[-1] else _without_paths(values, paths)
            if outputs is not None and self.numbers.remembered < _MOST_REMEMBERED:
                self.numbers.remembered += 1
                of.outputs[inputs] = outputs
            return values
        return [Value(value, tuple(paths[place][0] for place in places)) for value, places in known]

    @staticmethod
    def _inputs(references: tuple[Reference, ...], record: Record) -> list[Value] | None:
        """The value of each reference, one without value for none; None where one has several, or one that is no scalar."""
        given = []
        for each in references:
            said: list[object] = []
            values = list(values_of(record, each, lambda *what: said.append(what)))  # noqa: B023 - used at once
            if said or len(values) > 1 or (values and isinstance(values[0].value, (list, dict))):
                return None
            given.append(values[0] if values else Value(None, ((),)))
        return given


def _told_apart(value: object) -> object:
    """The value; of a number that is not whole its text, for to Python 0.0 and -0.0 are equal."""
    return repr(value) if isinstance(value, float) else value


def _without_paths(values: Sequence[Value], paths: Sequence[tuple[FieldPath, ...]]) -> tuple[_Output, ...] | None:
    """The values, each path as the place of the input that has it; None where one comes of elsewhere, or can be changed."""
    outputs: list[_Output] = []
    for value in values:
        places = tuple(next((at for at, given in enumerate(paths) if given[0] == path), -1) for path in value.paths)
        if -1 in places or isinstance(value.value, (list, dict)):
            return None
        outputs.append((value.value, places))
    return tuple(outputs)


def _expressions(plan: Plan) -> Iterator[Expression]:
    for each in plan.triples_maps:
        for expression in expressions_of_map(each):
            yield from _inside(expression)
        objects = (term for rule in each.predicate_objects for term in rule.objects)
        for join in (join for term in objects if isinstance(term, ObjectReference) for join in term.joins):
            yield from _inside(join.parent)


def _is_of_article(expression: Expression) -> bool:
    """Whether no part of it looks at the record, but at least one at the article around it."""
    parts = list(parts_of(expression))
    references = [part for part in parts if isinstance(part, Reference)]
    indexed = any(isinstance(step, CurrentIndex) for each in references for step in each.steps)
    placed = any(isinstance(part, (Position, RecordNode)) for part in parts)
    return bool(references) and all(each.origin == "article" for each in references) and not indexed and not placed


def _inside(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, (Constant, Position, RecordNode)):
        return
    yield expression
    if isinstance(expression, FunctionCall):
        for argument in expression.arguments:
            yield from _inside(argument.value)
