"""Ontology and vocabulary files: the labels a mapping asks for, and the lines that are published as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publisher.core.configuration import VocabularyFile
from publisher.core.errors import ShapesError
from publisher.core.findings import Severity
from publisher.core.nquads import (
    Quad,
    graph_of_line,
    read_literal,
    split_line,
    with_canonical_escapes,
    with_canonical_tag,
)
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.mapping.context import Labels, below, folded

BROKEN_VOCABULARY = Rule(
    "G201",
    "broken-vocabulary",
    Severity.ERROR,
    "An ontology or vocabulary file is not valid Turtle, or holds what cannot be published.",
    "Mend the file at the place that is named.",
)
_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
KEY = "{key}"
"""In the graph of a vocabulary file: the last part of each subject's IRI, so that each node has a graph of its own."""
_LAST_PART = re.compile("[/#]")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_IN_SCHEME = f"<{_SKOS}inScheme>"
_SUBCLASS_OF = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
_REPLACED_BY = "<http://purl.org/dc/terms/isReplacedBy>"
_LABELS_BY_RANK = (
    (f"<{_SKOS}prefLabel>", "<http://www.w3.org/2000/01/rdf-schema#label>"),
    (f"<{_SKOS}altLabel>",),
    (f"<{_SKOS}hiddenLabel>",),
)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """``lines`` are N-Quads lines without newline, each in the graph it is published in; ``files`` gives a graph's file."""

    lines: tuple[str, ...]
    labels: Labels
    files: Mapping[str, Path] = field(default_factory=dict)


def read_vocabularies(files: Sequence[VocabularyFile]) -> Vocabularies:
    """Reads the files. Raises ShapesError with the place of what is broken."""
    lines: list[str] = []
    graphs: dict[str, Path] = {}
    for each in files:
        added = list(_read_file(each.file, each.graph))
        lines += added
        for graph in dict.fromkeys(map(graph_of_line, added)):
            graphs.setdefault(graph, each.file)
    return Vocabularies(tuple(dict.fromkeys(lines)), collect_labels(split_line(line) for line in lines), graphs)


def collect_labels(quads: Iterable[Quad]) -> Labels:
    """The labels of the nodes, by each of their classes and schemes.

    A preferred label wins over another node's alternative label, that over a hidden one; one that two nodes have
    alike is nobody's. A node that is replaced hands its labels to its successor.
    """
    kinds: dict[str, list[str]] = {}
    labels: dict[str, dict[str, list[str]]] = {}
    successors: dict[str, str] = {}
    above: dict[str, list[str]] = {}
    for quad in quads:
        if quad.predicate in {_RDF_TYPE, _IN_SCHEME}:
            kinds.setdefault(quad.object, []).append(quad.subject)
        elif quad.predicate == _REPLACED_BY:
            successors[quad.subject] = quad.object
        elif quad.predicate == _SUBCLASS_OF:
            above.setdefault(quad.subject, []).append(quad.object)
        else:
            labels.setdefault(quad.predicate, {}).setdefault(quad.subject, []).append(quad.object)
    tables: dict[str, dict[str, str]] = {}
    shared: dict[str, dict[str, tuple[str, str]]] = {}
    written: dict[str, tuple[str, ...]] = {}
    wider_classes = {node: tuple(_all_above(node, above)) for node in above}
    for node, classes in wider_classes.items():
        for wider in classes:
            kinds.setdefault(f"<{below(wider[1:-1])}>", []).append(node)
    for kind, nodes in kinds.items():
        named = [(rank, _successor(node, successors)[1:-1], text) for rank, node, text in _named(nodes, labels)]
        tables[kind[1:-1]], twice = _table(named)
        written[kind[1:-1]] = tuple(dict.fromkeys(text for *_, text in named))
        if twice:
            shared[kind[1:-1]] = twice
    upward = {node[1:-1]: tuple(wider[1:-1] for wider in classes) for node, classes in wider_classes.items()}
    return Labels(tables, written, _preferred(labels), shared, upward, _statements(labels))


