"""The rules of a plan by what they can make: looked up once for a plan, asked for each result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import PlainReading, TracedQuad
from publisher.mapping.plan import ArticleSource, Constant, Plan, PredicateObject, TermMap, TermType, TriplesMap
from publisher.validation.kept_traces import KeptTraces
from publisher.validation.references import references_in, stands_for
from publisher.validation.subjects import SubjectTest, subject_test


@dataclass
class Rules:
    """A plan for articles, its rules by the predicate that they make triples of, and by the nodes these can be about."""

    plan: Plan
    context: MappingContext

    @cached_property
    def reading(self) -> PlainReading:
        """The plan made ready to be interpreted, once: that costs more than an article."""
        return PlainReading(self.plan, self.context)

    @cached_property
    def article_maps(self) -> tuple[TriplesMap, ...]:
        """The triples maps over articles."""
        return tuple(each for each in self.plan.triples_maps if isinstance(each.source, ArticleSource))

    @cached_property
    def _by_name(self) -> dict[str, TriplesMap]:
        return {each.name: each for each in self.plan.triples_maps}

    def map_named(self, name: str) -> TriplesMap | None:
        """The triples map of that name."""
        return self._by_name.get(name)

    @cached_property
    def _objects(self) -> dict[tuple[str, SourceSpan | None], tuple[TriplesMap, TermMap]]:
        """The term maps of objects by name and place: two may have one name, and one anchor may serve two rules."""
        return {
            (each.rule, each.place): (triples_map, each)
            for triples_map in self.article_maps
            for rule in triples_map.predicate_objects
            for each in rule.objects
            if isinstance(each, TermMap)
        }

    def fields_of_object(self, made: TracedQuad) -> list[FieldPath]:
        """The fields of the quad's object, as its expression names them from left to right; none of a constant."""
        found = self._objects.get((made.rule, made.rule_place))
        if found is None:
            return list(made.paths[:1])
        triples_map, term_map = found
        fields: dict[FieldPath, None] = {}
        for reference in references_in(term_map.expression):
            own = reference.origin == "record"
            steps = (*triples_map.iterator.steps, *reference.steps) if own else reference.steps
            fields |= dict.fromkeys(path for path in made.paths if stands_for(steps, path))
        return list(fields)

    @cached_property
    def _by_predicate(self) -> dict[str, tuple[TriplesMap, ...]]:
        return {}

    def making(self, predicate: str) -> tuple[TriplesMap, ...]:
        """The triples maps that can make triples with this predicate (IRI), with no other rules in them."""
        found = self._by_predicate.get(predicate)
        if found is None:
            cut = ((each, _rules_for(each, predicate)) for each in self.article_maps)
            found = tuple(self._without_graphs(replace(each, predicate_objects=rules)) for each, rules in cut if rules)
            self._by_predicate[predicate] = found
        return found

    def making_about(self, predicate: str, node: str) -> tuple[TriplesMap, ...]:
        """Those of `making` that can have the node (an N-Triples term) as their subject, the likely ones first."""
        found = [each for each in self.making(predicate) if self._tests[each.name].can_be(node)]
        return tuple(sorted(found, key=lambda each: not self._tests[each.name].is_sure))

    def kept_traces(self, triples_map: TriplesMap, predicate: str) -> KeptTraces:
        """What a triples map of `making` made of records so far."""
        key = triples_map.name, predicate
        if key not in self._kept:
            self._kept[key] = KeptTraces(triples_map, self.reading.functions)
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[str, str], KeptTraces]:
        return {}

    def is_likely(self, triples_map: TriplesMap) -> bool:
        """Whether the mapping writes the subjects out, so that one that can be mostly is."""
        return self._tests[triples_map.name].is_sure

    def with_subject(self, node: str) -> Iterator[TriplesMap]:
        """The triples maps over articles that can have the node as their subject."""
        return (each for each in self.article_maps if self._tests[each.name].can_be(node))

    @cached_property
    def _tests(self) -> dict[str, SubjectTest]:
        return {each.name: subject_test(each) for each in self.article_maps}

    @cached_property
    def _has_blank_nodes(self) -> bool:
        terms = (term for each in self.article_maps for term in _terms(each))
        return any(each.term_type is TermType.BLANK_NODE for each in terms)

    def _without_graphs(self, triples_map: TriplesMap) -> TriplesMap:
        """Graphs are a third of the work and say nothing of a triple, but that blank nodes of two graphs are two nodes."""
        if self._has_blank_nodes:
            return triples_map
        rules = tuple(replace(rule, graphs=()) for rule in triples_map.predicate_objects)
        return replace(triples_map, graphs=(), predicate_objects=rules)


def _terms(triples_map: TriplesMap) -> Iterator[TermMap]:
    yield from triples_map.subjects
    for rule in triples_map.predicate_objects:
        yield from (each for each in rule.objects if isinstance(each, TermMap))


def _rules_for(triples_map: TriplesMap, predicate: str) -> tuple[PredicateObject, ...]:
    return tuple(rule for rule in triples_map.predicate_objects if can_make(rule, predicate))


def can_make(rule: PredicateObject, predicate: str) -> bool:
    """Whether the rule can make triples with this predicate: one that is computed can be any."""
    expressions = (each.expression for each in rule.predicates)
    return any(not isinstance(each, Constant) or each.value == predicate for each in expressions)
