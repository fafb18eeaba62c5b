"""Hostile values in a real browser: nothing runs, and what is read back is what was written."""

from __future__ import annotations

import json
from pathlib import Path

from browser import PRELUDE, open_pages
from builders import GRAPH, document_of, triples_of
from hostile_values import HOSTILE, article_lines
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


def test_a_page_that_is_not_safe_is_heard(tmp_path: Path) -> None:
    """The browser of these tests does run what stands in a page."""
    (tmp_path / "a.html").write_text(page_of('[]</script><script>alert("broken out")</script>'), "utf-8")
    [seen] = open_pages(tmp_path, ["/a.html"])
    assert seen.alerts == ["broken out"]
