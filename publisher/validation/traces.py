"""The triples of one article as they were traced: which rule and which fields made each, and how to walk them.

Only what is asked for is interpreted: of the whole mapping those rules that make triples of one predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.quick_places import QuickPlaces
from publisher.core.nquads import split_line
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import Interpreter, PlainReading, TracedQuad
from publisher.mapping.interpreter.records import Document
from publisher.mapping.plan import ArticleSource, Constant, Plan, PredicateObject, TermMap, TermType, TriplesMap
from publisher.validation.ntriples import canonical_term
from publisher.validation.paths import Path, Sequence, walk
from publisher.validation.references import references_in, stands_for


class TracedTriple(NamedTuple):
    """A triple and what made it."""

    subject: str
    predicate: str
    object: str
    made: TracedQuad


@dataclass
class Rules:
    """A plan for articles, its rules by the predicate that they make triples of."""

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


class TracedTriples:
    """The triples of one article, in the order of the mapping, found by their terms."""

    def __init__(self, rules: Rules, article: Article) -> None:
        self.article = article
        self._rules = rules
        self._known: dict[str, list[TracedTriple]] = {}

    @cached_property
    def places(self) -> QuickPlaces:
        """Where the fields stand; the file is read slowly when this is first asked for."""
        return QuickPlaces(self.article)

    def about(self, node: str, predicate: str) -> list[TracedTriple]:
        """The triples of a subject with a predicate; ``^<…>`` asks for those whose object it is."""
        if predicate.startswith("^"):
            return [triple for triple in self._of(predicate[2:-1]) if triple.object == node]
        return [triple for triple in self._of(predicate[1:-1]) if triple.subject == node]

    def with_predicate(self, predicate: str) -> list[TracedTriple]:
        """The triples with a predicate."""
        return self._of(predicate[1:-1])

    def with_terms(self, subject: str, value: str | None) -> list[TracedTriple]:
        """The triples of a subject with an object, whatever the predicate. Interprets the whole plan."""
        every = self._trace(self._rules.article_maps)
        return [triple for triple in every if triple.subject == subject and triple.object == value]

    def reached(self, start: str, path: Path, value: str | None = None) -> list[TracedTriple]:
        """The triples of the path's last hop from a node, hop by hop; with a value those that lead to it."""
        steps = path.steps if isinstance(path, Sequence) else (path,)
        nodes = [start]
        for step in steps[:-1]:
            nodes = list(dict.fromkeys(end for node in nodes for end in walk(step, node, self.neighbours)))
        hops = (hop for node in nodes for hop in self._last_hops(node, steps[-1]))
        return [triple for triple, end in hops if value is None or end == value]

    def neighbours(self, node: str, predicate: str) -> list[str]:
        """The nodes one hop away."""
        return [_far_end(triple, predicate) for triple in self.about(node, predicate)]

    def _of(self, predicate: str) -> list[TracedTriple]:
        found = self._known.get(predicate)
        if found is None:
            traced = self._trace(self._rules.making(predicate))
            found = self._known[predicate] = [each for each in traced if each.predicate == f"<{predicate}>"]
        return found

    @cached_property
    def _interpreter(self) -> Interpreter:
        document = Document(self.article.path, self.article.front_matter, self.article)
        return Interpreter(self._rules.reading, {ArticleSource(): document}, is_silent=True)

    def _trace(self, triples_maps: Iterable[TriplesMap]) -> list[TracedTriple]:
        interpreter = self._interpreter
        before = len(interpreter.quads)
        for triples_map in triples_maps:
            interpreter.apply(triples_map)
        quads = ((split_line(made.line), made) for made in interpreter.quads[before:])
        return [TracedTriple(each.subject, each.predicate, canonical_term(each.object), made) for each, made in quads]

    def _last_hops(self, node: str, path: Path) -> Iterable[tuple[TracedTriple, str]]:
        """The triples that a walk over the path ends with, each with the node it ends at."""
        ends: list[tuple[TracedTriple, str]] = []

        def note(start: str, predicate: str) -> list[str]:
            found = [(triple, _far_end(triple, predicate)) for triple in self.about(start, predicate)]
            ends.extend(found)
            return [end for _, end in found]

        reached = set(walk(path, node, note))
        return [(triple, end) for triple, end in ends if end in reached]


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


def _far_end(triple: TracedTriple, predicate: str) -> str:
    return triple.subject if predicate.startswith("^") else triple.object
