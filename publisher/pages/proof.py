"""Proves that page documents say nothing that the release does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.core.findings import Finding
from publisher.core.page_rules import NOT_IN_RELEASE
from publisher.core.spans import SourceSpan
from publisher.graph.release_files import GraphEntry
from publisher.graph.release_piece import Sampled
from publisher.pages.document import DocumentBuilder
from publisher.pages.plan import PagePlan
from publisher.pages.shared_nodes import SharedNodes, several
from publisher.pages.triples import Triple, comparable, triples_of


def check_sample(samples: Iterable[Sampled], shared: SharedNodes, plan: PagePlan) -> Iterator[Finding]:
    """A finding for each document of the articles' graphs in the sample that is not equal to the graph."""
    builder = DocumentBuilder(plan, shared)
    for entry, lines in samples:
        own = list(lines)
        yield from _findings(entry, builder.build(own, entry.graph), plan, _Said(own, entry.graph, shared))


class _Said:
    """What a release says for one article: in its own graph, and in the shared ones."""

    def __init__(self, lines: list[str], graph: str, shared: SharedNodes) -> None:
        suffix = len(f" <{graph}> .")
        self._own = {Triple(*_comparable(line[:-suffix])) for line in lines}
        self._shared = shared

    def says(self, triple: Triple) -> bool:
        if triple in self._own:
            return True
        values = self._shared.nodes.get(triple.subject, {})
        return triple.object in map(comparable, several(values.get(triple.predicate)))


def _comparable(triple: str) -> tuple[str, str, str]:
    subject, predicate, term = triple.split(" ", 2)
    return subject, predicate, comparable(term)


def _findings(entry: GraphEntry, document: str, plan: PagePlan, said: _Said) -> Iterator[Finding]:
    try:
        triples = triples_of(document, plan) if document else set()
        wrong = [triple for triple in sorted(triples) if not said.says(triple)]
    except ValueError as problem:
        message = f"the page document cannot be read as JSON-LD: {problem}"
    else:
        if not wrong:
            return
        message = f"the page document says what the release does not: {' '.join(wrong[0])} ({len(wrong)} such)"
    yield NOT_IN_RELEASE.at(SourceSpan.point(entry.source or ""), message)
