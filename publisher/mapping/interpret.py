"""An article's quads by the plain reading of the plan, each with the rule and the fields that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from publisher.content.article import Article
from publisher.core.findings import Finding, RelatedPlace
from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, SourceSpan, format_field_path
from publisher.mapping.context import MappingContext
from publisher.mapping.data_rules import NO_GRAPH
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpreter.expressions import Evaluator
from publisher.mapping.interpreter.joins import ParentSubjects
from publisher.mapping.interpreter.memo import Memo, Numbers
from publisher.mapping.interpreter.places import Places, missing_field
from publisher.mapping.interpreter.records import Document, Record, records_of
from publisher.mapping.interpreter.terms import Mask, Term, TermMaker
from publisher.mapping.plan import (
    DEFAULT_GRAPH,
    ArticleSource,
    Constant,
    FunctionCall,
    ObjectReference,
    Plan,
    PredicateObject,
    Reference,
    Source,
    TermMap,
    TriplesMap,
)


class TracedQuad(NamedTuple):
    """One quad: its line of N-Quads, the rule that made it and the fields it was made of.

    ``shared`` tells that it goes to a graph that many articles share; ``block`` counts the records that
    triples maps were applied to, so that quads of one block were made together.
    """

    line: str
    rule: str
    rule_place: SourceSpan | None
    paths: tuple[FieldPath, ...]
    shared: bool
    block: int


class Trace(NamedTuple):
    """Everything that a plan makes of an article, in the order of the mapping, repeats included."""

    graph: str
    quads: tuple[TracedQuad, ...]
    findings: tuple[Finding, ...]


class PlainReading:
    """A plan with what is made once, however many articles are read by it."""

    def __init__(self, plan: Plan, context: MappingContext) -> None:
        self.plan = plan
        self.context = context
        self.functions = known_functions()
        self.numbers = Numbers(plan, self.functions)
        self.predicates: dict[tuple[int, str | None], list[Term]] = {}

    def trace(self, article: Article, triples_maps: Sequence[TriplesMap] | None = None) -> Trace:
        """The quads of one article, and what is wrong with it; with triples maps those of these alone."""
        document = Document(article.path, article.front_matter, article)
        interpreter = Interpreter(self, {ArticleSource(): document})
        for triples_map in self.plan.triples_maps if triples_maps is None else triples_maps:
            if isinstance(triples_map.source, ArticleSource):
                interpreter.apply(triples_map)
        findings = tuple(dict.fromkeys(interpreter.findings))
        return Trace(_own_graph(interpreter, self.plan, document), tuple(interpreter.quads), findings)


def trace_article(plan: Plan, context: MappingContext, article: Article) -> Trace:
    """The quads of one article, and what is wrong with it; `PlainReading` serves many articles."""
    return PlainReading(plan, context).trace(article)


def _own_graph(interpreter: Interpreter, plan: Plan, document: Document) -> str:
    """The IRI of the article's own graph: that of the first article map that is not shared; empty where it has none."""
    own = (each for each in plan.triples_maps if isinstance(each.source, ArticleSource) and not each.shared)
    first = next(own, None)
    if first is None or not first.graphs:
        return ""
    graphs = interpreter.graphs(first.graphs, Record(document, document.root, (), 0), first)
    return graphs[0].text[1:-1] if graphs else ""


Rules = TermMap | ObjectReference | PredicateObject | TriplesMap


