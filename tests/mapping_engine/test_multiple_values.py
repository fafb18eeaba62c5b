"""Lists, scalars, empty and null values, nested objects, several lists, several subjects: nothing gets lost."""

from __future__ import annotations

import pytest
from plans import article_from, article_of, compared, mapped, objects, plan_of, strict, subject_plan

from publisher.mapping.compile import compile_plan
from publisher.mapping.context import MappingContext

NOT_A = "{function: idlab-fn:notEqual, parameters: [[grel:valueParameter, '$(x[*])'], [grel:valueParameter2, a]]}"
NOT_B = "{function: idlab-fn:notEqual, parameters: [[grel:valueParameter, '$(x[*])'], [grel:valueParameter2, b]]}"


def values(rules: str, yaml: str, base: str | None = None) -> set[str]:
    made = mapped(subject_plan(rules, base=base), article_from(yaml), MappingContext(base=base))
    assert made.findings == ()
    return objects(made)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("x: [a, b]", {'"a"', '"b"'}),
        ("x: a", {'"a"'}),
        ("x: []", set()),
        ("x: null", set()),
        ("y: 1", set()),
        ("x: ['']", {'""'}),
        ("x: ''", {'""'}),
        ("x: [a, null, a]", {'"a"'}),
        ("x: [1, 1.5, true]", {'"1"^^I', '"1.5E0"^^D', '"true"^^B'}),
    ],
)
def test_a_list_and_a_scalar_are_taken_alike(yaml: str, expected: set[str]) -> None:
    xsd = "<http://www.w3.org/2001/XMLSchema#"
    long = {
        each.replace("^^I", f"^^{xsd}integer>").replace("^^D", f"^^{xsd}double>").replace("^^B", f"^^{xsd}boolean>")
        for each in expected
    }
    assert values("[[ex:p, '$(x[*])']]", yaml) == long


def test_null_and_missing_give_no_term_and_the_empty_text_is_one() -> None:
    assert values("[[ex:p, $(a)], [ex:q, $(b)], [ex:r, $(c)]]", "a: null\nc: ''") == {'""'}


def test_two_lists_in_a_template_are_multiplied() -> None:
    assert values("[[ex:p, '$(x[*])$(y[*])']]", "x: [a, b]\ny: [1, 2]") == {'"a1"', '"a2"', '"b1"', '"b2"'}


def test_objects_inside_lists_are_reached() -> None:
    assert values("[[ex:p, '$(x[*].n)']]", "x:\n- n: a\n- n: null\n- {}\n- n: b") == {'"a"', '"b"'}


def test_lists_inside_lists_are_reached() -> None:
    assert values("[[ex:p, '$(x[*].n[*])']]", "x:\n- n: [a, b]\n- n: c") == {'"a"', '"b"', '"c"'}


def test_members_of_an_object_are_reached() -> None:
    assert values("[[ex:p, '$(x.*)']]", "x: {a: 1 a, b: 2 b}") == {'"1 a"', '"2 b"'}


def test_indices_count_from_both_ends() -> None:
    assert values("[[ex:p, ['$(x[0])', '$(x[-1])', '$(x[9])']]]", "x: [a, b, c]") == {'"a"', '"c"'}


def test_json_inside_a_text_is_walked() -> None:
    assert values("[[ex:p, '$(x~json[*].n)']]", 'x: \'[{"n": "a"}, {"n": "b"}]\'') == {'"a"', '"b"'}


def test_a_subject_may_be_many() -> None:
    yarrrml = "mappings:\n  m:\n    sources: articles\n    s: ex:t/$(x[*])\n    po: [[ex:p, '$(y[*])']]\n"
    made = mapped(plan_of(yarrrml), article_from("x: [a, b]\ny: [1 a, 2 b]"))
    assert len(strict(made.lines)) == 4


def test_two_lists_are_walked_side_by_side() -> None:
    yarrrml = """
mappings:
  m:
    sources: [[articles, '$.x[*]']]
    s: ex:t/$(#)
    po: [[ex:p, $(@)], [ex:q, "$(^y[#])"], [ex:r, $(^z)]]
"""
    made = mapped(plan_of(yarrrml), article_from("x: [a, null, c]\ny: [A, B, C]\nz: Z"))
    assert {(quad.subject.value[-1], quad.object.value) for quad in strict(made.lines)} == {
        ("1", "a"),
        ("1", "A"),
        ("1", "Z"),
        ("3", "c"),
        ("3", "C"),
        ("3", "Z"),
    }


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            NOT_B,
            {"a", "c"},
        ),
        ("{function: idlab-fn:isNotNull, parameters: [[idlab-fn:str, $(y)]]}", {"a", "b", "c"}),
        ("{function: idlab-fn:isNull, parameters: [[idlab-fn:str, $(y)]]}", set()),
        (
            "{function: idlab-fn:equal, parameters: [[grel:valueParameter, $(missing)], [grel:valueParameter2, b]]}",
            set(),
        ),
        (
            f"{{function: grel:boolean_and, parameters: [[grel:param_rep_b, {NOT_A}], [grel:param_rep_b, {NOT_B}]]}}",
            {"c"},
        ),
    ],
)
def test_a_condition_on_a_list_keeps_the_values_that_hold(condition: str, expected: set[str]) -> None:
    assert values(f"[{{p: ex:p, o: '$(x[*])', condition: {condition}}}]", "x: [a, b, c]\ny: 1") == {
        f'"{each}"' for each in expected
    }


