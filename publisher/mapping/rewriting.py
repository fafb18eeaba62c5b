"""How the records of a map over articles are reached in a plain JSON file: iterations without extensions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.core.terms import XSD
from publisher.mapping.plan import (
    Argument,
    ArticleSource,
    Constant,
    CurrentIndex,
    Decode,
    Expression,
    FunctionCall,
    Index,
    JsonSource,
    ObjectReference,
    Position,
    Reference,
    Source,
    Step,
    Template,
    TermMap,
    TermType,
    TriplesMap,
    Wildcard,
)
from publisher.mapping.references import Parts
from publisher.mapping.traverse import expressions_of_map, expressions_of_term, parts_of

ARTICLES_FILE = "articles.json"
MOST_ELEMENTS = 24
"""So many elements of a list are written out one by one, where nothing else can say them."""

_SOURCE = JsonSource(ARTICLES_FILE)
_EACH_ARTICLE = (Wildcard(),)
_NOT_NULL = "https://w3id.org/imec/idlab/function#isNotNull"
_TEXT = "https://w3id.org/imec/idlab/function#_str"
Part = Reference | Position


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One way from the records of a map to those of a file.

    ``element`` is what stands for the element of the list where the records are written out one by one.
    """

    source: Source
    iterator: Reference
    change: Callable[[Part], Reference | str]
    suffix: str = ""
    element: Reference | None = None

    def expression(self, expression: Expression) -> Expression:
        """The expression over the file's records."""
        if isinstance(expression, (Reference, Position)):
            changed = self.change(expression)
            return Constant(changed) if isinstance(changed, str) else changed
        if isinstance(expression, Template):
            joined = Parts()
            for part in expression.parts:
                joined.add(part if isinstance(part, str) else self.change(part))
            return Template(tuple(joined.parts))
        if isinstance(expression, FunctionCall):
            arguments = tuple(Argument(each.parameter, self.expression(each.value)) for each in expression.arguments)
            return replace(expression, arguments=arguments)
        return expression

    def call(self, call: FunctionCall | None) -> FunctionCall | None:
        """The call over the file's records."""
        changed = self.expression(call) if call is not None else None
        return changed if isinstance(changed, FunctionCall) else None

    def term(self, term: TermMap) -> TermMap:
        """The term map over the file's records; a position keeps being a number."""
        datatype = self.expression(term.datatype) if term.datatype is not None else None
        if isinstance(term.expression, Position) and term.term_type is TermType.LITERAL and not term.language:
            datatype = datatype or Constant(XSD + "integer")
        return replace(
            term,
            expression=self.expression(term.expression),
            datatype=datatype,
            language=self.expression(term.language) if term.language is not None else None,
            condition=self.call(term.condition),
        )

    @property
    def guard(self) -> FunctionCall | None:
        """A condition that there is such an element at all."""
        return FunctionCall(_NOT_NULL, (Argument(_TEXT, self.element),)) if self.element is not None else None


def rewritings_of(each: TriplesMap) -> list[Rewriting]:
    """The ways to say the map's iteration without extensions, all of them needed; empty where there is none."""
    if not isinstance(each.source, ArticleSource):
        return [Rewriting(each.source, each.iterator, _same)]
    parts = [part for expression in expressions_of_map(each) for part in parts_of(expression)]
    references = [part for part in parts if isinstance(part, Reference)]
    if any(isinstance(step, Decode) for part in (*references, each.iterator) for step in part.steps):
        return []
    if not each.iterator.steps:
        return [Rewriting(_SOURCE, _reference(_EACH_ARTICLE), _of_article)]
    return _below_articles(each, parts)


def _below_articles(each: TriplesMap, parts: list[Reference | Position | FunctionCall]) -> list[Rewriting]:
    """The ways to walk over a list of each article."""
    if all(isinstance(part, FunctionCall) or _is_of_record(part) for part in parts):
        return [Rewriting(_SOURCE, _reference((*_EACH_ARTICLE, *each.iterator.steps)), _same)]
    if _can_be_flat(each):
        return [Rewriting(_SOURCE, _reference(_EACH_ARTICLE), lambda part: _flat(part, each.iterator.steps))]
    wildcards = [step for step in each.iterator.steps if isinstance(step, Wildcard)]
    if len(wildcards) != 1:
        return []
    return [_at_position(_SOURCE, each.iterator.steps, number) for number in range(MOST_ELEMENTS)]


def is_written_out(rewritings: list[Rewriting]) -> bool:
    """Whether elements are written out one by one, so that a longer list is cut."""
    return len(rewritings) == MOST_ELEMENTS


def _reference(steps: tuple[Step, ...]) -> Reference:
    return Reference(steps)


def _same(part: Part) -> Reference:
    assert isinstance(part, Reference)
    return part


def _of_article(part: Part) -> Reference:
    assert isinstance(part, Reference)
    return replace(part, origin="record")


def _is_of_record(part: Part) -> bool:
    """Whether the part needs nothing but the element itself."""
    if isinstance(part, Position) or part.origin == "article":
        return False
    return not any(isinstance(step, CurrentIndex) for step in part.steps)


def _can_be_flat(each: TriplesMap) -> bool:
    """Whether each statement takes at most one value from the element, so that lists need not be walked side by side."""
    parts = [part for expression in expressions_of_map(each) for part in parts_of(expression)]
    if any(isinstance(part, (Position, FunctionCall)) for part in parts):
        return False
    if any(isinstance(step, CurrentIndex) for part in parts if isinstance(part, Reference) for step in part.steps):
        return False
    around = sum(_uses(term) for term in (*each.subjects, *each.graphs))
    return all(
        around + uses <= 1
        for entry in each.predicate_objects
        for uses in _uses_of_entry([entry.predicates, entry.objects, entry.graphs])
    ) and (around <= 1)


def _uses_of_entry(groups: list[Sequence[TermMap | ObjectReference]]) -> Iterator[int]:
    """The number of references to the element in the worst statement of an entry."""
    yield sum(max((_uses(term) for term in group), default=0) for group in groups)


def _uses(term: TermMap | ObjectReference) -> int:
    """How many references to the element a term makes."""
    return sum(
        isinstance(part, Reference) and part.origin == "record"
        for expression in expressions_of_term(term)
        for part in parts_of(expression)
    )


def _flat(part: Part, steps: tuple[Step, ...]) -> Reference:
    assert isinstance(part, Reference)
    return replace(part, steps=part.steps if part.origin == "article" else (*steps, *part.steps), origin="record")


def _at_position(source: Source, steps: tuple[Step, ...], number: int) -> Rewriting:
    """The element with this number, from 0, and nothing else."""
    element = tuple(Index(number) if isinstance(step, Wildcard) else step for step in steps)

    def change(part: Part) -> Reference | str:
        if isinstance(part, Position):
            return str(number + 1)
        walked = tuple(Index(number) if isinstance(step, CurrentIndex) else step for step in part.steps)
        return replace(part, steps=walked if part.origin == "article" else (*element, *walked), origin="record")

    return Rewriting(source, _reference(_EACH_ARTICLE), change, f"-{number + 1}", _reference(element))
