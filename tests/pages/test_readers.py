"""Every reader of JSON-LD finds the same triples in a page document, with either context, whatever the values are."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import html5lib
import pytest
from hostile_values import ARTICLE, HOSTILE, SCHEMA, addresses, article_lines, literals
from hypothesis import given, settings
from hypothesis import strategies as st
from published import documents, example_site, parsed, publish
from readers import READERS, Triples, read_with_pyld, read_with_pyoxigraph

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


@pytest.mark.parametrize("reader", READERS)
def test_readers_agree_on_the_examples(reader: str) -> None:
    for key, text in documents(example_site()).items():
        assert READERS[reader](text) == read_with_pyld(text), key


def test_the_official_context_gives_the_same_triples() -> None:
    site = example_site()
    before = {key: read_with_pyld(text) for key, text in documents(site).items()}
    configuration = (site / "publisher.yaml").read_text("utf-8")
    try:
        (site / "publisher.yaml").write_text(configuration.replace("context: inline", "context: official"), "utf-8")
        folder = publish(site, "official")
    finally:
        (site / "publisher.yaml").write_text(configuration, "utf-8")
    for key, triples in before.items():
        text = (folder / f"{key}.jsonld").read_text("utf-8")
        assert parsed(text)[0]["@context"][0] == "https://schema.org"
        assert isinstance(parsed(text)[0]["@context"][1], dict)
        assert read_with_pyld(text) == triples, key


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_read_back_from_html_as_they_are(value: str) -> None:
    lines = article_lines(GRAPH, value)
    text = document_of(lines)
    assert_safe(text)
    assert read_with_pyld(text) == triples_of(lines)
    assert parsed(text)[0]["headline"] == value


PROPERTIES = st.sampled_from(
    ["headline", "description", "keywords", "articleSection", "datePublished", "url", "wordCount"]
)


def assert_safe(document: str) -> None:
    """The document is the one script of its page, and ends where it ends."""
    assert not set(document) & set("<>&\u2028\u2029")
    page = f'<!DOCTYPE html><title>x</title><script type="application/ld+json">{document}</script><p>behind</p>'
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    [script] = tree.iter("script")
    assert json.loads(script.text or "") == json.loads(document)
    assert [each.text for each in tree.iter("p")] == ["behind"]


def line_of(name: str, term: str) -> str:
    return f"<{ARTICLE}> <{SCHEMA}{name}> {term} <{GRAPH}> ."


@settings(max_examples=60, deadline=None)  # schema.org's context takes PyLD 30 ms
@given(st.dictionaries(PROPERTIES, st.one_of(literals(), addresses().map("<{}>".format))))
def test_any_values_are_the_same_triples_in_both_contexts(values: dict[str, str]) -> None:
    """A reference to a node that nothing is told of is left out; an address stays."""
    lines = article_lines(GRAPH, "a")
    told = {name: term for name, term in values.items() if name == "url" or not term.startswith("<")}
    wanted = triples_of([*lines, *(line_of(name, term) for name, term in told.items())])
    lines += [line_of(name, term) for name, term in values.items()]
    for context in ("inline", "official"):
        text = document_of(lines, context)
        assert_safe(text)
        assert read_with_pyld(text) == wanted
    assert read_with_pyoxigraph(document_of(lines)) == wanted
