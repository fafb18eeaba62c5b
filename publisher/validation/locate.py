"""From a SHACL result to places in one author's file, by what the plan and its trace say; no table of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publisher.content.article import Article
from publisher.core.spans import FieldPath, SourceSpan
from publisher.validation.comparisons import OTHER_PROPERTY
from publisher.validation.origins import MissingField, RuleKey
from publisher.validation.paths import Path, Predicate, Sequence, first_predicates, walk
from publisher.validation.plan_rules import Rules
from publisher.validation.protocol import SH, ShaclResult
from publisher.validation.shapes import ShapesGraph
from publisher.validation.traces import TracedTriple, TracedTriples

_TOO_FEW = frozenset(f"{SH}{name}ConstraintComponent" for name in ("MinCount", "QualifiedMinCount", "HasValue"))


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a result. ``missing`` tells which field would have given the value that is not there."""

    span: SourceSpan
    field_path: FieldPath | None = None
    rule: str | None = None
    rule_place: SourceSpan | None = None
    missing: MissingField | None = None

    @property
    def is_known(self) -> bool:
        """Whether the trace or the plan led to it, rather than the beginning of the file."""
        return self.field_path is not None


@dataclass(frozen=True, slots=True)
class Located:
    """The places of a result in one file: the first in the file, the others; and the values that are there."""

    main: Place
    others: tuple[Place, ...] = ()
    values: frozenset[str] = frozenset()


