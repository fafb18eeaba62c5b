"""Looks at the triples whose hashes came twice: which really stand in two graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.core.findings import Finding
from publisher.core.nquads import graph_of_line
from publisher.core.spans import SourceSpan
from publisher.graph.rules import TRIPLE_IN_TWO_GRAPHS


def repeated_triples(
    lines: Iterable[str], suspects: frozenset[int], sources: Mapping[str, str | None]
) -> Iterator[Finding]:
    """A finding for each triple that stands in two graphs, at the files the graphs were made of."""
    graphs: dict[str, list[str]] = {}
    for line in lines:
        triple = line[: line.rindex(" <")]
        if hash(triple) in suspects:
            graphs.setdefault(triple, []).append(graph_of_line(line))
    for triple, places in sorted(graphs.items()):
        if len(places) > 1:
            path = next((source for graph in places if (source := sources.get(graph))), places[0])
            message = f"the triple {triple} . stands in {len(places)} graphs: {', '.join(places)}"
            yield TRIPLE_IN_TWO_GRAPHS.at(SourceSpan.point(path), message)
