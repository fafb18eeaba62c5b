"""The triples of one article as they were traced: which rule and which fields made each, and how to walk them.

Only what is asked for is interpreted: of the whole mapping those rules that make triples of one predicate, and of
their records those that are about one node.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.quick_places import QuickPlaces
from publisher.core.nquads import split_line
from publisher.mapping.interpret import Interpreter, TracedQuad
from publisher.mapping.interpreter.records import Document
from publisher.mapping.plan import ArticleSource, TriplesMap
from publisher.validation.ntriples import canonical_term
from publisher.validation.origins import Origins
from publisher.validation.paths import Path, Sequence, walk
from publisher.validation.plan_rules import Rules


class TracedTriple(NamedTuple):
    """A triple and what made it."""

    subject: str
    predicate: str
    object: str
    made: TracedQuad


class TracedTriples:
    """The triples of one article, in the order of the mapping, found by their terms."""

    def __init__(self, rules: Rules, article: Article, text: str | None = None) -> None:
        """``text`` are the lines that the mapping made of the article, where they are at hand: they tell when all is found."""
        self.article = article
        self._text = text
        self.origins = Origins(rules, article)
        self._rules = rules
        self._known: dict[str, list[TracedTriple]] = {}
        self._known_about: dict[tuple[str, str], list[TracedTriple]] = {}
        self._known_of_map: dict[tuple[str, str], list[TracedTriple]] = {}

    @cached_property
    def places(self) -> QuickPlaces:
        """Where the fields stand; the file is read slowly when this is first asked for."""
        return QuickPlaces(self.article)

    def about(self, node: str, predicate: str) -> list[TracedTriple]:
        """The triples of a subject with a predicate; ``^<…>`` asks for those whose object it is."""
        if predicate.startswith("^"):
            return [triple for triple in self._of(predicate[2:-1]) if triple.object == node]
        key = node, predicate
        if key not in self._known_about:
            self._known_about[key] = self._find_about(node, predicate)
        return self._known_about[key]

    def _find_about(self, node: str, predicate: str) -> list[TracedTriple]:
        """Asks the triples maps that likely are about the node, and others only for what is still missing."""
        maps = self._rules.making_about(predicate[1:-1], node)
        likely = [each for each in maps if self._rules.is_likely(each)]
        found = self._trace(likely, node) if likely else []
        if len(likely) < len(maps) and not (likely and self._is_all(node, predicate, found)):
            for triples_map in maps[len(likely) :]:
                found += self._of_map(triples_map, predicate[1:-1])
        return [each for each in found if each.predicate == predicate and each.subject == node]

    def _of_map(self, triples_map: TriplesMap, predicate: str) -> list[TracedTriple]:
        """The triples of a map of which it is not clear beforehand what nodes they are about."""
        key = triples_map.name, predicate
        if key not in self._known_of_map:
            quads = self._rules.kept_traces(triples_map, predicate).quads(self._interpreter)
            self._known_of_map[key] = [_triple(each) for each in quads]
        return self._known_of_map[key]

    def _is_all(self, node: str, predicate: str, found: Iterable[TracedTriple]) -> bool:
        """Whether nothing is missing that the mapping made of the article."""
        wanted = self._written(node, predicate)
        return wanted is not None and wanted <= {each.object for each in found if each.predicate == predicate}

    def _written(self, node: str, predicate: str) -> set[str] | None:
        """The objects that the article gives the node by the predicate; None where that is not known."""
        if self._text is None:
            return None
        start = f"{node} {predicate} "
        lines = (line for line in self._lines if line.startswith(start))
        return {canonical_term(split_line(line).object) for line in lines}

    @cached_property
    def _lines(self) -> list[str]:
        return (self._text or "").split("\n")

    def with_predicate(self, predicate: str) -> list[TracedTriple]:
        """The triples with a predicate."""
        return self._of(predicate[1:-1])

    def with_terms(self, subject: str, value: str | None) -> list[TracedTriple]:
        """The triples of a subject with an object, whatever the predicate."""
        every = self._trace(self._rules.with_subject(subject), subject)
        return [triple for triple in every if triple.subject == subject and triple.object == value]

    def pointing_to(self, node: str) -> list[TracedTriple]:
        """The triples whose object the node is. Interprets the whole plan."""
        return [triple for triple in self._trace(self._rules.article_maps) if triple.object == node]

    def reached(self, start: str, path: Path, value: str | None = None) -> list[TracedTriple]:
        """The triples of the path's last hop from a node, hop by hop; with a value those that lead to it."""
        steps = path.steps if isinstance(path, Sequence) else (path,)
        nodes = [start]
        for step in steps[:-1]:
            nodes = list(dict.fromkeys(end for node in nodes for end in walk(step, node, self.neighbours)))
        hops = (hop for node in nodes for hop in self._last_hops(node, steps[-1]))
        return [triple for triple, end in hops if value is None or end == value]

    def neighbours(self, node: str, predicate: str) -> list[str]:
        """The nodes one hop away."""
        return [_far_end(triple, predicate) for triple in self.about(node, predicate)]

    def _of(self, predicate: str) -> list[TracedTriple]:
        found = self._known.get(predicate)
        if found is None:
            traced = self._trace(self._rules.making(predicate))
            found = self._known[predicate] = [each for each in traced if each.predicate == f"<{predicate}>"]
        return found

    @cached_property
    def _interpreter(self) -> Interpreter:
        document = Document(self.article.path, self.article.front_matter, self.article)
        return Interpreter(self._rules.reading, {ArticleSource(): document}, is_silent=True)

    def _trace(self, triples_maps: Iterable[TriplesMap], about: str | None = None) -> list[TracedTriple]:
        interpreter = self._interpreter
        before = len(interpreter.quads)
        # A blank node's label carries its graph's mark, which the interpreter adds last.
        only = about if about is not None and about.startswith("<") else None
        for triples_map in triples_maps:
            interpreter.apply(triples_map, only)
        return [_triple(each) for each in interpreter.quads[before:]]

    def _last_hops(self, node: str, path: Path) -> Iterable[tuple[TracedTriple, str]]:
        """The triples that a walk over the path ends with, each with the node it ends at."""
        ends: list[tuple[TracedTriple, str]] = []

        def note(start: str, predicate: str) -> list[str]:
            found = [(triple, _far_end(triple, predicate)) for triple in self.about(start, predicate)]
            ends.extend(found)
            return [end for _, end in found]

        reached = set(walk(path, node, note))
        return [(triple, end) for triple, end in ends if end in reached]


def _triple(made: TracedQuad) -> TracedTriple:
    quad = split_line(made.line)
    return TracedTriple(quad.subject, quad.predicate, canonical_term(quad.object), made)


def _far_end(triple: TracedTriple, predicate: str) -> str:
    return triple.subject if predicate.startswith("^") else triple.object
