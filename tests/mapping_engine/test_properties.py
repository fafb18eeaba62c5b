"""Any text, in any place, gives N-Quads that are read strictly and hold the same text; fast and slow agree."""

from __future__ import annotations

from typing import Any

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import Made, article_of, compared, plan_of, strict, subject_plan

from publisher.mapping.compile import compile_plan
from publisher.mapping.context import MappingContext

EVERYTHING = """
mappings:
  whole:
    sources: articles
    s: ex:article/$(key)
    po:
      - [ex:plain, $(text)]
      - [ex:tagged, $(text), en~lang]
      - [ex:named, "before $(text) behind $(more)"]
      - [ex:iri, "http://example.org/x/$(text)~iri"]
      - [ex:address, $(text)~iri]
      - [ex:inside, $(a.b.c)]
      - [ex:list, ["$(list[*])", "$(more)"]]
      - [ex:list, $(text)]
      - [ex:pairs, "$(list[*])-$(others[*])"]
      - [ex:first, "$(list[0])"]
      - [ex:last, "$(list[-1])"]
      - [ex:whole, $(text), xsd:integer]
      - [ex:moment, $(more), xsd:dateTime]
      - [ex:amount, $(a.b.c), xsd:decimal]
      - [[ex:p, ex:q], "$(more)"]
      - p: ex:slug
        o: {function: idlab-fn:slugify, parameters: [[idlab-fn:str, $(text)]]}
      - p: ex:upper
        o: {function: grel:toUpperCase, parameters: [[grel:valueParameter, "$(list[*])"]]}
      - p: ex:kept
        o: "$(list[*])"
        condition: {function: idlab-fn:notEqual, parameters: [[grel:valueParameter, "$(list[*])"], [grel:valueParameter2, a]]}
      - p: ex:when
        o: $(more)
        condition: {function: idlab-fn:isNotNull, parameters: [[idlab-fn:str, $(text)]]}
      - p: ex:joined
        o: {function: grel:array_join, parameters: [[grel:p_array_a, "$(list[*])"], [grel:p_string_sep, "|"]]}
      - p: ex:decoded
        o: "$(json~json[*])"
  elements:
    sources: [[articles, '$.list[*]']]
    s: ex:article/$(^key)/$(#)
    po:
      - [ex:is, $(@)]
      - [ex:side, "$(^others[#])"]
      - [ex:of, ex:article/$(^key)~iri]
      - [ex:label, "$(#): $(@)", en~lang]
  links:
    sources: [[articles, '$.list[*]']]
    s: ex:article/$(^key)
    po: [[ex:links, ex:element/$(@)~iri]]
  shared:
    sources: [[articles, '$.others[*]']]
    s: ex:shared/$(@)
    graphs: ex:graph/shared
    po: [[a, ex:Shared], [ex:label, $(@)], [ex:twice, [$(@), $(@)]]]
  blank:
    sources: articles
    s: {value: $(key), type: blank}
    po: [[ex:text, $(text)]]
"""
PLAN = plan_of(EVERYTHING, base="http://example.org/base/", graph="http://example.org/graph/$(key)")
COMPILED = compile_plan(PLAN, MappingContext(base="http://example.org/base/"))

texts = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="\"\\\n\r\t\x00\x7f\u0085\u2028\ud800é日 /#?%<>{}|^`'&", max_size=8),
    st.sampled_from(["2021-01-20T09:00:00Z", "12", "http://example.org/ok", "[1, 2]", "a", "true"]),
)
scalars = st.one_of(texts, st.integers(-10, 10), st.booleans(), st.floats(), st.none())
values = st.recursive(
    scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("abc"), below, max_size=2)
)
front_matters = st.fixed_dictionaries(
    {},
    optional={
        "key": st.one_of(st.text(max_size=8), st.integers(0, 9)),
        "text": values,
        "more": scalars,
        "a": st.one_of(scalars, st.fixed_dictionaries({"b": st.fixed_dictionaries({"c": values})})),
        "list": st.one_of(scalars, st.lists(values, max_size=4)),
        "others": st.one_of(scalars, st.lists(scalars, max_size=4)),
        "json": st.one_of(scalars, st.sampled_from(['["a", "b"]', "[1", '{"a": null}', "[null, 1.5]"])),
    },
)
well_formed = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(front_matters)
def test_any_front_matter_gives_strict_quads_and_both_readings_agree(front_matter: dict[str, Any]) -> None:
    made = compared(COMPILED, article_of(front_matter))
    assert len(strict(made.lines)) == len(made.lines)


PLACES = {
    "reference": "[[ex:p, $(x)]]",
    "template": "[[ex:p, 'one $(x) two']]",
    "language": "[[ex:p, $(x), en~lang]]",
    "list": "[[ex:p, '$(l[*])']]",
    "element": "[[ex:p, '$(l[1])']]",
    "function": "[{p: ex:p, o: {function: grel:other_coalesce, parameters: [[grel:p_any_rep_e, $(x)]]}}]",
}
COMPILED_PLACES = {name: compile_plan(subject_plan(po), MappingContext()) for name, po in PLACES.items()}


@settings(max_examples=200, deadline=None)
@given(well_formed, st.sampled_from(sorted(PLACES)))
def test_any_text_is_held_unchanged(text: str, place: str) -> None:
    made: Made = compared(COMPILED_PLACES[place], article_of({"x": text, "l": ["", text]}))
    assert made.fast
    assert made.findings == ()
    expected = f"one {text} two" if place == "template" else text
    held = {quad.object.value for quad in strict(made.lines) if isinstance(quad.object, pyoxigraph.Literal)}
    assert expected in held
    assert held <= {expected, ""}


IRI_PLACE = compile_plan(subject_plan("[[ex:p, 'http://example.org/$(x)/end~iri']]"), MappingContext())


@settings(max_examples=200, deadline=None)
@given(well_formed)
def test_any_text_makes_a_valid_iri_in_a_template(text: str) -> None:
    made = compared(IRI_PLACE, article_of({"x": text}))
    (quad,) = strict(made.lines)
    assert quad.object.value.startswith("http://example.org/")
    assert quad.object.value.count("/") == 4
