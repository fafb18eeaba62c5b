"""Which fields of an article a plan reads, and articles in the form that does not leave a list to chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.core.spans import SourceSpan
from publisher.mapping.plan import (
    ArticleSource,
    Decode,
    Expression,
    FunctionCall,
    Index,
    Name,
    ObjectReference,
    Plan,
    Reference,
    Step,
    Template,
    TermMap,
    TriplesMap,
    Wildcard,
)

KeyPath = tuple[str, ...]
"""Keys from the root of the front matter; every element of a list is ``*``."""


def article_fields(plan: Plan) -> frozenset[tuple[str | int, ...]]:
    """The paths that the plan reads, indices as they are written, ``*`` for each element."""
    return frozenset(tuple(_written(step) for step in steps) for steps, _ in _paths(plan))


def referenced_fields(plan: Plan) -> Mapping[KeyPath, SourceSpan]:
    """The paths that the plan reads, each with the place of the first reference to it; every index is ``*``.

    What lies inside a text of JSON is not told apart.
    """
    found: dict[KeyPath, SourceSpan] = {}
    for steps, place in _paths(plan):
        path = tuple(step.key if isinstance(step, Name) else "*" for step in _before_decoding(steps))
        if path:
            found.setdefault(path, place)
    return found


def wrap_scalars(plan: Plan, front_matter: dict[str, object]) -> dict[str, object]:
    """The front matter with a list of one for every scalar that the plan takes for a list.

    What is changed is copied. Another engine that runs the exported mapping over it loses nothing.
    """
    wrapped: object = front_matter
    for steps, _ in _paths(plan):
        wrapped = _wrapped(wrapped, tuple(_before_decoding(steps)))
    assert isinstance(wrapped, dict)
    return wrapped


def _wrapped(value: object, steps: tuple[Step, ...]) -> object:
    if not steps or value is None:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, Name):
        if not isinstance(value, dict) or step.key not in value:
            return value
        below = _wrapped(value[step.key], rest)
        return value if below is value[step.key] else {**value, step.key: below}
    if isinstance(value, dict) and not isinstance(step, Wildcard):
        return value
    if isinstance(value, dict) and isinstance(step, Wildcard) and step.members:
        return {key: _wrapped(member, rest) for key, member in value.items()}
    elements = value if isinstance(value, list) else [value]
    below_all = [_wrapped(element, rest) for element in elements]
    same = isinstance(value, list) and all(new is old for new, old in zip(below_all, value, strict=True))
    return value if same else below_all


def _written(step: Step) -> str | int:
    if isinstance(step, Name):
        return step.key
    return step.position if isinstance(step, Index) else "~json" if isinstance(step, Decode) else "*"


def _before_decoding(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, Decode):
            return
        yield step


def _paths(plan: Plan) -> Iterator[tuple[tuple[Step, ...], SourceSpan]]:
    """Every path from the root of an article, in the order of the mapping."""
    for triples_map in plan.triples_maps:
        if not isinstance(triples_map.source, ArticleSource):
            continue
        iterator = triples_map.iterator
        around = triples_map.place or SourceSpan.point(plan.path)
        yield iterator.steps, iterator.place or around
        for expression, iterated in _expressions(triples_map, plan):
            for reference in _references(expression):
                inside = iterated if reference.origin == "record" else ()
                yield (*inside, *reference.steps), reference.place or around


def _expressions(triples_map: TriplesMap, plan: Plan) -> Iterator[tuple[Expression | None, tuple[Step, ...]]]:
    """Every expression, with the path of the records that it is evaluated for."""
    steps = triples_map.iterator.steps
    yield triples_map.condition, steps
    for term_map in (*triples_map.subjects, *triples_map.graphs):
        yield from ((each, steps) for each in _parts(term_map))
    for rule in triples_map.predicate_objects:
        yield rule.condition, steps
        for each in (*rule.predicates, *rule.objects, *rule.graphs):
            if isinstance(each, TermMap):
                yield from ((part, steps) for part in _parts(each))
            else:
                yield from _joined(each, steps, plan)


def _parts(term_map: TermMap) -> Iterator[Expression | None]:
    yield from (term_map.expression, term_map.datatype, term_map.language, term_map.condition)


def _joined(
    reference: ObjectReference, steps: tuple[Step, ...], plan: Plan
) -> Iterator[tuple[Expression | None, tuple[Step, ...]]]:
    yield reference.condition, steps
    yield from ((join.child, steps) for join in reference.joins)
    for parent in plan.triples_maps:
        if parent.name == reference.parent and isinstance(parent.source, ArticleSource):
            yield from ((join.parent, parent.iterator.steps) for join in reference.joins)


def _references(expression: Expression | None) -> Iterator[Reference]:
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Template):
        yield from (part for part in expression.parts if isinstance(part, Reference))
    elif isinstance(expression, FunctionCall):
        for argument in expression.arguments:
            yield from _references(argument.value)
