"""Any text, in any place, gives N-Quads that are read strictly and hold the same text; fast and slow agree."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

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


def test_what_one_article_gave_is_not_given_to_another_whose_number_only_looks_equal() -> None:
    # A list where a value is needed leaves each article to the interpreter, which remembers what equal values gave.
    compiled = compile_plan(subject_plan("[[ex:p, 'is $(x)'], [ex:q, $(list)]]"), MappingContext())
    for number, written in ((0.0, "0.0E0"), (-0.0, "-0.0E0"), (0, "0"), (False, "false")):
        made = compared(compiled, article_of({"x": number, "list": ["a", "b"]}))
        assert {quad.object.value for quad in strict(made.lines)} == {f"is {written}"}
        assert len(made.findings) == 1


PLACES_OF_IRIS = {
    "subject": "{s: 'http://example.org/s/$(x)', po: [[ex:p, o]]}",
    "predicate": "{s: ex:s, po: [['http://example.org/p/$(x)', o]]}",
    "object": "{s: ex:s, po: [[ex:p, 'http://example.org/o/$(x)~iri']]}",
    "list": "{s: ex:s, po: [[ex:p, 'http://example.org/o/$(l[*])~iri']]}",
    "graph": "{s: ex:s, graphs: 'http://example.org/g/$(x)', po: [[ex:p, o]]}",
    "graph of a rule": "{s: ex:s, po: [{p: ex:p, o: o, graphs: 'http://example.org/g/$(x)'}]}",
    "iterator": "{sources: [[articles, '$.l[*]']], s: 'http://example.org/s/$(@)', po: [[ex:p, o]]}",
    "datatype": "{s: ex:s, po: [{p: ex:p, o: {value: o, datatype: 'http://example.org/d/$(x)'}}]}",
}
"""A mapping for each place where an IRI can stand; the text is encoded behind the last slash."""

COMPILED_PLACES_OF_IRIS = {
    name: compile_plan(plan_of(f"mappings:\n  m: {text.replace('{', '{sources: articles, ', 1)}\n"), MappingContext())
    if "sources" not in text
    else compile_plan(plan_of(f"mappings:\n  m: {text}\n"), MappingContext())
    for name, text in PLACES_OF_IRIS.items()
}


def parts_of(quad: pyoxigraph.Quad) -> dict[str, str]:
    """The IRI that may hold the text, by its place."""
    datatype = quad.object.datatype.value if isinstance(quad.object, pyoxigraph.Literal) else ""
    held = {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object, "graph": quad.graph_name}
    return {**{name: getattr(term, "value", "") for name, term in held.items()}, "datatype": datatype}


@settings(max_examples=300, deadline=None)
@given(well_formed, st.sampled_from(sorted(PLACES_OF_IRIS)))
def test_any_text_is_held_in_any_iri(text: str, place: str) -> None:
    made = compared(COMPILED_PLACES_OF_IRIS[place], article_of({"x": text, "l": [text]}))
    assert made.findings == ()
    (quad,) = strict(made.lines)
    at = {"list": "object", "graph of a rule": "graph", "iterator": "subject"}.get(place, place)
    _, _, encoded = parts_of(quad)[at].rpartition("/")
    assert unquote(encoded) == text


TAGGED = compile_plan(subject_plan("[{p: ex:p, o: {value: $(x), language: $(tag)}}]"), MappingContext())


@settings(max_examples=200, deadline=None)
@given(well_formed, st.one_of(well_formed, st.from_regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,2}", fullmatch=True)))
def test_any_text_as_a_language_is_a_tag_or_a_finding(text: str, tag: str) -> None:
    made = compared(TAGGED, article_of({"x": text, "tag": tag}))
    quads = strict(made.lines)
    assert len(quads) + len(made.findings) == 1
    for quad in quads:
        assert (quad.object.value, quad.object.language) == (text, tag.lower())


FUNCTIONS_OF_TEXT = {
    "grel:toUpperCase": ("grel:valueParameter", str.upper),
    "grel:toLowerCase": ("grel:valueParameter", str.lower),
    "grel:string_trim": ("grel:valueParameter", str.strip),
}
COMPILED_FUNCTIONS = {
    name: compile_plan(
        subject_plan(
            f"[{{p: ex:p, o: {{function: {name}, parameters: [[{parameter}, $(x)]]}}}},"
            f" {{p: ex:q, o: {{function: {name}, parameters: [[{parameter}, '$(l[*])']]}}}}]"
        ),
        MappingContext(),
    )
    for name, (parameter, _) in FUNCTIONS_OF_TEXT.items()
}


@settings(max_examples=200, deadline=None)
@given(well_formed, st.sampled_from(sorted(FUNCTIONS_OF_TEXT)))
def test_any_text_goes_through_functions_unharmed(text: str, name: str) -> None:
    made = compared(COMPILED_FUNCTIONS[name], article_of({"x": text, "l": [text]}))
    _, does = FUNCTIONS_OF_TEXT[name]
    assert made.findings == ()
    assert {(str(quad.predicate), quad.object.value) for quad in strict(made.lines)} == {
        (f"<http://example.org/{each}>", does(text)) for each in "pq"
    }
