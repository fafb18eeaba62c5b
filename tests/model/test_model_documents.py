"""The documents that are made of the model: the coverage of the front matter, and the schema card."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from mapped import ROOT, article_of, ask

from publisher.graph.workspace import Request, open_workspace

sys.path.insert(0, str(ROOT / "docs"))

import key_coverage as coverage

CARD = (ROOT / "docs" / "schema-card.md").read_text("utf-8")


def test_every_key_of_the_seed_is_mapped_or_ignored_with_its_reason_and_stands_in_the_table(seed: Path) -> None:
    told = dict(coverage.rows(open_workspace(ROOT, Request()), article_of(seed)))
    assert len(told) >= 40
    assert told == dict(
        re.findall(r"^\| `(.+?)` \| (.+) \|$", (ROOT / "docs" / "coverage.md").read_text("utf-8"), re.MULTILINE)
    )
    assert told["featuredImage.size[*]"] == "`schema:height`, `schema:width`"
    assert told["status"].startswith("ignored: the state of editing")


def test_a_key_that_is_neither_mapped_nor_ignored_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: A\nlink:\n  colour: red\n---\n", "utf-8")
    with pytest.raises(LookupError, match=r"link\.colour"):
        dict(coverage.rows(open_workspace(ROOT, Request()), article_of(file)))


def test_the_counts_of_the_card_are_those_of_the_store() -> None:
    for name, count in re.findall(r"^\| `(\w+:\w+)` \| (\d+) \|$", CARD, re.MULTILINE):
        if name.startswith("pav:"):
            continue
        graph = "FILTER(!CONTAINS(STR(?g), '/graph/ontology'))"
        assert ask(f"SELECT (COUNT(DISTINCT ?n) AS ?c) {{ GRAPH ?g {{ ?n a {name} }} {graph} }}")[0][0].startswith(
            f'"{count}"'
        ), name


def test_the_card_knows_every_property_and_class_of_the_release() -> None:
    used = ask("SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } FILTER(!CONTAINS(STR(?g), '/graph/ontology')) }")
    names = {re.split(r"[/#]", row[0][1:-1])[-1] for row in used} - {"type"}
    shown = set(re.findall(r"^\| `\w+:(\w+)` \| .* \| \d+ \|$", CARD, re.MULTILINE))
    assert names - shown == set()
