"""What the shared graphs of a release say of nodes, as far as page documents tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice

from publisher.core.nquads import lines_of
from publisher.graph.release_files import GraphEntry

Terms = str | Sequence[str]
"""An N-Quads term, or several; most properties of most nodes have one."""
Values = Mapping[str, Terms]
"""Predicates to objects, N-Quads terms all."""


def several(terms: Terms | None) -> Sequence[str]:
    """The terms one by one.

    >>> several("<a>"), several(["<a>", "<b>"]), several(None)
    (('<a>',), ['<a>', '<b>'], ())
    """
    if terms is None:
        return ()
    return (terms,) if isinstance(terms, str) else terms


class SharedNodes:
    """``nodes`` are subjects to what is said of them. What many nodes have alike is held once."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._wanted = {predicate: predicate for predicate in wanted}
        self.nodes: dict[str, Values] = {}
        self._alike: dict[tuple[tuple[str, Terms], ...], Values] = {}

    def add_graph(self, lines: Iterable[str], graph: str) -> None:
        """Adds the lines of one graph, those of a subject together."""
        suffix = len(f" <{graph}> .")
        terms = (line[:-suffix].split(" ", 2) for line in lines)
        for subject, group in groupby(terms, key=lambda each: each[0]):
            values = dict(self.nodes.get(subject, ()))
            for _, written, term in group:
                predicate = self._wanted.get(written)
                if predicate is not None:
                    values[predicate] = (*several(values[predicate]), term) if predicate in values else term
            if values:
                self.nodes[subject] = self._alike.setdefault(tuple(values.items()), values)

    def add_graphs(self, entries: Iterable[GraphEntry], text: bytes) -> None:
        """Adds graphs, whose lines stand one behind the other in the text."""
        lines = iter(lines_of(text.decode()))
        for entry in entries:
            self.add_graph(islice(lines, entry.quads), entry.graph)