class Locator:
    """Finds places in one article after the other; the last article's trace is kept, for its results come together."""

    def __init__(
        self, rules: Rules, shapes: ShapesGraph, text_of: Callable[[Article], str | None] | None = None
    ) -> None:
        """``text_of`` gives the lines that the mapping made of an article, for speed."""
        self._rules, self._shapes = rules, shapes
        self._text_of = text_of or (lambda _: None)
        self._traced: TracedTriples | None = None

    def locate(self, result: ShaclResult, article: Article) -> Located:
        """The places of the result in this file; its first line where neither trace nor plan knows one."""
        places, values = self._places(result, self._trace(article))
        known = sorted(dict.fromkeys(places), key=lambda place: (not place.is_known, place.span))
        main = known[0] if known else Place(SourceSpan.point(article.path))
        others = {place.span: place for place in known if place.span != main.span}
        return Located(main, tuple(others.values()), values)

    def place_of_triple(self, article: Article, terms: tuple[str, str, str]) -> Place:
        """The place of a triple's object."""
        traced = self._trace(article)
        found = [self._place(traced, each) for each in traced.about(terms[0], terms[1]) if each.object == terms[2]]
        return found[0] if found else Place(SourceSpan.point(article.path))

    def triples(self, article: Article, predicate: str) -> list[tuple[str, str, str]]:
        """The article's triples with the predicate."""
        return [(each.subject, each.predicate, each.object) for each in self._trace(article).with_predicate(predicate)]

    def _trace(self, article: Article) -> TracedTriples:
        if self._traced is None or self._traced.article is not article:
            self._traced = TracedTriples(self._rules, article, self._text_of(article))
        return self._traced

    def _places(self, result: ShaclResult, traced: TracedTriples) -> tuple[list[Place], frozenset[str]]:
        path = _path_of(result, self._shapes)
        focus_node, value, none = result.focus_node, result.value, frozenset[str]()
        nested = self._nested(result, traced)
        if nested:
            return nested, none
        if path is None:
            triples = traced.with_terms(focus_node, value) if value not in {None, focus_node} else []
            return self._of_triples(triples, traced) or self._of_node(focus_node, traced), none
        triples = traced.reached(focus_node, path, value)
        values = frozenset(each.object for each in triples)
        if value is not None:
            triples += self._compared(result, traced)
            return self._of_triples(triples, traced) or self._of_node(focus_node, traced), values
        if not triples or result.component in _TOO_FEW:
            missing = self._missing(
                focus_node, path, traced, frozenset((each.made.rule, each.made.rule_place) for each in triples)
            )
            if missing or not triples:
                return missing, values
        return self._of_triples(triples, traced), values

    def _of_triples(self, triples: Iterable[TracedTriple], traced: TracedTriples) -> list[Place]:
        return [self._place(traced, each) for each in triples]

    def _nested(self, result: ShaclResult, traced: TracedTriples) -> list[Place]:
        """The places inside the value that make its shapes fail, where these are known."""
        failed = [each for branch in result.branches for each in branch.results]
        inner = (each for each in failed if each.focus_node.startswith(("<", "_:")))
        places = (place for each in inner for place in self._places(each, traced)[0])
        return [place for place in places if place.is_known]

    def _compared(self, result: ShaclResult, traced: TracedTriples) -> list[TracedTriple]:
        """The values of the property that a comparison names."""
        name = OTHER_PROPERTY.get(result.component)
        others = self._shapes.objects(result.source_shape, name) if name else []
        return [triple for other in others for triple in traced.about(result.focus_node, other)]

    def _of_node(self, node: str, traced: TracedTriples) -> list[Place]:
        """The field that the node was made of; where nothing is said of it, the one that another node's value is."""
        field = next(traced.origins.fields_of_node(node), None)
        if field is not None:
            return [Place(traced.places.locate(field), field)]
        return self._of_triples(traced.pointing_to(node), traced)[:1]

    def _missing(
        self, focus_node: str, path: Path, traced: TracedTriples, fulfilled: frozenset[RuleKey]
    ) -> list[Place]:
        """Goes along the path as far as there are triples; places what would have been the next one."""
        for node, predicate in _dead_ends(focus_node, path, traced):
            field = traced.origins.missing_field(node, predicate, fulfilled)
            if field is not None:
                span = traced.places.locate(field.field_path)
                return [Place(span, field.field_path, field.rule, field.rule_place, field)]
        return self._of_node(focus_node, traced) if self._is_below(focus_node, traced) else []

    def _is_below(self, node: str, traced: TracedTriples) -> bool:
        """Whether the node was read from below the root, or is but a value, so that its place says more than the file's beginning."""
        fields = list(traced.origins.fields_of_node(node))
        return not fields or any(len(field) > 1 for field in fields)

    def _place(self, traced: TracedTriples, triple: TracedTriple) -> Place:
        """The field of the triple's object, or of its subject where the object is a constant.

        Of several fields one that holds an empty text is what is wrong; else the last one.
        """
        made, article = triple.made, traced.article
        fields = self._rules.fields_of_object(made) or list(made.paths[:1])
        if not fields:
            return Place(SourceSpan.point(article.path), None, made.rule or None, made.rule_place)
        field_path = next((each for each in fields if _is_empty(article, each)), fields[-1])
        return Place(traced.places.locate(field_path), field_path, made.rule or None, made.rule_place)


def _is_empty(article: Article, field_path: FieldPath) -> bool:
    value: object = article.front_matter
    for step in field_path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return isinstance(value, str) and not value.strip()


def _path_of(result: ShaclResult, shapes: ShapesGraph) -> Path | None:
    path = shapes.path_of(result.source_shape)
    if path is None and result.result_path and result.result_path.count("<") == 1:
        return Predicate(result.result_path.strip("<>"))
    return path


def _dead_ends(start: str, path: Path, traced: TracedTriples) -> Iterator[tuple[str, str]]:
    """The nodes where the path does not go on, each with the predicates it would go on with, nearest to the end first."""
    steps = path.steps if isinstance(path, Sequence) else (path,)
    fronts = [[start]]
    for step in steps[:-1]:
        fronts.append([end for node in fronts[-1] for end in walk(step, node, traced.neighbours)])
    for front, step in zip(reversed(fronts), reversed(steps), strict=True):
        for node in front:
            yield from ((node, iri) for iri in first_predicates(step))
