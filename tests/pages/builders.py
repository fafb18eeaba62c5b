"""Page documents of made-up quads, by the project's own declaration."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from readers import Triples

from publisher.core.nquads import split_line
from publisher.pages.declaration import Surroundings, read_declaration
from publisher.pages.document import DocumentBuilder
from publisher.pages.plan import PagePlan
from publisher.pages.shared_nodes import SharedNodes
from publisher.pages.triples import comparable

ROOT = Path(__file__).resolve().parents[2]
GRAPH = "https://www.medigy.com/id/graph/article/a"


@lru_cache
def plan(context: str = "inline") -> PagePlan:
    return read_declaration(ROOT / "mappings" / "pages.yaml", Surroundings(context=context)).plan


def document_of(lines: list[str], context: str = "inline") -> str:
    return DocumentBuilder(plan(context), SharedNodes(plan(context).predicates())).build(lines, GRAPH)


def triples_of(lines: list[str]) -> Triples:
    quads = map(split_line, lines)
    return frozenset((quad.subject, quad.predicate, comparable(quad.object)) for quad in quads)
