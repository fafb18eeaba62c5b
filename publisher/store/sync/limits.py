"""What a release holds and a kind of store cannot take, found before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from publisher.core.findings import Finding
from publisher.core.nquads import Quad, lines_of, split_line
from publisher.core.spans import SourceSpan
from publisher.graph.release_files import GraphEntry
from publisher.graph.store_rules import BLANK_NODE, LONG_IRI
from publisher.store.profiles.profile import StoreProfile

_A_GRAPH = 5
"""More findings of one graph would say the same."""


def limit_findings(graphs: Iterable[tuple[GraphEntry, bytes]], profile: StoreProfile, place: str) -> Iterator[Finding]:
    """The findings of each graph, at its article's file; those of a shared graph at the ``place``."""
    for entry, text in graphs:
        yield from islice(_of_graph(entry, text, profile, place), _A_GRAPH)


def _of_graph(entry: GraphEntry, text: bytes, profile: StoreProfile, place: str) -> Iterator[Finding]:
    span = SourceSpan.point(entry.source or place)
    for line in lines_of(text.decode()):
        quad = split_line(line)
        if not profile.takes_blank_nodes and any(term.startswith("_:") for term in quad):
            said = f"{profile.title} takes no blank nodes, and graph <{entry.graph}> has one: {line}"
            yield BLANK_NODE.at(span, said, value=line)
        for iri in _long_iris(quad, profile.iri_bytes):
            said = (
                f"{profile.title} cuts IRIs after {profile.iri_bytes:,} bytes without a word; graph <{entry.graph}> has"
                f" one of {len(iri.encode()):,}, which begins {iri[:80]}…"
            )
            yield LONG_IRI.at(span, said, value=iri)


def _long_iris(quad: Quad, most_bytes: int | None) -> Iterator[str]:
    if most_bytes is not None:
        for term in quad:
            iri = term if term.startswith("<") else term.rpartition("^^")[2] if term.startswith('"') else ""
            if iri.startswith("<") and iri.endswith(">") and len(iri.encode()) - 2 > most_bytes:
                yield iri[1:-1]
