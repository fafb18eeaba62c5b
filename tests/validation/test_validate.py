"""Batches: shared nodes, nested nodes, paths, refused articles, vocabularies. Mapping and shapes here are small and their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.content.article import Article
from publisher.content.read import ReadOptions, read_article
from publisher.core.errors import ShapesError, UsageError
from publisher.core.findings import Finding
from publisher.mapping.compile import MappedArticle, compile_plan
from publisher.mapping.context import MappingContext
from publisher.mapping.read import ReaderOptions, read_mapping
from publisher.validation.background import Background
from publisher.validation.engines.registry import ENGINES
from publisher.validation.shared_lines import SharedLines
from publisher.validation.validate import Validation

PREFIXES = "prefixes:\n  ex: http://ex/\n  xsd: http://www.w3.org/2001/XMLSchema#\nmappings:\n"
TURTLE = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://ex/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
ENGINE_NAMES = [each.name for each in ENGINES if each.is_available]


@dataclasses.dataclass
class World:
    """A mapping and shapes, written to files, and what they make of articles."""

    folder: Path
    mapping: str
    shapes: str
    engine: str = "auto"
    background: Background | None = None

    def mapped(self, articles: dict[str, str]) -> list[tuple[Article, MappedArticle]]:
        file = self.folder / "m.yarrrml.yaml"
        file.write_text(PREFIXES + self.mapping, "utf-8")
        options = ReaderOptions(article_graph="http://ex/graph/$(id)")
        self.plan = read_mapping(file, "m.yaml", options).plan
        self.context = MappingContext()
        compiled = compile_plan(self.plan, self.context)
        read = [read_article(f"---\n{text}---\n".encode(), path, ReadOptions())[0] for path, text in articles.items()]
        return [(article, compiled.map_article(article)) for article in read if article is not None]

    def check(self, articles: dict[str, str]) -> list[Finding]:
        return self.check_mapped(self.mapped(articles))

    def check_mapped(self, mapped: Sequence[tuple[Article, MappedArticle]]) -> list[Finding]:
        return self.validation().check(mapped, self.plan, self.context)

    def validation(self) -> Validation:
        file = self.folder / "s.ttl"
        file.write_text(TURTLE + self.shapes, "utf-8")
        return Validation([file], self.engine, self.background)


def brief(findings: Sequence[Finding]) -> list[str]:
    return [f"{each.span} {each.code}" for each in findings]


ARTICLE = (
    "  article:\n    sources: articles\n    subjects: http://ex/$(id)\n    predicateobjects:\n      - [a, ex:Article]\n"
)
SHAPE = "ex:Article-shape a sh:NodeShape ; sh:targetClass ex:Article ; sh:property ex:rule .\nex:rule "


@pytest.mark.parametrize("key", ["title", "headline", "name of it"])
def test_a_renamed_field_keeps_its_place(key: str, tmp_path: Path) -> None:
    mapping = f"{ARTICLE}      - [ex:p, \"$(['{key}'])\"]\n" if " " in key else f"{ARTICLE}      - [ex:p, $({key})]\n"
    world = World(tmp_path, mapping, f"{SHAPE} sh:path ex:p ; sh:minCount 1 ; sh:maxLength 3 .")
    assert brief(world.check({"a.md": f"id: a\n{key}: long\n"})) == [f"a.md:3:{len(key) + 3} rule"]
    (missing,) = world.check({"a.md": "id: a\n"})
    assert (str(missing.span), missing.field_path) == ("a.md:1:1", (key,))
    assert key in missing.message


def test_a_finding_tells_all_that_is_known(tmp_path: Path) -> None:
    world = World(tmp_path, f"{ARTICLE}      - [ex:p, $(p.q)]\n", f"{SHAPE} sh:path ex:p ; sh:maxLength 3 .")
    (found,) = world.check({"a.md": "id: a\np: {q: 'long'}\n"})
    assert found == Finding(
        code="rule",
        severity=found.severity,
        message="ex:p: expected at most 3 characters, found 'long'",
        span=found.span,
        field_path=("p", "q"),
        rule="article/ex:p (m.yaml:10:16)",
        focus_node="http://ex/a",
        result_path="http://ex/p",
        value='"long"',
        source_shape="http://ex/rule",
        component="http://www.w3.org/ns/shacl#MaxLengthConstraintComponent",
    )
    assert dataclasses.astuple(found.span) == ("a.md", 3, 8, 3, 14)


def test_a_missing_value_says_where_the_mapping_reads_it(tmp_path: Path) -> None:
    world = World(tmp_path, f"{ARTICLE}      - [ex:p, '$(p.q[1])']\n", f"{SHAPE} sh:path ex:p ; sh:minCount 1 .")
    (found,) = world.check({"a.md": "id: a\np:\n  q: [1]\n"})
    assert found.message == "ex:p: expected at least 1 value, found none (the mapping reads it from $(p.q[1]))"
    assert str(found.span) == "a.md:4:3"


def test_a_property_that_no_rule_makes_stands_at_the_opening_line(tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE, f"{SHAPE} sh:path ex:p ; sh:minCount 1 .")
    assert brief(world.check({"a.md": "id: a\n"})) == ["a.md:1:1 rule"]


def test_too_many_values_stand_at_the_first_the_others_are_related(tmp_path: Path) -> None:
    mapping = f"{ARTICLE}      - [ex:p, '$(p[*])']\n      - [ex:p, $(q)]\n"
    world = World(tmp_path, mapping, f"{SHAPE} sh:path ex:p ; sh:maxCount 1 .")
    (found,) = world.check({"a.md": "q: z\nid: a\np: [x,\n  y]\n"})
    assert str(found.span) == "a.md:2:4"
    assert [str(each.span) for each in found.related] == ["a.md:4:5", "a.md:5:3"]
    assert found.message == "ex:p: expected at most 1 value, found 3 values"


@pytest.mark.parametrize("engine", ENGINE_NAMES)
@pytest.mark.parametrize(("first", "second"), [("p", "q"), ("q", "p")])
def test_a_comparison_stands_at_the_first_place_with_the_other_related(
    first: str, second: str, engine: str, tmp_path: Path
) -> None:
    mapping = f"{ARTICLE}      - [ex:p, $(p), xsd:integer]\n      - [ex:q, $(q), xsd:integer]\n"
    world = World(tmp_path, mapping, f"{SHAPE} sh:path ex:p ; sh:lessThan ex:q .", engine)
    values = {"p": 9, "q": 3}
    (found,) = world.check({"a.md": f"id: a\n{first}: {values[first]}\n{second}: {values[second]}\n"})
    assert (str(found.span), [str(each.span) for each in found.related]) == ("a.md:3:4", ["a.md:4:4"])
    assert found.related[0].message == "the value that it is compared with"


PART = (
    "  part:\n    sources: [[articles, '$.parts[*]']]\n    subjects: http://ex/$(^id)/$(name)\n    predicateobjects:\n"
    "      - [a, ex:Part]\n      - [ex:size, $(size), xsd:integer]\n"
    "  parts:\n    sources: [[articles, '$.parts[*]']]\n    subjects: http://ex/$(^id)\n    predicateobjects:\n"
    "      - [ex:part, http://ex/$(^id)/$(name)~iri]\n"
)
PARTS = "id: a\nparts:\n- name: one\n  size: 5\n- name: two\n"


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_what_is_wrong_inside_a_nested_node_is_found_there(engine: str, tmp_path: Path) -> None:
    shapes = f"{SHAPE} sh:path ex:part ; sh:node ex:Part-shape .\nex:Part-shape sh:property ex:size-rule .\n"
    shapes += "ex:size-rule sh:path ex:size ; sh:minCount 1 ; sh:maxInclusive 9 ."
    world = World(tmp_path, ARTICLE + PART, shapes, engine)
    (found,) = world.check({"a.md": PARTS})
    assert (str(found.span), found.field_path) == ("a.md:3:1", ("parts", 1, "size"))
    assert found.message.startswith(
        "ex:part: expected a ex:Part-shape, found <http://ex/a/two>; ex:Part-shape: ex:size: "
    )
    (found,) = world.check({"a.md": f"{PARTS}  size: 12\n"})
    assert str(found.span) == "a.md:7:9"


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_a_path_is_followed_hop_by_hop(engine: str, tmp_path: Path) -> None:
    world = World(
        tmp_path, ARTICLE + PART, f"{SHAPE} sh:path ( ex:part ex:size ) ; sh:maxInclusive 9 ; sh:minCount 1 .", engine
    )
    assert brief(world.check({"a.md": f"{PARTS}  size: 12\n"})) == ["a.md:7:9 rule"]
    (found,) = world.check({"a.md": "id: a\nparts:\n- name: one\n"})
    assert (str(found.span), found.field_path) == ("a.md:3:1", ("parts", 0, "size"))
    (found,) = world.check({"a.md": "id: a\n"})
    assert (str(found.span), found.field_path) == ("a.md:1:1", ("parts",))


def test_a_path_may_go_backward(tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:Part ; sh:property ex:rule .\nex:rule "
    shapes += "sh:path [ sh:inversePath ex:part ] ; sh:maxCount 0 ."
    (found,) = World(tmp_path, ARTICLE + PART, shapes).check({"a.md": "id: a\nparts:\n- name: one\n"})
    assert (str(found.span), found.result_path) == ("a.md:4:9", "^<http://ex/part>")


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_every_alternative_says_why_it_fails(engine: str, tmp_path: Path) -> None:
    shapes = f"{SHAPE} sh:path ex:p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:maxLength 2 ] ) ."
    world = World(tmp_path, f"{ARTICLE}      - [ex:p, '$(p[*])']\n", shapes, engine)
    (found,) = world.check({"a.md": "id: a\np: [5, ab, abc]\n"})
    assert str(found.span) == "a.md:3:12"
    assert found.message.endswith("alternative 1: expected a xsd:integer; alternative 2: expected at most 2 characters")


SHARED = (
    "  topic:\n    sources: articles\n    subjects: http://ex/topic/$(topic)\n    graphs: http://ex/graph/topics\n"
    "    predicateobjects:\n      - [a, ex:Topic]\n      - [ex:label, $(label)]\n"
)
TOPIC = "ex:S a sh:NodeShape ; sh:targetClass ex:Topic ; sh:property ex:rule .\nex:rule sh:path ex:label ; "


def test_a_shared_node_is_reported_in_every_file_that_contributed(tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE + SHARED, f"{TOPIC} sh:maxCount 1 .")
    articles = {
        f"{name}.md": f"id: {name}\ntopic: t\nlabel: {label}\n" for name, label in zip("abc", "xyx", strict=True)
    }
    found = world.check(articles)
    assert brief(found) == [f"{name}.md:4:8 rule" for name in "abc"]
    assert [str(each.span) for each in found[0].related] == ["b.md:4:8", "c.md:4:8"]
    assert found[0].message == "ex:label: expected at most 1 value, found 2 values"
    assert len({each.fingerprint for each in found}) == 3


def test_a_shared_node_is_reported_across_batches(tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE + SHARED, f"{TOPIC} sh:maxCount 1 ; sh:maxLength 3 .")
    labels = {"a": "x", "b": "x", "c": "y", "d": "long", "e": "x"}
    mapped = world.mapped({f"{name}.md": f"id: {name}\ntopic: t\nlabel: {label}\n" for name, label in labels.items()})
    validation, so_far = world.validation(), SharedLines()
    found = [validation.check([each], world.plan, world.context, so_far) for each in mapped]
    assert [brief(each) for each in found] == [[], [], ["c.md:4:8 rule"], ["d.md:4:8 rule"] * 2, ["e.md:4:8 rule"]]
    assert [str(each.span) for each in found[2][0].related] == ["a.md:1:1"]
    assert found[4][0].message == "ex:label: expected at most 1 value, found 3 values"
    assert validation.check(mapped[:1], world.plan, world.context) == []


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_a_shared_block_that_was_refused_is_forgotten(engine: str, tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE + SHARED, f"{TOPIC} sh:maxCount 1 .", engine)
    mapped = world.mapped({f"{name}.md": f"id: {name}\ntopic: t\nlabel: x\n" for name in "ab"})
    article, each = mapped[0]
    mapped[0] = (article, each._replace(shared=tuple(block.replace("ex/Topic", "ex/To pic") for block in each.shared)))
    validation, so_far = world.validation(), SharedLines()
    found = [validation.check([each], world.plan, world.context, so_far) for each in mapped]
    assert [brief(each) for each in found] == [["a.md:1:1 V103"], []]


def test_a_shared_value_is_reported_where_it_was_said(tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE + SHARED, f"{TOPIC} sh:maxLength 3 .")
    articles = {
        f"{name}.md": f"id: {name}\ntopic: t\nlabel: {label}\n" for name, label in zip("ab", ("long", "x"), strict=True)
    }
    assert brief(world.check(articles)) == ["a.md:4:8 rule"]


def test_a_note_about_a_shared_node_is_told_once(tmp_path: Path) -> None:
    world = World(tmp_path, ARTICLE + SHARED, f"{TOPIC} sh:maxLength 3 ; sh:severity sh:Info .")
    articles = {f"{name}.md": f"id: {name}\ntopic: t\nlabel: long\n" for name in "ab"}
    assert brief(world.check(articles)) == ["a.md:4:8 rule"]


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_an_article_that_the_engine_refuses_costs_the_others_nothing(engine: str, tmp_path: Path) -> None:
    mapping = f"{ARTICLE}      - [ex:p, $(p)]\n      - [ex:q, $(q)~iri]\n"
    world = World(tmp_path, mapping, f"{SHAPE} sh:path ex:p ; sh:maxLength 3 .", engine)
    mapped = world.mapped({f"{name}.md": f"id: {name}\np: long\nq: http://x/{name}\n" for name in "abcd"})
    for index in (1, 3):
        article, each = mapped[index]
        mapped[index] = (article, each._replace(own=each.own.replace("<http://x/", "<http://x /")))
    found = world.check_mapped(mapped)
    assert brief(found) == ["a.md:3:4 rule", "b.md:1:1 V103", "c.md:3:4 rule", "d.md:1:1 V103"]
    assert "not a valid absolute IRI" in found[1].message


def test_an_ill_formed_literal_of_another_origin_is_found_without_a_shape(tmp_path: Path) -> None:
    world = World(tmp_path, f"{ARTICLE}      - [ex:d, $(d), xsd:date]\n", f"{SHAPE} sh:path ex:p ; sh:maxCount 3 .")
    mapped = world.mapped({"a.md": "id: a\nd: 2021-01-20\n"})
    article, each = mapped[0]
    mapped[0] = (article, each._replace(own=each.own.replace("2021-01-20", "2021-1-20")))
    assert [(f.code, f.value) for f in world.check_mapped(mapped)] == [
        ("V102", '"2021-1-20"^^<http://www.w3.org/2001/XMLSchema#date>')
    ]


def test_what_the_mapping_reported_is_not_reported_as_missing(tmp_path: Path) -> None:
    world = World(tmp_path, f"{ARTICLE}      - [ex:d, $(d), xsd:date]\n", f"{SHAPE} sh:path ex:d ; sh:minCount 1 .")
    mapped = world.mapped({"a.md": "id: a\nd: tomorrow\n"})
    assert [each.field_path for each in mapped[0][1].findings] == [("d",)]
    assert world.check_mapped(mapped) == []
    assert brief(world.check({"a.md": "id: a\n"})) == ["a.md:1:1 rule"]


def test_vocabularies_are_known_to_shapes_and_reported_apart(tmp_path: Path) -> None:
    lines = (
        "<http://ex/known> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://ex/Kind> <http://ex/graph/v> .",
        "<http://ex/bad> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://ex/Topic> <http://ex/graph/v> .",
    )
    shapes = (
        f"{SHAPE} sh:path ex:kind ; sh:class ex:Kind .\n{TOPIC.replace('ex:rule', 'ex:label-rule')} sh:minCount 1 ."
    )
    background = Background(lines, {"http://ex/graph/v": "v.ttl"})
    world = World(tmp_path, f"{ARTICLE}      - [ex:kind, http://ex/$(kind)~iri]\n", shapes, background=background)
    assert brief(world.check({"a.md": "id: a\nkind: known\n", "b.md": "id: b\nkind: new\n"})) == ["b.md:3:7 rule"]
    (found,) = world.validation().check_background()
    assert (str(found.span), found.code, found.focus_node) == ("v.ttl:1:1", "label-rule", "http://ex/bad")


def test_vocabularies_that_the_engine_cannot_read_stop_the_run(tmp_path: Path) -> None:
    background = Background(("<http://ex/a b> <http://ex/p> <http://ex/c> .",))
    with pytest.raises(ShapesError, match="cannot read the vocabularies"):
        World(tmp_path, ARTICLE, f"{SHAPE} sh:path ex:p ; sh:maxCount 3 .", background=background).validation()


def test_engines_that_disagree_are_reported_with_the_class(tmp_path: Path) -> None:
    pytest.importorskip("shacl", reason="the wheel shacl is not installed: no cross-check")
    world = World(
        tmp_path, f"{ARTICLE}      - [ex:d, $(d)]\n", f"{SHAPE} sh:path ex:d ; sh:datatype xsd:dateTime .", "both"
    )
    mapped = world.mapped({"a.md": "id: a\nd: '2021-01-20'\n"})
    article, each = mapped[0]
    typed = each.own.replace('"2021-01-20"', '"2021-01-20"^^<http://www.w3.org/2001/XMLSchema#dateTime>')
    found = world.check_mapped([(article, each._replace(own=typed))])
    assert sorted(f"{each.severity.label} {each.code}" for each in found) == ["error V102", "error rule", "info V110"]
    assert "only the engine shacl reports rule here; class: lexical form" in {each.message for each in found}


def test_no_shapes_and_unknown_engines_stop_the_run(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="nothing would be checked"):
        Validation([])
    (tmp_path / "s.ttl").write_text(f"{TURTLE}{SHAPE} sh:path ex:p ; sh:maxCount 1 .", "utf-8")
    with pytest.raises(UsageError):
        Validation([tmp_path / "s.ttl"], "none")


def test_an_empty_batch_has_no_findings(tmp_path: Path) -> None:
    assert World(tmp_path, ARTICLE, f"{SHAPE} sh:path ex:p ; sh:minCount 1 .").check({}) == []


LINKED = ARTICLE + "      - [ex:about, ex:$(topic)~iri]\n"
LABELLED = "ex:Shape a sh:NodeShape ; %s ; sh:property ex:rule . ex:rule sh:path ex:label ; sh:minCount 1 ."


@pytest.mark.parametrize("target", ["sh:targetObjectsOf ex:about", "sh:targetNode ex:t"])
@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_a_node_of_which_nothing_is_said_stands_where_it_is_a_value(engine: str, target: str, tmp_path: Path) -> None:
    world = World(tmp_path, LINKED, LABELLED % target, engine)
    found = world.check({"a.md": "id: a\ntopic: t\n", "b.md": "id: b\ntopic: t\n", "c.md": "id: c\n"})
    assert brief(found) == ["a.md:3:8 rule", "b.md:3:8 rule"]
    assert [str(each.span) for each in found[0].related] == ["b.md:3:8"]


@pytest.mark.parametrize("engine", ENGINE_NAMES)
def test_a_target_that_only_articles_speak_of_is_none_of_the_vocabularies(engine: str, tmp_path: Path) -> None:
    background = Background(
        ("<http://ex/x> <http://ex/label> <http://ex/y> <http://ex/g> .",), {"http://ex/g": "v.ttl"}
    )
    mapping = f"{ARTICLE}      - [ex:label, $(title)]\n"
    world = World(tmp_path, mapping, LABELLED % "sh:targetNode ex:a", engine, background)
    assert world.validation().check_background() == []
    assert world.check({"a.md": "id: a\ntitle: x\n"}) == []
    assert brief(world.check({"a.md": "id: a\n"})) == ["a.md:1:1 rule"]


def test_of_places_that_are_equal_the_first_branch_counts(tmp_path: Path) -> None:
    shapes = "ex:Shape a sh:NodeShape ; sh:targetClass ex:Article ; sh:or ({}) .".format(
        " ".join(f"[ sh:property [ sh:path ex:{name} ; sh:minCount 1 ] ]" for name in "pqrs")
    )
    mapping = ARTICLE + "".join(f"      - [ex:{name}, $({name})]\n" for name in "pqrs")
    (found,) = World(tmp_path, mapping, shapes).check({"a.md": "id: a\n"})
    assert found.field_path == ("p",), (
        "which one it is must not depend on the order of a set: baselines know it by that"
    )
