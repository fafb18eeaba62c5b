"""What must change in a store for it to be in step with a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from publisher.graph.release_files import GraphEntry
from publisher.store.sync.state import PENDING


class Cause(Enum):
    """Why a graph is written."""

    NEW = "new"
    CHANGED = "changed"
    PENDING = "left half written"
    DAMAGED = "damaged in the store"


class Write(NamedTuple):
    """A graph to write: what it is in the release, what the store's state says of it, and why it is written."""

    entry: GraphEntry
    known: tuple[str, ...]
    cause: Cause


class Drop(NamedTuple):
    """A graph to drop, and what the store's state says of it."""

    graph: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The graphs to write, by their IRIs; those to drop; how many are in step; and the description, where it changes."""

    writes: Mapping[str, Write]
    drops: tuple[Drop, ...]
    unchanged: int
    managed: int
    description: Write | None = None

    @property
    def size(self) -> int:
        """How many graphs are written or dropped, the description's included."""
        return len(self.writes) + len(self.drops) + (self.description is not None)

    @property
    def is_empty(self) -> bool:
        """Whether the store is in step already."""
        return not self.size

    @property
    def dropped_share(self) -> float:
        """The share of the store's managed graphs that would be dropped, from 0 to 1."""
        return len(self.drops) / self.managed if self.managed else 0.0

    def lines(self) -> Iterator[str]:
        """The plan for a person, a line a graph."""
        for write in (*self.writes.values(), *((self.description,) if self.description else ())):
            quads = f"{write.entry.quads:,} {'quad' if write.entry.quads == 1 else 'quads'}"
            yield f"write <{write.entry.graph}> ({quads}, {write.cause.value})"
        for drop in self.drops:
            yield f"drop  <{drop.graph}>"


def make_plan(
    entries: Iterable[GraphEntry], known: Mapping[str, tuple[str, ...]], damaged: frozenset[str] = frozenset()
) -> Plan:
    """The plan for a release's graphs and the digests that the store keeps. What the store alone has is dropped.

    Of the description nothing is known here.
    """
    writes: dict[str, Write] = {}
    left = dict(known)
    unchanged = 0
    for entry in entries:
        write = write_of(entry, left.pop(entry.graph, ()), damaged)
        if write is None:
            unchanged += 1
        else:
            writes[entry.graph] = write
    drops = tuple(Drop(graph, digests) for graph, digests in sorted(left.items()))
    return Plan(writes, drops, unchanged, len(known))


def write_of(entry: GraphEntry, digests: tuple[str, ...], damaged: frozenset[str]) -> Write | None:
    """The graph as one to write, None where it is in step."""
    cause = _cause(entry, digests, damaged)
    return None if cause is None else Write(entry, digests, cause)


def _cause(entry: GraphEntry, digests: tuple[str, ...], damaged: frozenset[str]) -> Cause | None:
    if not digests:
        return Cause.NEW
    if PENDING in digests or len(digests) > 1:
        return Cause.PENDING
    if digests != (entry.digest,):
        return Cause.CHANGED
    return Cause.DAMAGED if entry.graph in damaged else None
