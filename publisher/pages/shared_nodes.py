"""What the shared graphs of a release say of nodes, as far as page documents tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

Pairs = tuple[tuple[str, tuple[str, ...]], ...]


class SharedNodes:
    """Subjects to predicates to objects, N-Quads terms all. What many nodes have alike is held once."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._nodes: dict[str, Pairs] = {}
        self._alike: dict[Pairs, Pairs] = {}

    def add_graph(self, lines: Iterable[str], graph: str) -> None:
        """Adds the lines of one graph, those of a subject together."""
        suffix = len(f" <{graph}> .")
        terms = (line[:-suffix].split(" ", 2) for line in lines)
        for subject, group in groupby(terms, key=lambda each: each[0]):
            values: dict[str, tuple[str, ...]] = dict(self._nodes.get(subject, ()))
            for _, predicate, term in group:
                if predicate in self._wanted:
                    values[predicate] = (*values.get(predicate, ()), term)
            if values:
                pairs = tuple(values.items())
                self._nodes[subject] = self._alike.setdefault(pairs, pairs)

    def values(self, subject: str) -> Mapping[str, Sequence[str]]:
        """What is said of the node; empty where nothing is."""
        return dict(self._nodes.get(subject, ()))
