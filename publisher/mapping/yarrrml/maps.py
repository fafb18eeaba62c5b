"""Each mapping of a YARRRML document, read to triples maps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.plan import (
    ArticleSource,
    FunctionCall,
    ObjectReference,
    PredicateObject,
    RecordNode,
    Reference,
    TermMap,
    TermType,
    TriplesMap,
)
from publisher.mapping.plan_checks import ARTICLE_GRAPH
from publisher.mapping.references import as_expression
from publisher.mapping.rules import MISSING_PART, NOT_SUPPORTED
from publisher.mapping.written import Written
from publisher.mapping.yarrrml.calls import conjunction, read_call
from publisher.mapping.yarrrml.document import Document, Fields
from publisher.mapping.yarrrml.entries import EntryReader, ReadEntry, read_graphs
from publisher.mapping.yarrrml.sources import Iteration, Sources
from publisher.mapping.yarrrml.terms import SUBJECT, read_term

_MADE = (" inverse", " shared")
"""Ends of the names of maps that are made beside those that are written."""


@dataclass
class MapReader:
    """Reads the mappings of one document."""

    document: Document
    sources: Sources

    def read_all(self, node: MappingNode) -> list[TriplesMap]:
        """The triples maps in the order they are written; a mapping with several sources gives several."""
        names = frozenset(node.entries)
        if not names:
            self.document.report(MISSING_PART, node, "there is no mapping under `mappings`")
        made: dict[str, list[TriplesMap]] = {entry.key.written: self._mapping(entry, names) for entry in node}
        parents = {name: [each for each in maps if not each.name.endswith(_MADE)] for name, maps in made.items()}
        return [_with_parents(each, parents) for maps in made.values() for each in maps]

    def _mapping(self, entry: Entry, names: frozenset[str]) -> list[TriplesMap]:
        document, name = self.document, entry.key.written
        fields = document.fields(entry.value, "mapping")
        if fields is None:
            return []
        iterations = self._sources(entry, fields)
        subjects = self._subjects(entry, fields)
        entries: list[ReadEntry] = []
        if "predicateobjects" in fields:
            entries = EntryReader(document, name, names).read_all(fields["predicateobjects"].value)
        condition = read_call(document, fields["condition"].value) if "condition" in fields else None
        graphs = read_graphs(document, fields["graphs"].value, name) if "graphs" in fields else None
        if not subjects:
            return []
        made: list[TriplesMap] = []
        for number, iteration in enumerate(iterations, 1):
            called = name if number == 1 else f"{name}/{number}"
            one = self._triples_map(called, iteration, subjects, entries, graphs, condition)
            one = replace(one, place=document.span(entry.key))
            made += [*_apart(one), *_inverse_maps(document, one, entries)]
        return made

    def _triples_map(
        self,
        name: str,
        iteration: Iteration,
        subjects: list[TermMap],
        entries: list[ReadEntry],
        graphs: tuple[TermMap, ...] | None,
        condition: FunctionCall | None,
    ) -> TriplesMap:
        over_articles = isinstance(iteration.source, ArticleSource)
        own = self._article_graphs if over_articles and graphs is None else ()
        return TriplesMap(
            name,
            iteration.source,
            iteration.iterator,
            tuple(subjects),
            tuple(each.entry for each in entries if each.entry.predicates and each.entry.objects),
            graphs if graphs is not None else own,
            condition,
            shared=over_articles and graphs is not None,
        )

    @cached_property
    def _article_graphs(self) -> tuple[TermMap, ...]:
        """The graph of the article itself, its references taken from the article wherever the map iterates."""
        template = self.document.options.article_graph
        if template is None:
            return ()
        lines, place = self.document.lines, SourceSpan.point(self.document.lines.path)
        written = Written(template, [0] * (len(template) + 1), lines, place)
        parts = self.document.parts(written)
        if parts is None:
            return ()
        lifted = [replace(part, origin="article") if isinstance(part, Reference) else part for part in parts]
        return (TermMap(as_expression(list(lifted)), TermType.IRI, rule=ARTICLE_GRAPH),)

    def _sources(self, entry: Entry, fields: Fields) -> list[Iteration]:
        if "sources" not in fields:
            message = f"the mapping {entry.key.written!r} has no `sources`: write `sources: articles`, or a file"
            self._missing(entry, "sources", message)
            return []
        return self.sources.of_mapping(fields["sources"].value)

    def _missing(self, entry: Entry, name: str, message: str) -> None:
        """Report at the mapping's name that a part is missing, unless a misspelt key was reported for it."""
        before = len(self.document.findings)
        self.document.missing(entry.value, "mapping", name, message)
        for number in range(before, len(self.document.findings)):
            self.document.findings[number] = replace(self.document.findings[number], span=self.document.span(entry.key))

    def _subjects(self, entry: Entry, fields: Fields) -> list[TermMap]:
        document, name = self.document, entry.key.written
        if "subjects" not in fields:
            message = f"the mapping {name!r} has no `subjects`; for a blank node a record write `subjects: null`"
            self._missing(entry, "subjects", message)
            return []
        node = fields["subjects"].value
        if isinstance(node, ScalarNode) and node.value is None:
            if not node.written:
                message = "`subjects` is empty; for a blank node a record write `subjects: null`"
                document.report(MISSING_PART, fields["subjects"].key, message)
                return []
            return [TermMap(RecordNode(), TermType.BLANK_NODE, rule=name, place=document.span(node))]
        items: list[Node] = list(node.items) if isinstance(node, SequenceNode) else [node]
        if not items:
            document.report(MISSING_PART, node, "the list of subjects is empty")
        found = [read_term(document, item, SUBJECT, name) for item in items]
        return [each for each in found if each]


