"""The triples of one article as they were traced: which rule and which fields made each, and how to walk them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.content.article import Article
from publisher.core.nquads import split_line
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import TracedQuad, trace_article
from publisher.mapping.plan import Plan
from publisher.validation.ntriples import canonical_term
from publisher.validation.paths import Path, Sequence, walk


class TracedTriple(NamedTuple):
    """A triple and what made it."""

    subject: str
    predicate: str
    object: str
    made: TracedQuad


class TracedTriples:
    """The triples of one article, in the order of the mapping, found by their terms."""

    def __init__(self, plan: Plan, context: MappingContext, article: Article) -> None:
        self.article = article
        self._forward: dict[tuple[str, str], list[TracedTriple]] = {}
        self._backward: dict[tuple[str, str], list[TracedTriple]] = {}
        for made in trace_article(plan, context, article).quads:
            quad = split_line(made.line)
            triple = TracedTriple(quad.subject, quad.predicate, canonical_term(quad.object), made)
            self._forward.setdefault((triple.subject, triple.predicate), []).append(triple)
            self._backward.setdefault((triple.object, triple.predicate), []).append(triple)

    def about(self, subject: str, predicate: str) -> list[TracedTriple]:
        """The triples of a subject with a predicate; ``^<…>`` asks for those whose object it is."""
        if predicate.startswith("^"):
            return self._backward.get((subject, predicate[1:]), [])
        return self._forward.get((subject, predicate), [])

    def of_subject(self, subject: str) -> list[TracedTriple]:
        """Every triple of a subject."""
        return [triple for (other, _), found in self._forward.items() if other == subject for triple in found]

    def reached(self, start: str, path: Path, value: str | None = None) -> list[TracedTriple]:
        """The triples of the path's last hop from a node, hop by hop; with a value those that lead to it."""
        before, last = _split_last(path)
        starts = walk(before, start, self.neighbours) if before else [start]
        hops = [hop for node in starts for hop in self._last_hops(node, last)]
        return [triple for triple, end in hops if value is None or end == value]

    def neighbours(self, node: str, predicate: str) -> list[str]:
        """The nodes one hop away."""
        return [_far_end(triple, predicate) for triple in self.about(node, predicate)]

    def _last_hops(self, node: str, path: Path) -> Iterable[tuple[TracedTriple, str]]:
        """The triples that a walk over the path ends with, each with the node it ends at."""
        ends: list[tuple[TracedTriple, str]] = []

        def note(start: str, predicate: str) -> list[str]:
            found = [(triple, _far_end(triple, predicate)) for triple in self.about(start, predicate)]
            ends.extend(found)
            return [end for _, end in found]

        reached = set(walk(path, node, note))
        return [(triple, end) for triple, end in ends if end in reached]


def _split_last(path: Path) -> tuple[Path | None, Path]:
    if isinstance(path, Sequence) and len(path.steps) > 1:
        return Sequence(path.steps[:-1]), path.steps[-1]
    return None, path


def _far_end(triple: TracedTriple, predicate: str) -> str:
    return triple.subject if predicate.startswith("^") else triple.object
