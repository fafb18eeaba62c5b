"""A mapping exported as portable RML gives the same quads over the same articles, read by our own RML reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.content.article import Article
from publisher.core.findings import Finding
from publisher.mapping.context import MappingContext
from publisher.mapping.export_rml import export_rml
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpret import trace_article
from publisher.mapping.options import ReaderOptions
from publisher.mapping.plan import Plan
from publisher.mapping.portable import portable_plan
from publisher.mapping.read import read_mapping
from publisher.mapping.sources import map_json_sources

ARTICLES: list[dict[str, object]] = [
    {
        "key": "a b",
        "name": 'Zoë "Z" {x} \\ Krüger',
        "tags": ["one", "two words", "ü"],
        "rank": 3,
        "crumbs": ["Home", "News", "This"],
        "links": ["/", "/news/", "#"],
        "topics": [{"label": "A", "kind": "x"}, {"label": "B", "kind": "y"}],
        "deep": {"two words": {"it's": True}},
        "status": "",
    },
    {"key": "c", "name": None, "tags": [], "rank": 1.5, "crumbs": ["Home"], "links": ["/"], "topics": [], "lang": "nl"},
]
HEAD = "prefixes: {ex: 'http://example.org/', xsd: 'http://www.w3.org/2001/XMLSchema#'}\nmappings:\n"
PORTABLE = {
    "texts, datatypes, languages": """\
  one:
    sources: articles
    subjects: ex:article/$(key)
    po:
      - [a, [ex:Article, ex:Thing]]
      - [ex:name, $(name)]
      - [[ex:p, ex:q], ["$(tags[*])", "$(tags[-1])", "{x} \\\\ $(key)/$(rank)"]]
      - [ex:rank, $(rank), xsd:decimal]
      - [ex:label, $(name), en-GB~lang]
      - [ex:own, $(name), $(lang)~lang]
      - [ex:tag, "ex:tag/$(tags[*])~iri"]
      - [ex:odd, "$(deep['two words']['it\\\\'s'])"]
      - [ex:status, $(status)]
""",
    "a list below an article": """\
  flat:
    sources: [[articles, '$.tags[*]']]
    subjects: ex:article/$(^key)
    po: [[ex:tag, $(@)], [ex:tagged, "ex:tag/$(@)~iri"]]
  direct:
    sources: [[articles, '$.topics[*]']]
    subjects: ex:topic/$(label)
    graphs: ex:graph/$(kind)
    po: [[a, ex:Topic], [ex:label, $(label)]]
