"""Results, refused lines and wrong terms as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publisher.content.article import Article
from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.spans import SourceSpan
from publisher.validation.batch import Piece
from publisher.validation.comparisons import is_comparison
from publisher.validation.engines.disagreement import UNEXPLAINED, disagreement_class
from publisher.validation.lexical import WrongTerm, wrong_terms
from publisher.validation.locate import Located, Locator, Place
from publisher.validation.messages import message_of
from publisher.validation.ntriples import bare, canonical_term, split_or_none
from publisher.validation.protocol import RefusedDataError, ShaclResult
from publisher.validation.rules import ARTICLE_REFUSED, ENGINE_DISAGREEMENT
from publisher.validation.shapes import ShapesGraph

_MOST_RELATED = 10
_LOCAL_NAME = re.compile(r"[^/#:]+$")


def code_of(shape: str | None) -> str:
    """The rule's code: the local name of the shape's IRI.

    >>> code_of("https://www.medigy.com/shapes#article-title")
    'article-title'
    """
    found = _LOCAL_NAME.search(shape or "")
    return found[0] if found else "shape"


def result_findings(
    result: ShaclResult, located: Sequence[Located], shapes: ShapesGraph, elsewhere: Sequence[Located] = ()
) -> Iterator[Finding]:
    """The finding of one result in each file that contributed; where only one of two engines reports it, that too.

    ``elsewhere`` are files of earlier batches that spoke of the same node; they were reported then, if there was a reason.
    """
    count = len(frozenset[str]().union(*(each.values for each in (*located, *elsewhere))))
    said = message_of(result, shapes, count)
    everywhere = [
        (each, RelatedPlace(each.main.span, "this file says something of the same node"))
        for each in (*located[: _MOST_RELATED + 1], *elsewhere)
    ]
    for each in located:
        missing = each.main.missing
        message = f"{said} (the mapping reads it from {missing.written})" if missing else said
        yield _finding(result, shapes, each.main, message, _related(result, each, everywhere))
        kind = disagreement_class(result)
        if kind is not None:
            yield _disagreement(result, shapes, each.main, kind)


def background_finding(
    result: ShaclResult, shapes: ShapesGraph, span: SourceSpan, related: tuple[RelatedPlace, ...]
) -> Finding:
    """The finding of a result about a vocabulary, at these places of its file."""
    subject = f"{shapes.short(bare(result.focus_node))}: {message_of(result, shapes)}"
    return _finding(result, shapes, Place(span), subject, related)


def refused_findings(piece: Piece, line: str, error: RefusedDataError, locator: Locator) -> Iterator[Finding]:
    """What is wrong with the line that an engine refused, in each file that contributed it."""
    wrong = list(wrong_terms(line)) or [WrongTerm(line, ARTICLE_REFUSED, "", error.message)]
    for each in wrong:
        said = each._replace(message=f"{each.message}; the article could not be validated ({error.message})")
        yield from wrong_term_findings(said, piece.articles, locator)


def wrong_term_findings(wrong: WrongTerm, articles: Sequence[Article], locator: Locator) -> Iterable[Finding]:
    """The finding in each file that contributed the line."""
    quad = split_or_none(wrong.line)
    for article in articles:
        place = Place(SourceSpan.point(article.path))
        if quad is not None:
            place = locator.place_of_triple(article, (quad.subject, quad.predicate, canonical_term(quad.object)))
        yield wrong.rule.at(
            place.span, wrong.message, field_path=place.field_path, rule=_rule_of(place), value=wrong.term or None
        )


def _finding(
    result: ShaclResult, shapes: ShapesGraph, place: Place, message: str, related: tuple[RelatedPlace, ...]
) -> Finding:
    root = shapes.root_of(result.source_shape)
    return Finding(
        code_of(root),
        result.weight,
        message,
        place.span,
        field_path=place.field_path,
        rule=_rule_of(place),
        focus_node=bare(result.focus_node),
        result_path=_simple(result.result_path),
        value=result.value,
        source_shape=root,
        component=result.component,
        related=related,
    )


def _disagreement(result: ShaclResult, shapes: ShapesGraph, place: Place, kind: str) -> Finding:
    """What tells that the engines disagree; only a class that is not known weighs as the rule says."""
    code = code_of(shapes.root_of(result.source_shape))
    message = f"only the engine {result.found_by[0]} reports {code} here; class: {kind}"
    severity = ENGINE_DISAGREEMENT.severity if kind == UNEXPLAINED else Severity.INFO
    finding = _finding(result, shapes, place, message, ())
    return replace(finding, code=ENGINE_DISAGREEMENT.code, severity=severity)


def _related(
    result: ShaclResult, located: Located, everywhere: Sequence[tuple[Located, RelatedPlace]]
) -> tuple[RelatedPlace, ...]:
    """The other places in the file, and the first place in each of the other files."""
    why = "the value that it is compared with" if is_comparison(result) else "another value that has to do with it"
    here = [RelatedPlace(each.span, why) for each in located.others]
    there = [place for each, place in everywhere if each is not located]
    return tuple((here + there)[:_MOST_RELATED])


def _rule_of(place: Place) -> str | None:
    """The mapping rule by name and place, as the mapping's own findings have it."""
    missing = place.missing
    name, where = (missing.rule, missing.rule_place) if missing else (place.rule, place.rule_place)
    return f"{name} ({where})" if name and where else name or (str(where) if where else None)


def _simple(path: str | None) -> str | None:
    """A path of one property as its IRI; any other in SPARQL's syntax."""
    if path and path.startswith("<") and path.count("<") == 1 and path.endswith(">"):
        return path[1:-1]
    return path
