"""The project's own mapping, exported: nothing but its own quads, and every article's portable ones."""

from __future__ import annotations

import json
from pathlib import Path

from publisher.content.options import ReadOptions
from publisher.content.read import read_article
from publisher.mapping.context import MappingContext
from publisher.mapping.export_rml import export_rml
from publisher.mapping.fields import wrap_scalars
from publisher.mapping.interpret import trace_article
from publisher.mapping.options import ReaderOptions
from publisher.mapping.read import read_mapping
from publisher.mapping.sources import map_json_sources

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "mappings" / "medigy.yarrrml.yaml"
OPTIONS = ReaderOptions(article_graph="$(_base)graph/article/$(mdName)")


def test_the_export_says_what_the_mapping_says_and_nothing_else(tmp_path: Path) -> None:
    plan = read_mapping(MAPPING, "m.yaml", OPTIONS).plan
    read = [read_article(file.read_bytes(), file.name, ReadOptions())[0] for file in (ROOT / "examples").rglob("*.md")]
    articles = [each for each in read if each is not None]
    assert articles
    whole = {quad.line for each in articles for quad in trace_article(plan, MappingContext(), each).quads}
    turtle, findings = export_rml(plan)
    assert {finding.code for finding in findings} == {"M161"}
    (tmp_path / "m.ttl").write_text(turtle, encoding="utf-8")
    wrapped = [wrap_scalars(plan, each.front_matter) for each in articles]
    (tmp_path / "articles.json").write_text(json.dumps(wrapped), encoding="utf-8")
    exported = read_mapping(tmp_path / "m.ttl", "m.ttl", ReaderOptions()).plan
    lines, wrong = map_json_sources(exported, MappingContext(), tmp_path)
    assert wrong == []
    assert set(lines) <= whole
    assert len(set(lines)) > 40 * len(articles)
