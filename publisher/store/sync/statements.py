"""Batches of graphs as one SPARQL Update each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.core.terms import iri, literal
from publisher.graph.release_graphs import triples_of
from publisher.store.profiles.profile import StoreProfile
from publisher.store.sync.plan import Drop, Write
from publisher.store.sync.state import PENDING, StateTerms


class GraphText(NamedTuple):
    """A graph to write, with its N-Quads text."""

    write: Write
    text: bytes


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


def write_statements(
    batch: Sequence[GraphText], terms: StateTerms, filled: frozenset[str] | None, most_triples: int | None
) -> Iterator[str]:
    """Replaces each graph; its digest stands as pending until all are written.

    Graphs that are not among the ``filled`` are known to be empty and are not dropped first, which spares Oxigraph a
    third of the time of a first load. None: each may hold something.
    """
    graphs = [each.write.entry.graph for each in batch]
    yield from _mark_pending(terms, ((each.write.entry.graph, each.write.known) for each in batch))
    for each, graph in zip(batch, map(iri, graphs), strict=True):
        if filled is None or each.write.known or each.write.entry.graph in filled:
            yield f"DROP SILENT GRAPH {graph}"
        for triples in _pieces(triples_of(each.text, each.write.entry.graph), most_triples):
            yield f"INSERT DATA {{ GRAPH {graph} {{\n{triples}}} }}"
    yield _digests("DELETE", terms, ((graph, PENDING) for graph in graphs))
    yield _digests("INSERT", terms, ((each.write.entry.graph, each.write.entry.digest) for each in batch))


def drop_statements(batch: Sequence[Drop], terms: StateTerms) -> Iterator[str]:
    """Drops each graph, and forgets it when all are gone."""
    yield from _mark_pending(terms, batch)
    for drop in batch:
        yield f"DROP SILENT GRAPH {iri(drop.graph)}"
    yield _digests("DELETE", terms, ((drop.graph, PENDING) for drop in batch))


def _mark_pending(terms: StateTerms, graphs: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    graphs = list(graphs)
    old = [(graph, digest) for graph, known in graphs for digest in known]
    if old:
        yield _digests("DELETE", terms, old)
    yield _digests("INSERT", terms, ((graph, PENDING) for graph, _ in graphs))


def _digests(verb: str, terms: StateTerms, pairs: Iterable[tuple[str, str]]) -> str:
    triples = "".join(f"{iri(graph)} {terms.digest} {literal(digest)} .\n" for graph, digest in pairs)
    return f"{verb} DATA {{ GRAPH {terms.graph} {{\n{triples}}} }}"


def _pieces(triples: str, most: int | None) -> Iterator[str]:
    if most is None or triples.count("\n") <= most:
        yield triples
        return
    lines = triples.split("\n")[:-1]
    for start in range(0, len(lines), most):
        yield "".join(line + "\n" for line in lines[start : start + most])