def test_a_condition_on_a_single_value_holds_where_any_answer_does() -> None:
    condition = "{function: idlab-fn:equal, parameters: [[grel:valueParameter, '$(x[*])'], [grel:valueParameter2, b]]}"
    assert values(f"[{{p: ex:p, o: $(y), condition: {condition}}}]", "x: [a, b]\ny: Y") == {'"Y"'}


def test_a_function_of_single_values_maps_over_a_list() -> None:
    call = "{function: grel:toUpperCase, parameters: [[grel:valueParameter, '$(x[*])']]}"
    assert values(f"[{{p: ex:p, o: {call}}}]", "x: [a, b]") == {'"A"', '"B"'}


def test_equal_triples_of_an_article_stand_once() -> None:
    made = mapped(
        subject_plan("[[ex:p, '$(x[*])'], [ex:p, $(y)], [[ex:p, ex:p], $(y)]]"), article_from("x: [a, a]\ny: a")
    )
    assert len(made.lines) == 1


def test_blank_nodes_of_two_graphs_are_two_nodes() -> None:
    yarrrml = """
mappings:
  one: {sources: articles, s: {value: $(x), type: blank}, graphs: ex:g1, po: [[ex:p, v]]}
  two: {sources: articles, s: {value: $(x), type: blank}, graphs: ex:g2, po: [[ex:p, v]]}
  again: {sources: articles, s: {value: $(x), type: blank}, graphs: ex:g2, po: [[ex:q, v]]}
"""
    quads = strict(mapped(plan_of(yarrrml), article_from("x: same")).lines)
    assert len({quad.subject for quad in quads}) == 2
    assert len({quad.subject for quad in quads if quad.graph_name.value.endswith("g2")}) == 1


def test_a_mapping_refers_to_another_over_the_same_iteration_and_by_equal_fields() -> None:
    yarrrml = """
mappings:
  thing: {sources: articles, s: ex:thing/$(x), po: [[ex:itself, {mapping: twin}]]}
  twin: {sources: articles, s: ex:twin/$(x), po: [[ex:p, v]]}
  part: {sources: [[articles, '$.parts[*]']], s: ex:part/$(n), po: [[ex:p, v]]}
  owner:
    sources: articles
    s: ex:owner
    po:
      - p: ex:chosen
        o: {mapping: part, condition: {function: equal, parameters: [[str1, $(wanted)], [str2, $(n)]]}}
"""
    made = mapped(plan_of(yarrrml), article_from("x: X\nwanted: b\nparts:\n- n: a\n- n: b"))
    found = {
        (quad.predicate.value[19:], quad.object.value[19:])
        for quad in strict(made.lines)
        if "http" in quad.object.value
    }
    assert found == {("itself", "twin/X"), ("chosen", "part/b")}


def test_relative_addresses_are_put_behind_the_base() -> None:
    assert values("[[ex:p, $(x)~iri]]", "x: path/to", base="http://example.org/b/") == {
        "<http://example.org/b/path/to>"
    }


def test_an_object_where_elements_are_asked_for_is_a_list_of_one() -> None:
    article = article_from("author: {name: Vinit, org: x.com}")
    made = mapped(subject_plan('[[ex:p, "$(author[*])"]]'), article)
    assert made.lines == set()
    assert [(finding.code, finding.field_path) for finding in made.findings] == [("D101", ("author",))]
    assert objects(mapped(subject_plan('[[ex:p, "$(author[*].name)"]]'), article)) == {'"Vinit"'}
    assert objects(mapped(subject_plan('[[ex:p, "$(author.*)"]]'), article)) == {'"Vinit"', '"x.com"'}


@pytest.mark.parametrize("rules", ["{p: ex:p, o: $(x), graphs: 'ex:h/$(y)'}", "{p: ex:p, o: {type: blank}}"])
@pytest.mark.parametrize("source", ["articles", "[[articles, '$.list[*]']]"])
@pytest.mark.parametrize("subject", ["ex:s", "null", "[ex:s, ex:t]"])
def test_a_second_article_says_of_shared_nodes_what_it_would_say_as_the_first(
    rules: str, source: str, subject: str
) -> None:
    graphs = f"mappings:\n  m:\n    sources: {source}\n    s: {subject}\n    graphs: ex:g\n    po: [{rules}]\n"
    compiled = compile_plan(plan_of(graphs), MappingContext())
    for path in ("a.md", "b.md"):
        front_matter: dict[str, object] = {"x": "a", "y": "b", "list": [{"x": "a", "y": "b"}, {"x": "a", "y": "b"}]}
        assert compared(compiled, article_of(front_matter, path=path)).lines