def _apart(each: TriplesMap) -> list[TriplesMap]:
    """The map of an article, and beside it one for the entries that name graphs of their own.

    The article's graph stands for the default graph, which RML uses only where no graph is named
    (https://kg-construct.github.io/rml-core/spec/docs/#graph-maps-rmlgraphmap).
    """
    named = tuple(entry for entry in each.predicate_objects if entry.graphs)
    if not isinstance(each.source, ArticleSource) or each.shared or not named:
        return [each]
    own = tuple(entry for entry in each.predicate_objects if not entry.graphs)
    apart = replace(each, predicate_objects=named, graphs=(), shared=True)
    return [replace(each, predicate_objects=own), replace(apart, name=each.name + " shared")] if own else [apart]


def _with_parents(child: TriplesMap, made: dict[str, list[TriplesMap]]) -> TriplesMap:
    """The map with references to a mapping of several sources written out, one for each."""
    return replace(
        child, predicate_objects=tuple(_entry_with_parents(each, child, made) for each in child.predicate_objects)
    )


def _entry_with_parents(
    entry: PredicateObject, child: TriplesMap, made: dict[str, list[TriplesMap]]
) -> PredicateObject:
    objects: list[TermMap | ObjectReference] = []
    for each in entry.objects:
        parents = made.get(each.parent, []) if isinstance(each, ObjectReference) else []
        if isinstance(each, ObjectReference) and len(parents) > 1:
            same = [parent for parent in parents if each.joins or _same_iteration(parent, child)]
            objects += [replace(each, parent=parent.name) for parent in same or parents]
        else:
            objects.append(each)
    return replace(entry, objects=tuple(objects))


def _same_iteration(one: TriplesMap, other: TriplesMap) -> bool:
    return one.source == other.source and one.iterator == other.iterator


def _inverse_maps(document: Document, forward: TriplesMap, entries: list[ReadEntry]) -> list[TriplesMap]:
    """The maps that say each entry with inverse predicates the other way round."""
    made: list[TriplesMap] = []
    for number, each in enumerate((each for each in entries if each.inverse), 1):
        subjects = [term for term in each.entry.objects if isinstance(term, TermMap)]
        if len(subjects) != len(each.entry.objects):
            place = each.entry.place or span_of_map(forward)
            document.report(NOT_SUPPORTED, place, "an inverse predicate beside `mapping` is not supported")
            continue
        conditions = [call for call in (forward.condition, each.entry.condition) if call]
        back = PredicateObject(each.inverse, forward.subjects, rule=each.inverse[0].rule, place=each.entry.place)
        made.append(
            replace(
                forward,
                name=f"{forward.name} {number} inverse",
                subjects=tuple(subjects),
                predicate_objects=(back,),
                graphs=(*forward.graphs, *each.entry.graphs),
                condition=conjunction(conditions),
            )
        )
    return made


def span_of_map(each: TriplesMap) -> SourceSpan:
    """Where a map stands."""
    assert each.place is not None
    return each.place
