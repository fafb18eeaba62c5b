"""What two releases do not have in common, graph by graph; graphs with the same digest are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from publisher.core.nquads import lines_of
from publisher.graph.release_files import GraphEntry
from publisher.graph.release_graphs import read_entries, read_graphs
from publisher.graph.sorted_lines import SortedLines

_ADDED, _REMOVED = "\t+", "\t-"
"""Behind a line: a tab stands in no N-Quads line, and sorts before all that does."""


class GraphDifference(NamedTuple):
    """One graph that is not the same in both: its N-Quads lines, sorted, that the second adds and that it lacks.

    ``change`` is ``added`` or ``removed`` where one of the two does not have the graph at all. ``source`` is the
    article's file in the second release, or else in the first; None for a shared graph.
    """

    graph: str
    change: str
    source: str | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


class Differences:
    """The difference of two releases. Iterating gives the graphs in the order of their IRIs, each one's lines in memory.

    ``same`` tells how many graphs are the same in both. 0.2 kB of memory for each graph of a release; what differs is
    sorted on disk where it is much. Raises ReleaseError where a release is damaged.
    """

    def __init__(self, before: Path, after: Path) -> None:
        self._before, self._after = before, after
        self._changes: dict[str, tuple[str, str | None]] = {}
        self.same = 0
        known = {entry.graph: (bytes.fromhex(entry.digest), entry.source) for entry in read_entries(before)}
        for entry in read_entries(after):
            self._compare(entry, known)
        for graph, (_, source) in known.items():
            self._changes[graph] = ("removed", source)

    def count(self, change: str) -> int:
        """How many graphs were ``added``, ``removed`` or ``changed``."""
        return sum(each == change for each, _ in self._changes.values())

    def __bool__(self) -> bool:
        return bool(self._changes)

    def __iter__(self) -> Iterator[GraphDifference]:
        with SortedLines() as lines:
            for release, sign in ((self._before, _REMOVED), (self._after, _ADDED)):
                for entry, text in read_graphs(release, self._changes):
                    own = lines_of(text.decode())
                    lines.update(f"{entry.graph} {line}{sign}" for line in own)
            for graph, keyed in groupby(lines, key=lambda each: each.partition(" ")[0]):
                change, source = self._changes[graph]
                added, removed = _changes_of(each[len(graph) + 1 :] for each in keyed)
                yield GraphDifference(graph, change, source, added, removed)

    def _compare(self, entry: GraphEntry, known: dict[str, tuple[bytes, str | None]]) -> None:
        digest, _ = known.pop(entry.graph, (b"", None))
        if digest == bytes.fromhex(entry.digest):
            self.same += 1
        else:
            self._changes[entry.graph] = ("changed" if digest else "added", entry.source)


def _changes_of(signed: Iterator[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines that are there with one sign alone: those added, those removed."""
    found: Mapping[str, list[str]] = {_ADDED: [], _REMOVED: []}
    for line, signs in groupby(signed, key=lambda each: each[: -len(_ADDED)]):
        present = [each[-len(_ADDED) :] for each in signs]
        if len(present) == 1:
            found[present[0]].append(line)
    return tuple(found[_ADDED]), tuple(found[_REMOVED])
