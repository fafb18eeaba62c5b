"""Plans from YARRRML in tests, articles from their YAML, and both readings of a plan side by side."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from publisher.content.article import Article
from publisher.content.read import ReadOptions, read_article
from publisher.core.findings import Finding
from publisher.mapping.compile import CompiledMapping, MappedArticle, compile_plan
from publisher.mapping.compiler.values import FAILURES
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import Trace, trace_article
from publisher.mapping.options import ReaderOptions
from publisher.mapping.plan import Plan
from publisher.mapping.read import read_mapping

PREFIXES = """
prefixes:
  ex: http://example.org/
  xsd: http://www.w3.org/2001/XMLSchema#
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
  idlab-fn: https://w3id.org/imec/idlab/function#
  pub: https://www.medigy.com/function#
"""


class Made(NamedTuple):
    """What came of an article: lines of its own graph and of shared graphs, and whether the fast code decided."""

    own: set[str]
    shared: set[str]
    findings: tuple[Finding, ...]
    fast: bool

    @property
    def lines(self) -> set[str]:
        return self.own | self.shared


def plan_of(yarrrml: str, base: str | None = None, graph: str | None = None) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "m.yarrrml.yaml")
        file.write_text(PREFIXES + yarrrml, "utf-8")
        return read_mapping(file, "m.yaml", ReaderOptions(base=base, article_graph=graph)).plan


def subject_plan(predicate_objects: str, graph: str | None = None, base: str | None = None) -> Plan:
    """A mapping ``m`` of articles to ``ex:s``, with the predicate-object maps given as a flow sequence."""
    return plan_of(
        f"mappings:\n  m:\n    sources: articles\n    s: ex:s\n    po: {predicate_objects}\n", base=base, graph=graph
    )


def article_of(front_matter: dict[str, object], body: str = "", path: str = "a.md") -> Article:
    """The article as a file with this front matter (JSON is YAML) would be read."""
    head = f"---\n{json.dumps(front_matter, indent=0)}\n---\n"
    return Article(path, front_matter, (head + body).encode("utf-8", "replace"), len(head.encode()))


def article_from(text: str, body: str = "", path: str = "a.md") -> Article:
    """The article that the reader makes of this front matter."""
    article, findings = read_article(f"---\n{text.strip()}\n---\n{body}".encode(), path, ReadOptions())
    assert article is not None, findings
    return article


def mapped(plan: Plan, article: Article, context: MappingContext | None = None) -> Made:
    """What the mapping makes, after the generated function and the interpreter were compared."""
    context = context or MappingContext()
    return compared(compile_plan(plan, context), article)


def compared(compiled: CompiledMapping, article: Article) -> Made:
    trace = trace_article(compiled.plan, compiled.context, article)
    own = {quad.line for quad in trace.quads if not quad.shared}
    shared = {quad.line for quad in trace.quads if quad.shared}
    try:
        compiled._mapped(article.front_matter, article, article.path, {})
        fast = True
    except FAILURES:
        fast = False
    assert not (fast and trace.findings), f"the fast code let pass: {trace.findings[0].message}"
    results = [compiled.map_article(article)]
    if not fast:
        results.append(compiled._partly_interpreted(article))  # as where many articles have errors
    for result in results:
        assert_same(result, trace)
    return Made(own, shared, results[0].findings, fast)


def assert_same(result: MappedArticle, trace: Trace) -> None:
    own = {quad.line for quad in trace.quads if not quad.shared}
    shared = {quad.line for quad in trace.quads if quad.shared}
    own_lines = lines_of(result.own)
    assert set(own_lines) == own
    assert len(own_lines) == len(own), "a line stands twice"
    assert {line for block in result.shared for line in lines_of(block)} == shared
    assert result.graph == trace.graph
    assert result.findings == trace.findings


def lines_of(text: str) -> list[str]:
    assert not text or text.endswith(" .\n")
    return [line + "\n" for line in text.split("\n")[:-1]]


def strict(lines: set[str]) -> list[pyoxigraph.Quad]:
    """The quads, read as strictly as pyoxigraph can."""
    return list(pyoxigraph.parse("".join(lines), format=pyoxigraph.RdfFormat.N_QUADS))


def objects(made: Made) -> set[str]:
    return {str(quad.object) for quad in strict(made.lines)}