def _statements(values: Mapping[str, Mapping[str, list[str]]]) -> dict[tuple[str, str], frozenset[str]]:
    """The nodes that each node's properties lead to."""
    return {
        (node[1:-1], predicate[1:-1]): frozenset(nodes)
        for predicate, by_node in values.items()
        for node, terms in by_node.items()
        if (nodes := [term[1:-1] for term in terms if term.startswith("<")])
    }


def _table(named: Iterable[tuple[int, str, str]]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The IRI that bears each label, and the labels that two IRIs bear in one rank; the ranks come in their order."""
    found: dict[str, tuple[int, str]] = {}
    twice: dict[str, tuple[str, str]] = {}
    for rank, iri, text in named:
        label = folded(text)
        first_rank, first = found.setdefault(label, (rank, iri))
        if first != iri and first_rank == rank:
            twice.setdefault(label, (first, iri))
    return {label: iri for label, (_, iri) in found.items()}, twice


def _all_above(node: str, above: Mapping[str, list[str]]) -> dict[str, None]:
    """Every class that is above the node, at any depth, without the node itself."""
    found: dict[str, None] = {}
    waiting = list(above[node])
    while waiting:
        wider = waiting.pop(0)
        if wider not in found and wider != node:
            found[wider] = None
            waiting += above.get(wider, ())
    return found


def _preferred(labels: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, str]]:
    """The preferred label of each node by its language; of several in one language the first stands."""
    found: dict[str, dict[str, str]] = {}
    for predicate in _LABELS_BY_RANK[0]:
        for node, terms in labels.get(predicate, {}).items():
            for literal in filter(None, map(read_literal, terms)):
                found.setdefault(node[1:-1], {}).setdefault((literal.language or "").lower(), literal.text)
    return found


def _named(nodes: list[str], labels: dict[str, dict[str, list[str]]]) -> Iterator[tuple[int, str, str]]:
    for rank, predicates in enumerate(_LABELS_BY_RANK):
        for predicate in predicates:
            by_node = labels.get(predicate, {})
            for node in nodes:
                for term in by_node.get(node, ()):
                    literal = read_literal(term)
                    if literal is not None:
                        yield rank, node, literal.text


def _successor(node: str, successors: dict[str, str]) -> str:
    seen = {node}
    while node in successors and successors[node] not in seen:
        node = successors[node]
        seen.add(node)
    return node


def _key_of(triple: str) -> str:
    """The last part of the subject's IRI."""
    return _LAST_PART.split(triple[1 : triple.index(">")].rstrip("/#"))[-1]


def _first_blank(file: Path) -> SourceSpan:
    """Where the first blank node of a file stands that has one."""
    from publisher.mapping.rml.tokens import UnknownTokenError, tokens  # noqa: PLC0415 - only where something is wrong
    from publisher.mapping.written import LineIndex  # noqa: PLC0415

    text = file.read_text("utf-8")
    try:
        opening = next(each for each in tokens(text) if each.kind == "blank" or each.text in {"[", "("})
    except (UnknownTokenError, StopIteration):
        return SourceSpan.point(str(file))
    return LineIndex(str(file), text).span(opening.start, opening.end)


def _read_file(file: Path, graph: str) -> Iterator[str]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - 10 ms, needed only where vocabularies are read

    shown = str(file)
    try:
        for statement in parse(path=file, format=RdfFormat.TURTLE):
            triple = str(statement.triple)
            if triple.startswith("_:") or " _:" in triple.partition('"')[0]:
                place = BROKEN_VOCABULARY.at(_first_blank(file), f"blank nodes cannot be published: {triple}")
                raise ShapesError(f"{shown}: a vocabulary has a blank node; give it an IRI", [place])
            yield with_canonical_tag(with_canonical_escapes(f"{triple} <{graph.replace(KEY, _key_of(triple))}> ."))
    except SyntaxError as problem:
        line, column = problem.lineno or 1, problem.offset or 1
        place = BROKEN_VOCABULARY.at(SourceSpan.point(shown, line, column), f"not valid Turtle: {problem.msg}")
        raise ShapesError(f"{shown}: the vocabulary is broken", [place]) from problem
    except OSError as problem:
        raise ShapesError(f"{shown}: cannot be read: {problem.strerror or problem}") from problem
