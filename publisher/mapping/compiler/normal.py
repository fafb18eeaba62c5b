"""Plans in a form that is easier to compile: what is said of the record is said of the article where they are one.

A part that stands in many places of a plan is made once and stands in all of them: what is one object is quickly found
to be equal.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.mapping.plan import (
    Expression,
    FunctionCall,
    ObjectReference,
    Plan,
    PredicateObject,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)


def rooted(plan: Plan) -> Plan:
    """The same plan; where the record of a triples map is the whole document, references go from the document."""
    rooter = _Rooter()
    return replace(plan, triples_maps=tuple(map(rooter.rooted, plan.triples_maps)))


class _Rooter:
    """Makes triples maps over."""

    def __init__(self) -> None:
        self._calls: dict[int, tuple[FunctionCall, FunctionCall]] = {}

    def rooted(self, triples_map: TriplesMap) -> TriplesMap:
        if triples_map.iterator.steps:
            return triples_map
        return replace(
            triples_map,
            subjects=tuple(map(self._term_map, triples_map.subjects)),
            graphs=tuple(map(self._term_map, triples_map.graphs)),
            condition=self._call(triples_map.condition),
            predicate_objects=tuple(map(self._predicate_object, triples_map.predicate_objects)),
        )

    def _predicate_object(self, rule: PredicateObject) -> PredicateObject:
        return replace(
            rule,
            predicates=tuple(map(self._term_map, rule.predicates)),
            objects=tuple(map(self._object, rule.objects)),
            graphs=tuple(map(self._term_map, rule.graphs)),
            condition=self._call(rule.condition),
        )

    def _object(self, rule: TermMap | ObjectReference) -> TermMap | ObjectReference:
        if isinstance(rule, TermMap):
            return self._term_map(rule)
        return replace(rule, condition=self._call(rule.condition))

    def _term_map(self, term_map: TermMap) -> TermMap:
        return replace(
            term_map,
            expression=self._expression(term_map.expression),
            datatype=None if term_map.datatype is None else self._expression(term_map.datatype),
            language=None if term_map.language is None else self._expression(term_map.language),
            condition=self._call(term_map.condition),
        )

    def _call(self, call: FunctionCall | None) -> FunctionCall | None:
        if call is None:
            return None
        known = self._calls.get(id(call))
        if known is None:
            arguments = tuple(replace(each, value=self._expression(each.value)) for each in call.arguments)
            known = self._calls[id(call)] = (call, replace(call, arguments=arguments))
        return known[1]

    def _expression(self, expression: Expression) -> Expression:
        if isinstance(expression, Reference):
            return _reference(expression)
        if isinstance(expression, Template):
            parts = (_reference(part) if isinstance(part, Reference) else part for part in expression.parts)
            return Template(tuple(parts))
        return self._call(expression) or expression if isinstance(expression, FunctionCall) else expression


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
