"""What made each triple of an article: the rule of the mapping, and the places in the article's file."""

from __future__ import annotations

from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.positions import ArticlePlaces
from publisher.core.findings import Finding
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import TracedQuad, trace_article
from publisher.mapping.plan import Plan


class MadeOf(NamedTuple):
    """A field that a triple was made of, and where its value stands."""

    path: FieldPath
    place: SourceSpan


class ExplainedTriple(NamedTuple):
    """One line of N-Quads, the rule that made it and the fields that it was made of; none where all is constant.

    ``shared`` tells that it goes to a graph that many articles share.
    """

    line: str
    rule: str
    rule_place: SourceSpan | None
    fields: tuple[MadeOf, ...]
    shared: bool


class Explanation(NamedTuple):
    """The triples in the order of the mapping, and the data errors."""

    triples: tuple[ExplainedTriple, ...]
    findings: tuple[Finding, ...]


def explain(plan: Plan, context: MappingContext, article: Article, line: int | None = None) -> Explanation:
    """Every triple that the plan makes of the article; with a line, those made of a field that stands on it.

    A triple that two rules make is told for each of them.
    """
    trace = trace_article(plan, context, article)
    places = ArticlePlaces(article)
    triples = dict.fromkeys(_explained(quad, places) for quad in trace.quads)
    wanted = (each for each in triples if line is None or any(_covers(field.place, line) for field in each.fields))
    findings = (each for each in trace.findings if line is None or _covers(each.span, line))
    return Explanation(tuple(wanted), tuple(findings))


def _explained(quad: TracedQuad, places: ArticlePlaces) -> ExplainedTriple:
    fields = tuple(MadeOf(path, places.locate(path)) for path in quad.paths)
    return ExplainedTriple(quad.line, quad.rule, quad.rule_place, fields, quad.shared)


def _covers(span: SourceSpan, line: int) -> bool:
    """Whether the stretch has a part on the line; one that ends before the first column of a line has none there."""
    last = span.end_line - 1 if span.end_column == 1 and span.end_line > span.line else span.end_line
    return span.line <= line <= last
