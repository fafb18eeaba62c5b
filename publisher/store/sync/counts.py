"""What a store really has in its graphs, asked a hundred graphs at a time, so that no store cuts the answer short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from publisher.core.terms import iri
from publisher.graph.release_files import GraphEntry
from publisher.store.client import StoreClient

_AT_ONCE = 100


def filled_graphs(client: StoreClient, graphs: Sequence[str]) -> frozenset[str]:
    """Which of the graphs hold anything."""
    if not graphs:
        return frozenset()
    held = "FILTER EXISTS { GRAPH ?graph { ?subject ?predicate ?object } }"
    rows = client.rows(f"SELECT DISTINCT ?graph WHERE {{ {_values(graphs)} {held} }}")
    with client.understanding():
        return frozenset(row["graph"]["value"] for row in rows)


def miscounted(client: StoreClient, entries: Iterable[GraphEntry]) -> Iterator[str]:
    """The graphs in which the store has more or fewer triples than the release."""
    rest = iter(entries)
    while batch := list(islice(rest, _AT_ONCE)):
        rows = client.rows(
            f"SELECT ?graph (COUNT(*) AS ?count) WHERE {{ {_values([each.graph for each in batch])}"
            " GRAPH ?graph { ?subject ?predicate ?object } } GROUP BY ?graph"
        )
        with client.understanding():
            there = {row["graph"]["value"]: int(row["count"]["value"]) for row in rows if "graph" in row}
        yield from (each.graph for each in batch if there.get(each.graph, 0) != each.quads)


def _values(graphs: Sequence[str]) -> str:
    return f"VALUES ?graph {{ {' '.join(map(iri, graphs))} }}"