@dataclass(slots=True)
class Interpreter:
    """Applies triples maps to documents, one for each source, and gathers quads and findings; those not if ``is_silent``."""

    reading: PlainReading
    documents: Mapping[Source, Document]
    is_silent: bool = False
    quads: list[TracedQuad] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _document: Document | None = None
    _rule: Rules | None = None
    _only: str | None = None
    _block: int = 0
    _places: Places = field(default_factory=Places)
    _known_records: dict[tuple[Source, Reference], list[Record]] = field(default_factory=dict)
    _terms: TermMaker = field(init=False)
    _parents: ParentSubjects = field(init=False)

    def __post_init__(self) -> None:
        memo = Memo(self.reading.numbers, self._report)
        self._terms = TermMaker(Evaluator(self.reading.functions, self.reading.context, memo))
        self._parents = ParentSubjects(self.reading.plan, self.documents, self._terms, self.base_of)

    def apply(self, triples_map: TriplesMap, only: str | None = None) -> None:
        """Add the quads of one triples map, or of these only those about one subject, an IRI in its brackets."""
        self._only = only
        self._document = self.documents[triples_map.source]
        self._rule = triples_map
        for record in self._records(triples_map, self._document):
            self._block += 1
            self._apply_to(triples_map, record)

    def records(self, triples_map: TriplesMap) -> list[Record]:
        """The records that a triples map walks over."""
        self._document = self.documents[triples_map.source]
        self._rule = triples_map
        return self._records(triples_map, self._document)

    def quads_of(self, triples_map: TriplesMap, record: Record) -> list[TracedQuad]:
        """The quads of one of them, whatever the subject; `quads` holds them too."""
        self._only, before = None, len(self.quads)
        self._apply_to(triples_map, record)
        return self.quads[before:]

    def _records(self, triples_map: TriplesMap, document: Document) -> list[Record]:
        """The records, the same ones for triples maps that walk alike, so that what they share is made once."""
        key = triples_map.source, triples_map.iterator
        known = self._known_records.get(key)
        if known is not None:
            return known
        said = len(self.findings)
        records = list(records_of(document, triples_map.iterator, self._report))
        if len(self.findings) == said:  # else each of the maps has to answer for it
            self._known_records[key] = records
        return records

    def base_of(self, triples_map: TriplesMap) -> str | None:
        """The base for relative IRIs: the triples map's, the mapping's, or the caller's."""
        return triples_map.base or self.reading.plan.base or self.reading.context.base

    def _apply_to(self, triples_map: TriplesMap, record: Record) -> None:
        self._rule = triples_map
        mask = self._holds(triples_map.condition, record)
        subjects = [term for each in triples_map.subjects for term in self._made(each, record, triples_map, mask)]
        if self._only is not None:
            subjects = [term for term in subjects if term.text == self._only]
        if not subjects:
            return
        known: list[list[Term] | None] = []
        for predicate_object in triples_map.predicate_objects:
            predicates, objects = self._parts(predicate_object, record, triples_map)
            if not predicates or not objects:
                continue
            if not known:
                # A graph that nothing would stand in is not missed.
                known.append(self.graphs(triples_map.graphs, record, triples_map))
            own_graphs = self.graphs(predicate_object.graphs, record, triples_map)
            targets = _targets(known[0], own_graphs, shared=triples_map.shared)
            for (each, term), (graph, shared), subject, predicate in product(objects, targets, subjects, predicates):
                self._add((subject, predicate, term), graph, each, shared=shared)

    def _parts(
        self, rule: PredicateObject, record: Record, triples_map: TriplesMap
    ) -> tuple[list[Term], list[tuple[TermMap | ObjectReference, Term]]]:
        """The predicates and objects of a statement; where the ones are missing, the others are not needed."""
        self._rule = rule
        mask = self._holds(rule.condition, record)
        if mask is not None and not any(mask):
            return [], []
        asked = len(self.findings)
        predicates = self._predicates(rule, record, triples_map)
        named = len(self.findings)
        objects = list(self._objects(rule, record, triples_map, mask))
        nothing_named = not predicates and named == asked
        nothing_said = not objects and len(self.findings) == named
        if nothing_named or nothing_said:
            del self.findings[asked:]
        return predicates, objects

    def _predicates(self, rule: PredicateObject, record: Record, triples_map: TriplesMap) -> list[Term]:
        """The predicates; constants are made once for all articles."""
        key = id(rule), self.base_of(triples_map)
        known = self.reading.predicates.get(key)
        if known is None:
            said = len(self.findings)
            known = [term for each in rule.predicates for term in self._made(each, record, triples_map, None)]
            constant = all(isinstance(each.expression, Constant) and not each.condition for each in rule.predicates)
            if constant and len(self.findings) == said:
                self.reading.predicates[key] = known
        return known

    def _objects(
        self, rule: PredicateObject, record: Record, triples_map: TriplesMap, mask: Mask
    ) -> Iterator[tuple[TermMap | ObjectReference, Term]]:
        for each in rule.objects:
            if isinstance(each, TermMap):
                found = self._made(each, record, triples_map, mask)
            else:
                self._rule = each
                found = self._parents.subjects(each, record, triples_map)
                for answers in (mask, self._holds(each.condition, record)):
                    found = self._terms.select(found, answers)
            yield from ((each, term) for term in found)

    def _made(self, term_map: TermMap, record: Record, triples_map: TriplesMap, mask: Mask) -> list[Term]:
        self._rule = term_map
        return self._terms.terms(term_map, record, triples_map, self.base_of(triples_map), (mask,))

    def _holds(self, condition: FunctionCall | None, record: Record) -> Mask:
        return self._terms.evaluator.holds(condition, record)

    def graphs(self, maps: tuple[TermMap, ...], record: Record, triples_map: TriplesMap) -> list[Term] | None:
        """The graphs that are named; None where nothing but the default graph is meant or left."""
        if not maps:
            return None
        graphs: list[Term] = []
        told = len(self.findings)
        for each in maps:
            if isinstance(each.expression, Constant) and each.expression.value == DEFAULT_GRAPH:
                graphs.append(Term("", ()))
            else:
                graphs += self._made(each, record, triples_map, None)
        if graphs or len(self.findings) > told:
            return graphs
        if record.document.article is None:
            return None
        wanted = missing_field(maps, record)
        field = f"the field `{format_field_path(wanted)}`" if wanted else "the field"
        self._report(NO_GRAPH, f"{field} that names the graph of these statements is missing", wanted)
        return []

    def _add(
        self, terms: tuple[Term, Term, Term], graph: Term, rule: TermMap | ObjectReference, *, shared: bool
    ) -> None:
        line = " ".join(term.within(graph.text) for term in terms)
        ending = f" {graph.text} .\n" if graph.text else " .\n"
        paths = dict.fromkeys(path for term in (*reversed(terms), graph) for path in term.paths)
        self.quads.append(TracedQuad(line + ending, rule.rule, rule.place, tuple(paths), shared, self._block))

    def _report(self, rule: Rule, message: str, path: FieldPath) -> None:
        if self.is_silent:
            return
        assert self._document is not None
        span = self._places.locate(self._document, path)
        name = "" if self._rule is None else getattr(self._rule, "rule", getattr(self._rule, "name", ""))
        place = None if self._rule is None else self._rule.place
        related = () if place is None else (RelatedPlace(place, f"the rule {name or 'of the mapping'}".rstrip()),)
        written = f"{name} ({place})" if name and place else name or (str(place) if place else None)
        self.findings.append(rule.at(span, message, field_path=path or None, rule=written, related=related))


def _targets(
    subject_graphs: list[Term] | None, own_graphs: list[Term] | None, *, shared: bool
) -> list[tuple[Term, bool]]:
    """Every graph that a statement goes to, and whether articles share it."""
    if subject_graphs is None and own_graphs is None:
        return [(Term("", ()), shared)]
    of_rule = [(graph, True) for graph in own_graphs or ()]
    return [*((graph, shared) for graph in subject_graphs or ()), *of_rule]
