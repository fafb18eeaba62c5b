"""Plans in a form that is easier to compile: what is said of the record is said of the article where they are one."""

from __future__ import annotations

from dataclasses import replace

from publisher.mapping.plan import (
    Expression,
    FunctionCall,
    ObjectReference,
    PredicateObject,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)


def rooted(triples_map: TriplesMap) -> TriplesMap:
    """The same triples map; where its record is the whole document, references go from the document."""
    if triples_map.iterator.steps:
        return triples_map
    return replace(
        triples_map,
        subjects=tuple(map(_term_map, triples_map.subjects)),
        graphs=tuple(map(_term_map, triples_map.graphs)),
        condition=_call(triples_map.condition),
        predicate_objects=tuple(map(_predicate_object, triples_map.predicate_objects)),
    )


def _predicate_object(rule: PredicateObject) -> PredicateObject:
    return replace(
        rule,
        predicates=tuple(map(_term_map, rule.predicates)),
        objects=tuple(_object(each) for each in rule.objects),
        graphs=tuple(map(_term_map, rule.graphs)),
        condition=_call(rule.condition),
    )


def _object(rule: TermMap | ObjectReference) -> TermMap | ObjectReference:
    if isinstance(rule, TermMap):
        return _term_map(rule)
    return replace(rule, condition=_call(rule.condition))


def _term_map(term_map: TermMap) -> TermMap:
    return replace(
        term_map,
        expression=_expression(term_map.expression),
        datatype=None if term_map.datatype is None else _expression(term_map.datatype),
        language=None if term_map.language is None else _expression(term_map.language),
        condition=_call(term_map.condition),
    )


def _call(call: FunctionCall | None) -> FunctionCall | None:
    if call is None:
        return None
    arguments = tuple(replace(each, value=_expression(each.value)) for each in call.arguments)
    return replace(call, arguments=arguments)


def _expression(expression: Expression) -> Expression:
    if isinstance(expression, Reference):
        return _reference(expression)
    if isinstance(expression, Template):
        return Template(tuple(_reference(part) if isinstance(part, Reference) else part for part in expression.parts))
    return _call(expression) or expression if isinstance(expression, FunctionCall) else expression


def _reference(reference: Reference) -> Reference:
    return replace(reference, origin="article")


def with_record(expression: Expression, reference: Reference) -> Expression:
    """The expression with the record itself in the place of a reference."""
    if expression == reference:
        return Reference(())
    if isinstance(expression, Template):
        return Template(tuple(Reference(()) if part == reference else part for part in expression.parts))
    if isinstance(expression, FunctionCall):
        arguments = tuple(replace(each, value=with_record(each.value, reference)) for each in expression.arguments)
        return replace(expression, arguments=arguments)
    return expression
