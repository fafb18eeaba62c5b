"""Every reader of JSON-LD finds the same triples in a page document, with either context, whatever the values are."""

from __future__ import annotations

import json

import html5lib
import pytest
from builders import GRAPH, document_of, triples_of
from hostile_values import ARTICLE, HOSTILE, HOSTILE_ADDRESSES, SCHEMA, addresses, article_lines, literals
from hypothesis import given, settings
from hypothesis import strategies as st
from published import documents, example_site, parsed, publish
from readers import READERS, read_with_pyld, read_with_pyoxigraph


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


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES, ids=range(len(HOSTILE_ADDRESSES)))
def test_hostile_addresses_are_read_back_from_html_as_they_are(address: str) -> None:
    lines = article_lines(GRAPH, address, address)
    text = document_of(lines)
    assert_safe(text)
    assert read_with_pyld(text) == triples_of(lines)
    assert parsed(text)[0]["url"] == address


PROPERTIES = st.sampled_from(
    ["headline", "description", "keywords", "articleSection", "datePublished", "url", "wordCount"]
)


def assert_safe(document: str) -> None:
    """The document is the one script of its page, and ends where it ends."""
    assert not set(document) & set("<>&\u2028\u2029")
    assert not any(each in document for each in ("{{", "{%", "{#"))
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
