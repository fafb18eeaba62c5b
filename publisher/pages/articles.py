"""The articles of a release, each with its lines; and what the shared graphs say beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.graph.release_files import GraphEntry
from publisher.graph.release_graphs import read_entries, read_graph_lines
from publisher.pages.plan import PagePlan
from publisher.pages.shared_nodes import SharedNodes


class FinishedGraphs:
    """The list of graphs of a finished release, read anew for each who asks."""

    def __init__(self, release: Path, folder: Path) -> None:
        self._release = release
        self._folder = folder

    def __iter__(self) -> Iterator[GraphEntry]:
        return read_entries(self._release, self._folder)


@dataclass(frozen=True, slots=True)
class ReleaseArticles:
    """A release's folder and the list of its graphs, which can be read more than once."""

    release: Path
    entries: Iterable[GraphEntry]

    @classmethod
    def of(cls, release: Path, folder: Path) -> ReleaseArticles:
        """Those of a finished release of the project in the folder."""
        return cls(release, FinishedGraphs(release, folder))

    def shared_nodes(self, plan: PagePlan) -> SharedNodes:
        """What the shared graphs say, as far as the documents tell of it."""
        shared = SharedNodes(plan.predicates())
        for entry, lines in read_graph_lines(self.release, self.entries, _is_shared):
            shared.add_graph(lines, entry.graph)
        return shared

    def __iter__(self) -> Iterator[tuple[GraphEntry, list[str]]]:
        """Each article's graph with its lines."""
        return read_graph_lines(self.release, self.entries, _is_article)


def _is_article(entry: GraphEntry) -> bool:
    return entry.source is not None


def _is_shared(entry: GraphEntry) -> bool:
    return entry.source is None
