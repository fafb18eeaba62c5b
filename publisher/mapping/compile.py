"""A plan compiled to a function from an article to N-Quads text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from publisher.content.article import Article
from publisher.core.findings import Finding
from publisher.core.nquads import lines_of
from publisher.mapping.compiler.program import Mapped, ProgramWriter
from publisher.mapping.compiler.statements import StatementCompiler
from publisher.mapping.compiler.values import FAILURES
from publisher.mapping.context import MappingContext
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.plan import ArticleSource, Plan, TriplesMap

if TYPE_CHECKING:
    from publisher.mapping.interpret import PlainReading, Trace


_FEW = 16
"""As many articles with errors are interpreted whole before each triples map is compiled by itself, which takes as long."""


class MappedArticle(NamedTuple):
    """What a plan makes of one article.

    ``graph`` is the IRI of the article's own graph, empty for the default graph, and ``own`` its lines: N-Quads, each
    ending in `` .`` and a newline, none twice. ``shared`` are blocks of such lines for graphs that articles share: a
    block is what one triples map made of one record, and equal blocks are mostly one object. No order is promised.
    """

    graph: str
    own: str
    shared: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CompiledMapping:
    """Maps articles; ``source`` is the generated Python."""

    plan: Plan
    context: MappingContext
    source: str
    _mapped: Mapped
    _failures: list[str] = field(default_factory=list)

    @cached_property
    def _map_by_map(self) -> tuple[tuple[TriplesMap, Mapped], ...]:
        """A function for each triples map over articles, so that one that fails costs the others nothing."""
        statements = StatementCompiler(self.plan, self.context, known_functions())
        maps = (each for each in self.plan.triples_maps if isinstance(each.source, ArticleSource))
        return tuple((each, ProgramWriter(statements, ArticleSource(), only=each.name).compile()[0]) for each in maps)

    @cached_property
    def _plainly(self) -> PlainReading:
        from publisher.mapping.interpret import PlainReading  # noqa: PLC0415 - 10 ms, only where an article needs it

        return PlainReading(self.plan, self.context)

    def map_article(self, article: Article) -> MappedArticle:
        """The article's quads; with data errors, those that are left, and the findings."""
        try:
            graph, own, shared = self._mapped(article.front_matter, article, article.path, {})
        except FAILURES:
            return self._interpreted(article)
        return MappedArticle(graph, own, tuple(dict.fromkeys(shared)), ())

    def _interpreted(self, article: Article) -> MappedArticle:
        """The same, slowly, for what the generated function does not decide."""
        if len(self._failures) < _FEW:
            self._failures.append(article.path)
            return _of_trace(self._plainly.trace(article))
        return self._partly_interpreted(article)

    def _partly_interpreted(self, article: Article) -> MappedArticle:
        """Where many articles have errors it pays to interpret of each only the triples maps that do."""
        own: dict[str, None] = {}
        shared: dict[str, None] = {}
        failed: list[TriplesMap] = []
        for triples_map, mapped in self._map_by_map:
            try:
                _, lines, blocks = mapped(article.front_matter, article, article.path, {})
            except FAILURES:
                failed.append(triples_map)
            else:
                own |= dict.fromkeys(lines_of(lines))
                shared |= dict.fromkeys(blocks)
        graph, of_failed, more, findings = _of_trace(self._plainly.trace(article, failed))
        own |= dict.fromkeys(lines_of(of_failed))
        return MappedArticle(graph, "".join(f"{line}\n" for line in own), tuple(shared | dict.fromkeys(more)), findings)


def _of_trace(trace: Trace) -> MappedArticle:
    own = dict.fromkeys(quad.line for quad in trace.quads if not quad.shared)
    blocks = groupby((quad for quad in trace.quads if quad.shared), key=lambda quad: quad.block)
    shared = dict.fromkeys("".join(dict.fromkeys(quad.line for quad in block)) for _, block in blocks)
    return MappedArticle(trace.graph, "".join(own), tuple(shared), trace.findings)


def compile_plan(plan: Plan, context: MappingContext) -> CompiledMapping:
    """The plan as a function over articles. Costs some milliseconds, once a run."""
    statements = StatementCompiler(plan, context, known_functions())
    mapped, source = ProgramWriter(statements, ArticleSource()).compile()
    return CompiledMapping(plan, context, source, mapped)
