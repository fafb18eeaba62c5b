"""Looks at the subjects that two graphs tell of: which triples really stand in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from publisher.core.findings import Finding
from publisher.core.nquads import graph_of_line
from publisher.core.spans import SourceSpan
from publisher.graph.one_graph import OneGraphCheck
from publisher.graph.release_piece import subject_hash
from publisher.graph.rules import TRIPLE_IN_TWO_GRAPHS


def repeated_triples(
    read: Callable[[], Iterable[str]], subjects: frozenset[int], sources: Mapping[str, str | None]
) -> Iterator[Finding]:
    """A finding for each triple that stands in two graphs, at the files the graphs were made of.

    ``read`` gives the release's lines, each graph's in order, twice; ``subjects`` are the hashes of those to look at.
    """
    check = OneGraphCheck()
    for triple, _ in _triples_about(read(), subjects):
        check.add((hash(triple),))
    suspects = check.repeated()
    graphs: dict[str, list[str]] = {}
    for triple, line in _triples_about(read(), subjects) if suspects else ():
        if hash(triple) in suspects:
            graphs.setdefault(triple, []).append(graph_of_line(line))
    for triple, places in sorted(graphs.items()):
        if len(places) > 1:
            path = next((source for graph in places if (source := sources.get(graph))), places[0])
            message = f"the triple {triple} . stands in {len(places)} graphs: {', '.join(places)}"
            yield TRIPLE_IN_TWO_GRAPHS.at(SourceSpan.point(path), message)


def _triples_about(lines: Iterable[str], subjects: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Each triple about one of the subjects, with its line."""
    for subject, group in groupby(lines, key=_subject):
        if subject_hash(subject) in subjects:
            yield from ((line[: line.rindex(" <")], line) for line in group)


def _subject(line: str) -> str:
    return line[: line.index(" ")]