""",
    "two lists side by side": """\
  crumbs:
    sources: [[articles, '$.crumbs[*]']]
    subjects: ex:article/$(^key)#crumb-$(#)
    po:
      - [a, ex:Crumb]
      - [ex:position, $(#)]
      - [ex:name, $(@)]
      - [ex:link, "$(^links[#])"]
""",
    "conditions": """\
  one:
    sources: articles
    subjects: ex:article/$(key)
    condition: {function: idlab-fn:isNotNull, parameters: [[idlab-fn:str, $(name)]]}
    po:
      - {p: ex:p, o: ["$(rank)", "ex:$(key)~iri"], condition: {fn: idlab-fn:equal, pms: [[grel:valueParameter, $(key)], [grel:valueParameter2, a b]]}}
      - {p: ex:q, o: {value: "$(tags[*])", condition: {fn: idlab-fn:notEqual, pms: [[grel:valueParameter, "$(tags[*])"], [grel:valueParameter2, one]]}}}
      - {p: ex:r, o: {value: "ex:$(key)", type: iri, condition: {fn: idlab-fn:isNull, pms: [[idlab-fn:str, $(lang)]]}}}
""",
    "functions and subjects": """\
  one:
    sources: articles
    subjects: [ex:a/$(key), ex:b/$(key)]
    po:
      - [ex:upper, {fn: grel:toUpperCase, pms: [[grel:valueParameter, "$(tags[*])"]]}]
      - [ex:slug, {fn: 'idlab-fn:slugify(idlab-fn:str = $(key))'}]
      - [ex:self, {mapping: one}]
""",
    "blank nodes and graphs": """\
  one:
    sources: articles
    subjects: {value: "n$(key)", type: blank}
    po:
      - {p: ex:p, o: $(rank), graphs: [ex:other, rml:defaultGraph]}
""",
}


def read(text: str, folder: Path) -> Plan:
    file = folder / "m.yaml"
    file.write_text(text, encoding="utf-8")
    return read_mapping(file, "m.yaml", ReaderOptions(article_graph="http://example.org/graph/$(key)")).plan


def quads_of_articles(plan: Plan) -> set[str]:
    articles = [Article("a.md", front_matter, b"", 0) for front_matter in ARTICLES]
    return {quad.line for article in articles for quad in trace_article(plan, MappingContext(), article).quads}


def quads_of_export(turtle: str, folder: Path) -> set[str]:
    (folder / "export.ttl").write_text(turtle, encoding="utf-8")
    (folder / "articles.json").write_text(json.dumps(ARTICLES), encoding="utf-8")
    plan = read_mapping(folder / "export.ttl", "export.ttl", ReaderOptions()).plan
    lines, findings = map_json_sources(plan, MappingContext(), folder)
    assert findings == []
    return set(lines)


def lost(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings if "first 24 elements" not in finding.message]


@pytest.mark.parametrize("name", PORTABLE)
def test_the_exported_mapping_gives_the_same_quads(name: str, tmp_path: Path) -> None:
    plan = read(HEAD + PORTABLE[name], tmp_path)
    turtle, findings = export_rml(plan)
    assert lost(findings) == []
    expected = quads_of_articles(plan)
    assert expected
    assert quads_of_export(turtle, tmp_path) == expected


@pytest.mark.parametrize("name", PORTABLE)
def test_what_is_written_is_read_back_as_the_same_plan(name: str, tmp_path: Path) -> None:
    plan = read(HEAD + PORTABLE[name], tmp_path)
    portable, _ = portable_plan(plan, known_functions())
    turtle, _ = export_rml(plan)
    (tmp_path / "articles.json").write_text("[]", encoding="utf-8")
    (tmp_path / "export.ttl").write_text(turtle, encoding="utf-8")
    back = read_mapping(tmp_path / "export.ttl", "export.ttl", ReaderOptions()).plan
    assert [each.name for each in back.triples_maps] == [each.name for each in portable.triples_maps]
    for one, other in zip(back.triples_maps, portable.triples_maps, strict=True):
        assert (one.source, one.iterator, one.subjects) == (other.source, other.iterator, other.subjects)
        assert one.graphs == other.graphs
        assert len(one.predicate_objects) == len(other.predicate_objects)


def test_a_join_of_two_files_is_exported(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps([{"id": 1, "to": "x"}, {"id": 2, "to": "z"}]), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([{"key": "x", "n": 7}, {"key": "y", "n": 8}]), encoding="utf-8")
    plan = read(
        HEAD
        + "  one:\n    sources: [['one.json~jsonpath', '$[*]']]\n    s: ex:one/$(id)\n    po:\n"
        + "      - [ex:to, {mapping: two, condition: {function: equal, parameters: [[str1, $(to)], [str2, $(key)]]}}]\n"
        + "  two:\n    sources: [['two.json~jsonpath', '$[*]']]\n    s: ex:two/$(n)\n    po: [[a, ex:Two]]\n",
        tmp_path,
    )
    expected = set(map_json_sources(plan, MappingContext(), tmp_path)[0])
    turtle, findings = export_rml(plan)
    assert findings == []
    assert len(expected) == 3
    assert quads_of_export(turtle, tmp_path) == expected


def test_our_own_functions_are_left_out_and_told(tmp_path: Path) -> None:
    text = (
        HEAD + "  one:\n    sources: articles\n    s: ex:$(key)\n    po:\n      - [a, ex:Article]\n"
        "      - [ex:words, {function: pub:wordCount, parameters: [[pub:text, $(name)]]}]\n"
        "  two:\n    sources: articles\n    s: {function: 'pub:normalizeUrl(pub:url = $(key))'}\n    po: [[a, ex:Two]]\n"
        "  three:\n    sources: [[articles, '$.tags~json[*]']]\n    s: ex:$(@)\n    po: [[a, ex:Three]]\n"
    )
    turtle, findings = export_rml(read(text, tmp_path))
    assert [(each.code, each.severity.label, each.span.line, each.span.column) for each in findings] == [
        ("M161", "warning", 8, 20),
        ("M161", "warning", 9, 3),
        ("M161", "warning", 13, 3),
    ]
    assert "wordCount" not in turtle
    assert turtle.count("a rml:TriplesMap") == 1
    assert len(quads_of_export(turtle, tmp_path)) == 2


def test_a_reference_into_json_text_costs_the_map_that_object_alone(tmp_path: Path) -> None:
    text = (
        HEAD + "  one:\n    sources: articles\n    s: ex:$(key)\n    po:\n      - [a, ex:Article]\n"
        "      - [ex:tag, '$(tags~json[*])']\n"
    )
    turtle, findings = export_rml(read(text, tmp_path))
    assert [(each.code, each.span.line) for each in findings] == [("M161", 8)]
    assert "~json" in findings[0].message
    assert len(quads_of_export(turtle, tmp_path)) == 2
