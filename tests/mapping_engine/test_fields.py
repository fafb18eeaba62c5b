"""Which fields a plan reads, the form of articles for other engines, what made a triple, and no field name in Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from plans import article_from, plan_of, subject_plan

from publisher.content.read import ReadOptions, read_article
from publisher.mapping.context import MappingContext
from publisher.mapping.explain import explain
from publisher.mapping.fields import article_fields, referenced_fields, wrap_scalars

ROOT = Path(__file__).resolve().parents[2]
PLAN = plan_of("""
mappings:
  whole:
    sources: articles
    s: ex:s/$(key)
    po:
      - [ex:a, ["$(list[*])", "$(first[0])", "$(link.href)"]]
      - p: ex:b
        o: {function: grel:toUpperCase, parameters: [[grel:valueParameter, "$(x[*].y)"]]}
        condition: {function: idlab-fn:isNotNull, parameters: [[idlab-fn:str, $(when)]]}
  below:
    sources: [[articles, '$.x[*].z[*]']]
    s: ex:s/$(^key)
    po: [[ex:c, [$(@), "$(^side[#])"]], [ex:d, "$(^json~json[*].k)"]]
""")


def test_every_path_that_is_read_is_told() -> None:
    assert article_fields(PLAN) == {
        (),
        ("key",),
        ("list", "*"),
        ("first", 0),
        ("link", "href"),
        ("x", "*", "y"),
        ("when",),
        ("x", "*", "z", "*"),
        ("side", "*"),
        ("json", "~json", "*", "k"),
    }


def test_references_have_their_places_and_stop_at_texts_of_json() -> None:
    fields = referenced_fields(PLAN)
    assert ("json",) in fields
    assert set(fields) == {
        ("key",),
        ("list", "*"),
        ("first", "*"),
        ("link", "href"),
        ("x", "*", "y"),
        ("when",),
        ("x", "*", "z", "*"),
        ("side", "*"),
        ("json",),
    }
    assert str(fields["link", "href"]).startswith("m.yaml:14:")


def test_scalars_are_wrapped_where_lists_are_meant() -> None:
    front_matter: dict[str, object] = {
        "list": "a",
        "first": "b",
        "side": [1],
        "x": {"y": "object"},
        "key": "k",
        "link": {"href": "h"},
        "json": "[1]",
        "when": None,
    }
    before = repr(front_matter)
    wrapped = wrap_scalars(PLAN, front_matter)
    assert wrapped == {**front_matter, "list": ["a"], "first": ["b"], "x": [{"y": "object"}]}
    assert repr(front_matter) == before
    assert wrap_scalars(PLAN, {"x": [{"z": 1}, {"z": [2]}, None]}) == {"x": [{"z": [1]}, {"z": [2]}, None]}


def test_a_triple_is_explained_by_its_rule_and_its_places() -> None:
    plan = subject_plan("[[ex:p, 'by $(a) of $(b[*])'], [ex:q, constant]]")
    article = article_from("a: A\nb:\n- x\n- y")
    everything = explain(plan, MappingContext(), article)
    assert len(everything.triples) == 3
    (second,) = explain(plan, MappingContext(), article, line=5).triples
    assert second.line == '<http://example.org/s> <http://example.org/p> "by A of y" .\n'
    assert [(field.path, str(field.place)) for field in second.fields] == [(("a",), "a.md:2:4"), (("b", 1), "a.md:5:3")]
    assert second.rule_place is not None
    assert second.rule_place.path == "m.yaml"
    assert explain(plan, MappingContext(), article, line=1).triples == ()


def test_data_errors_of_a_line_are_explained_too() -> None:
    plan = subject_plan("[[ex:p, $(a)], [ex:q, $(b), xsd:date]]")
    explained = explain(plan, MappingContext(), article_from("a: [1]\nb: soon"), line=3)
    assert [finding.code for finding in explained.findings] == ["D104"]


def key_names() -> set[str]:
    """Front-matter keys of the examples that are no words of everyday English or of the standards."""
    keys: set[str] = set()
    pending: list[object] = []
    for file in (ROOT / "examples" / "content").rglob("*.md"):
        article, _ = read_article(file.read_bytes(), str(file), ReadOptions())
        assert article is not None
        pending.append(article.front_matter)
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            keys |= set(value)
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return keys


EVERYDAY = {"id", "type", "source", "status", "format", "size", "title", "description", "date", "link", "sub", "author"}
EVERYDAY |= {"identifier", "tags", "slug", "valid", "brand", "href", "alt", "original", "aliases", "categories"}
"""Keys that are also words of RDF, HTML, YAML or of any code: they may not be asked of front matter, see below."""


@pytest.mark.parametrize("path", sorted((ROOT / "publisher").rglob("*.py")), ids=lambda path: path.name)
def test_no_front_matter_key_stands_in_python(path: Path) -> None:
    keys = key_names()
    assert {"communityTopics", "mdName", "owlType"} <= keys
    text = path.read_text("utf-8")
    code = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
    telling = sorted(key for key in keys - EVERYDAY if re.search(rf"\b{re.escape(key)}\b", code))
    assert telling == []
    asked = {
        node.slice.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "front_matter"
    } | {
        node.args[0].value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"get", "pop"}
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "front_matter"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert asked == set()
