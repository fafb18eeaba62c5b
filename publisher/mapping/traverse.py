"""Walks over a plan: every expression, reference and call of a triples map."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.mapping.plan import (
    Expression,
    FunctionCall,
    ObjectReference,
    Position,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)


def expressions_of_term(term: TermMap | ObjectReference) -> Iterator[Expression]:
    """Each expression of a term map or of a reference to another map, those over the other's records left out."""
    if isinstance(term, ObjectReference):
        yield from (join.child for join in term.joins)
    else:
        yield from (each for each in (term.expression, term.datatype, term.language) if each is not None)
    if term.condition is not None:
        yield term.condition


def expressions_of_map(each: TriplesMap) -> Iterator[Expression]:
    """Each expression that is evaluated over the records of the map."""
    for term in (*each.subjects, *each.graphs):
        yield from expressions_of_term(term)
    if each.condition is not None:
        yield each.condition
    for entry in each.predicate_objects:
        for part in (*entry.predicates, *entry.objects, *entry.graphs):
            yield from expressions_of_term(part)
        if entry.condition is not None:
            yield entry.condition


def parts_of(expression: Expression) -> Iterator[Reference | Position | FunctionCall]:
    """The references, positions and calls inside an expression, outer ones first."""
    if isinstance(expression, (Reference, Position)):
        yield expression
    elif isinstance(expression, Template):
        yield from (part for part in expression.parts if not isinstance(part, str))
    elif isinstance(expression, FunctionCall):
        yield expression
        for argument in expression.arguments:
            yield from parts_of(argument.value)
