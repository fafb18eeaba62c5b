"""Hostile values in a real browser: nothing runs, and what is read back is what was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import PRELUDE, open_pages
from builders import GRAPH, document_of, triples_of
from hostile_values import HOSTILE, HOSTILE_ADDRESSES, addresses, article_lines, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import nquads_triples

PAGE = (
    '<!DOCTYPE html><meta charset="utf-8">{prelude}<script type="application/ld+json">{document}</script><p>behind</p>'
)


def page_of(document: str) -> str:
    return PAGE.format(prelude=PRELUDE, document=document)


def test_nothing_runs_and_values_are_read_back_equal(tmp_path: Path) -> None:
    paths = []
    for number, value in enumerate(HOSTILE):
        file = tmp_path / f"{number}.html"
        file.write_text(page_of(document_of(article_lines(GRAPH, value))), "utf-8")
        paths.append(f"/{file.name}")
    for value, seen in zip(HOSTILE, open_pages(tmp_path, paths), strict=True):
        assert seen.alerts == []
        assert len(seen.texts) == 1
        assert json.loads(seen.texts[0])[0]["headline"] == value
        assert nquads_triples(seen.quads[0]) == triples_of(article_lines(GRAPH, value))


def test_addresses_are_read_back_equal(tmp_path: Path) -> None:
    documents = [document_of(article_lines(GRAPH, address, address)) for address in HOSTILE_ADDRESSES]
    for number, document in enumerate(documents):
        (tmp_path / f"{number}.html").write_text(page_of(document), "utf-8")
    paths = [f"/{number}.html" for number in range(len(documents))]
    for address, document, seen in zip(HOSTILE_ADDRESSES, documents, open_pages(tmp_path, paths), strict=True):
        assert seen.alerts == []
        assert seen.texts == [document]
        [article] = json.loads(seen.texts[0])
        assert (article["url"], article["isBasedOn"]["@id"]) == (address, address)
        assert nquads_triples(seen.quads[0]) == triples_of(article_lines(GRAPH, address, address)), address


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=st.lists(st.tuples(texts(), addresses()), min_size=150, max_size=150))
def test_any_values_are_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str, str]]
) -> None:
    """Many documents in one page: what breaks out of one of them breaks the next."""
    folder = tmp_path_factory.mktemp("any")
    documents = [document_of(article_lines(GRAPH, text, address)) for text, address in values]
    (folder / "a.html").write_text(page_of('</script><script type="application/ld+json">'.join(documents)), "utf-8")
    [seen] = open_pages(folder, ["/a.html"])
    assert seen.alerts == []
    assert seen.texts == documents
    for (text, address), document, quads in zip(values, seen.texts, seen.quads, strict=True):
        assert json.loads(document)[0]["headline"] == text
        assert nquads_triples(quads) == triples_of(article_lines(GRAPH, text, address))


def test_a_page_that_is_not_safe_is_heard(tmp_path: Path) -> None:
    """The browser of these tests does run what stands in a page."""
    (tmp_path / "a.html").write_text(page_of('[]</script><script>alert("broken out")</script>'), "utf-8")
    [seen] = open_pages(tmp_path, ["/a.html"])
    assert seen.alerts == ["broken out"]
