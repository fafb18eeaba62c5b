"""Reads a finished release back: its list of graphs, and its dump graph by graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from isal import igzip

from publisher.core.errors import ReleaseError
from publisher.graph.release_files import GRAPHS, GraphEntry, read_dataset


def read_graph_entries(release: Path) -> Iterator[GraphEntry]:
    """The graphs of the release in the order of its dump. Raises ReleaseError where the list is damaged."""
    try:
        with igzip.open(release / GRAPHS, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield GraphEntry(**json.loads(line))
    except (OSError, ValueError, TypeError, EOFError) as problem:
        raise ReleaseError(f"the release in {str(release)!r} is damaged: {GRAPHS}: {problem}") from problem


def read_graphs(release: Path, entries: Iterable[GraphEntry]) -> Iterator[tuple[GraphEntry, Iterator[str]]]:
    """Each graph of the dump with its N-Quads lines, which are read as they are asked for.

    ``entries`` are all the graphs of the dump, in its order. Raises ReleaseError where the dump ends before them.
    """
    lines = read_dataset(release)
    for entry in entries:
        own = _Counted(lines, entry.quads)
        yield entry, own
        for _ in own:
            pass
        if own.left:
            raise ReleaseError(f"the release in {str(release)!r} is damaged: its dump ends within <{entry.graph}>")


class _Counted:
    """So many of the lines, and how many are still to come."""

    def __init__(self, lines: Iterator[str], count: int) -> None:
        self._lines = islice(lines, count)
        self.left = count

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.left -= 1
        return line
