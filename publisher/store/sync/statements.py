"""Batches of graphs as one SPARQL Update each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from publisher.core.nquads import lines_of
from publisher.core.terms import iri, literal
from publisher.graph.release_files import GraphEntry
from publisher.graph.release_graphs import triples_of
from publisher.store.profiles.profile import StoreProfile
from publisher.store.sync.plan import Drop, Write
from publisher.store.sync.state import PENDING, StateTerms


class GraphText(NamedTuple):
    """A graph to write, with its N-Quads text, and what is told of its file as N-Triples text."""

    write: Write
    text: bytes
    provenance: str = ""


def batches(graphs: Iterable[GraphText], profile: StoreProfile) -> Iterator[list[GraphText]]:
    """The graphs by as many as the store takes in one request, and no more bytes than it should get."""
    batch: list[GraphText] = []
    size = 0
    for graph in graphs:
        if batch and (len(batch) >= profile.graphs_a_request or size + len(graph.text) > profile.bytes_a_request):
            yield batch
            batch, size = [], 0
        batch.append(graph)
        size += len(graph.text)
    if batch:
        yield batch


class Described(Protocol):
    """The graph of the description, which tells of articles' files."""

    def forget_article(self, graph: str) -> Iterator[str]:
        """The statements that remove what is told of the file of an article's graph, unless another graph has it too."""

    def forget_files(self, provenance: Iterable[str]) -> Iterator[str]:
        """The statements that remove what an earlier release told of the files of these N-Triples texts."""

    def insert(self, triples: str, most_triples: int | None) -> Iterator[str]:
        """The statements that write the triples, given as N-Triples text."""


def write_statements(
    batch: Sequence[GraphText],
    terms: StateTerms,
    described: Described,
    filled: frozenset[str] | None,
    most_triples: int | None,
) -> Iterator[str]:
    """Replaces each graph; its digest stands as pending until all are written.

    Graphs that are not among the ``filled`` are known to be empty and are not dropped first, which spares Oxigraph a
    third of the time of a first load. None: each may hold something.
    """
    graphs = [each.write.entry.graph for each in batch]
    yield from mark_pending(terms, ((each.write.entry.graph, each.write.known) for each in batch))
    for each, graph in zip(batch, map(iri, graphs), strict=True):
        if filled is None or each.write.known or each.write.entry.graph in filled:
            yield f"DROP SILENT GRAPH {graph}"
            if each.provenance:
                yield from described.forget_article(each.write.entry.graph)
        for triples in pieces(triples_of(each.text, each.write.entry.graph), most_triples):
            yield f"INSERT DATA {{ GRAPH {graph} {{\n{triples}}} }}"
    provenance = [each.provenance for each in batch if each.provenance]
    if provenance:
        yield from described.forget_files(provenance)
        yield from described.insert("".join(provenance), most_triples)
    yield from mark_done(terms, (each.write.entry for each in batch))


def drop_statements(batch: Sequence[Drop], terms: StateTerms, described: Described) -> Iterator[str]:
    """Drops each graph with what is told of its file, and forgets it when all are gone."""
    yield from mark_pending(terms, batch)
    for drop in batch:
        yield f"DROP SILENT GRAPH {iri(drop.graph)}"
        yield from described.forget_article(drop.graph)
    yield _digests("DELETE", terms, ((drop.graph, PENDING) for drop in batch))


def mark_done(terms: StateTerms, entries: Iterable[GraphEntry]) -> Iterator[str]:
    """Puts the digests in place of what tells that the graphs are being written."""
    entries = list(entries)
    yield _digests("DELETE", terms, ((entry.graph, PENDING) for entry in entries))
    yield _digests("INSERT", terms, ((entry.graph, entry.digest) for entry in entries))


def mark_pending(terms: StateTerms, graphs: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """Tells of the graphs, each given with what is known of it, that they are being written."""
    graphs = list(graphs)
    old = [(graph, digest) for graph, known in graphs for digest in known]
    if old:
        yield _digests("DELETE", terms, old)
    yield _digests("INSERT", terms, ((graph, PENDING) for graph, _ in graphs))


def _digests(verb: str, terms: StateTerms, pairs: Iterable[tuple[str, str]]) -> str:
    triples = "".join(f"{iri(graph)} {terms.digest} {literal(digest)} .\n" for graph, digest in pairs)
    return f"{verb} DATA {{ GRAPH {terms.graph} {{\n{triples}}} }}"


def pieces(triples: str, most: int | None) -> Iterator[str]:
    """N-Triples text by as many triples as one INSERT takes."""
    if most is None or triples.count("\n") <= most:
        yield triples
        return
    lines = lines_of(triples)
    for start in range(0, len(lines), most):
        yield "".join(line + "\n" for line in lines[start : start + most])
