"""What a store says of itself in the publisher's own graph: the digest of each managed graph, and who writes now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time
from typing import NamedTuple

from publisher.core.terms import iri, literal
from publisher.store.client import Binding, StoreClient

PENDING = "pending"
"""Stands in place of a digest while a graph is written."""

ROWS = 100_000
"""How many rows are asked for at once."""

_PAGE = 5_000


class StateTerms:
    """The IRIs of the publisher's own graph, as N-Triples text. No blank node, and no literal but plain text and integers."""

    def __init__(self, graph: str) -> None:
        self.graph = iri(graph)
        self.digest = iri(graph + "#digest")
        self.revision = iri(graph + "#revision")
        self.holder = iri(graph + "#holder")
        self.until = iri(graph + "#until")
        self._lease = graph + "#lease-"

    def lease(self, token: str) -> str:
        """The node of a lease."""
        return iri(self._lease + token)


class Lease(NamedTuple):
    """Who writes, and until which second of the store's clock. ``node`` is its IRI as N-Triples text."""

    node: str
    holder: str
    until: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Which revision the state has (one, unless two publishers began at once), the leases, and the store's clock."""

    revisions: tuple[str, ...]
    leases: tuple[Lease, ...]
    clock_ahead: float

    def now(self) -> float:
        """The seconds of the store's clock."""
        return time() + self.clock_ahead


@dataclass(frozen=True, slots=True)
class StoreState:
    """Each managed graph with what stands for it: one digest, or several texts where something went wrong."""

    graphs: Mapping[str, tuple[str, ...]]
    holding: Holding


def read_state(client: StoreClient, terms: StateTerms) -> StoreState:
    """The whole state: in one query, unless the store gives fewer rows at a time than there are."""
    with client.understanding():
        return _read_state(client, terms)


def _read_state(client: StoreClient, terms: StateTerms) -> StoreState:
    rows = client.rows(_state_query(terms))
    graphs: dict[str, tuple[str, ...]] = {}
    _add_digests(graphs, rows)
    count = _count(rows)
    if count is None or sum(map(len, graphs.values())) < count:
        graphs = {}
        for page in _pages(client, terms):
            _add_digests(graphs, page)
    return StoreState(graphs, _holding(rows if count is not None else client.rows(_holding_query(terms))))


def read_holding(client: StoreClient, terms: StateTerms) -> Holding:
    """Who holds the store now."""
    with client.understanding():
        return _holding(client.rows(_holding_query(terms)))


def _state_query(terms: StateTerms) -> str:
    digests = f"GRAPH {terms.graph} {{ ?graph {terms.digest} ?digest }}"
    count = f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {terms.graph} {{ ?counted {terms.digest} ?any }} }}"
    names = "?graph ?digest ?count ?lease ?holder ?until ?revision ?now"
    return f"SELECT {names} WHERE {{ {{ {digests} }} UNION {{ {count} }} UNION {_held(terms)} }} LIMIT {ROWS}"


def _holding_query(terms: StateTerms) -> str:
    return f"SELECT ?lease ?holder ?until ?revision ?now WHERE {{ {_held(terms)} }}"


def _held(terms: StateTerms) -> str:
    return (
        f"{{ GRAPH {terms.graph} {{ ?lease {terms.holder} ?holder ; {terms.until} ?until }} }}"
        f" UNION {{ GRAPH {terms.graph} {{ {terms.graph} {terms.revision} ?revision }} }}"
        " UNION { SELECT (NOW() AS ?now) WHERE { } }"
    )


def _pages(client: StoreClient, terms: StateTerms) -> Iterator[list[Binding]]:
    """The digests page by page, in the order of the graphs. Each page begins with the graph that the last one ended with."""
    after, seen = "", ""
    while True:
        rows = client.rows(
            f"SELECT ?graph ?digest WHERE {{ GRAPH {terms.graph} {{ ?graph {terms.digest} ?digest }}"
            f" FILTER(STR(?graph) >= {literal(after)}) }} ORDER BY STR(?graph) ?digest LIMIT {_PAGE}"
        )
        yield rows
        seen, after = after, rows[-1]["graph"]["value"] if rows else after
        if after == seen:
            return


def _add_digests(graphs: dict[str, tuple[str, ...]], rows: Iterable[Binding]) -> None:
    for row in rows:
        if "graph" in row:
            graph, digest = row["graph"]["value"], row["digest"]["value"]
            known = graphs.get(graph, ())
            if digest not in known:
                graphs[graph] = (*known, digest)


def _count(rows: Iterable[Binding]) -> int | None:
    """How many digests there are; None where that row was cut off."""
    return next((int(row["count"]["value"]) for row in rows if "count" in row), None)


def _holding(rows: Iterable[Binding]) -> Holding:
    revisions, leases, ahead = [], [], 0.0
    for row in rows:
        if "revision" in row:
            revisions.append(row["revision"]["value"])
        elif "lease" in row:
            leases.append(Lease(iri(row["lease"]["value"]), row["holder"]["value"], _seconds(row["until"]["value"])))
        elif "now" in row:
            ahead = _clock_ahead(row["now"]["value"])
    return Holding(tuple(sorted(revisions)), tuple(leases), ahead)


def _seconds(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _clock_ahead(now: str) -> float:
    """How many seconds the store's clock is before ours. Virtuoso's has no zone; it is compared only with itself."""
    try:
        told = datetime.fromisoformat(now)
    except ValueError:
        return 0.0
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp() - time()
