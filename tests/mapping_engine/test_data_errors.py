"""What an article holds that no term can be made of: located in both files, the term dropped, the rest kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import Made, article_from, compared, mapped, objects, plan_of, subject_plan

from publisher.core.findings import Severity
from publisher.mapping.compile import compile_plan
from publisher.mapping.context import Labels, MappingContext
from publisher.mapping.read import ReaderOptions, read_mapping
from publisher.mapping.sources import map_json_sources

OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
FINE = ", [ex:fine, fine]]"
LABELS = Labels({OWL_CLASS: {"medigy communities": "http://example.org/C"}}, {OWL_CLASS: ("Medigy Communities",)})

CASES = [
    ("[[ex:p, $(x)]", "x: [a, b]", "D101", "a.md:2:4", "write $(x[*])"),
    ("[[ex:p, $(x)]", "x: {a: b}", "D101", "a.md:2:4", "object"),
    ("[[ex:p, $(x.a)]", "x: [{a: b}]", "D101", "a.md:2:4", "write $(x[*].a)"),
    ("[[ex:p, 'is $(x)']", "x: [a]", "D101", "a.md:2:4", "write $(x[*])"),
    ("[[ex:p, $(x)~iri]", "x: http://a b/", "D102", "a.md:2:4", "not a valid IRI"),
    ("[[ex:p, $(x)~iri]", "x: http://a:port/", "D102", "a.md:2:4", "not a valid IRI"),
    (
        (
            "[{p: ex:p, o: {function: pub:pageAddress, parameters: [[pub:base, 'http://e/'], [pub:folder, $(f)],"
            " [pub:name, $(x)]], type: iri}}"
        ),
        "f: /a/b/\nx: c%zz",
        "D102",
        "a.md:3:4",
        "not a valid IRI",
    ),
    (
        (
            "[{p: ex:p, o: {function: pub:foreignAddress, parameters: [{parameter: pub:address, value: {function:"
            " pub:resolveUrl, parameters: [[pub:base, $(f)], [pub:reference, $(x)]]}}, [pub:own, 'http://e/#']], type: iri}}"
        ),
        "f: http://e/a/b/\nx: /#me",
        "D115",
        "a.md:3:4",
        "'http://e/#me' is the IRI of something that is published here",
    ),
    ("[[ex:p, $(x)~iri]", "x: ''", "D103", "a.md:2:4", "relative"),
    ("[[ex:p, $(x)~iri]", "x: path/to", "D103", "a.md:2:4", "no base"),
    ("[[ex:p, $(x), xsd:dateTime]", "x: 2021-02-30T09:00:00Z", "D104", "a.md:2:4", "not a valid dateTime"),
    ("[[ex:p, $(x), xsd:integer]", "x: '1_000'", "D104", "a.md:2:4", "not a valid integer"),
    ("[[ex:p, '$(x[*])', xsd:date]", "x:\n- 2021-01-20\n- soon", "D104", "a.md:4:3", "'soon' is not a valid date"),
    ("[{p: ex:p, o: {value: $(x), language: $(l)}}", "l: a b\nx: y", "D105", "a.md:2:4", "not a language tag"),
    ("[[ex:p, $(x)]", "x: .inf", "D106", "a.md:2:4", "not finite"),
    ("[[ex:p, 'is $(x)']", "x: .nan", "D106", "a.md:2:4", "not finite"),
    (
        "[{p: ex:p, o: {function: idlab-fn:slugify, parameters: [[idlab-fn:str, $(x)]]}}",
        "x: 医",
        "D107",
        "a.md:2:4",
        "slug",
    ),
    ("[[ex:p, '$(x~json[*])']", "x: '[1,'", "D108", "a.md:2:4", "invalid JSON"),
    ("[{p: ex:p, o: {function: pub:parseJson, parameters: [[pub:text, $(x)]]}}", "x: '{'", "D108", "a.md:2:4", "JSON"),
    (
        "[{p: ex:p, o: {function: pub:classForLabel, parameters: [[pub:label, $(x)]], type: iri}}",
        "x: Medigy Comunities",
        "D109",
        "a.md:2:4",
        "the nearest is 'Medigy Communities'",
    ),
    (
        "[{p: ex:p, o: v, condition: {function: grel:toLowerCase, parameters: [[grel:valueParameter, $(x)]]}}",
        "x: maybe",
        "D111",
        "a.md:2:4",
        "neither true nor false",
    ),
    ("[[ex:p, $(x)]", 'x: "\\ud800"', "D112", "a.md:2:4", "surrogate"),
]


@pytest.mark.parametrize(("rules", "yaml", "code", "place", "message"), CASES)
def test_the_term_is_dropped_the_rest_is_kept_and_both_places_are_told(
    rules: str, yaml: str, code: str, place: str, message: str
) -> None:
    plan = subject_plan(rules + FINE)
    article = article_from("x: y" if code == "D112" else yaml)
    if code == "D112":
        article = article._replace(front_matter={"x": "\ud800"})
    made = mapped(plan, article, MappingContext(labels=LABELS))
    (finding,) = made.findings
    assert (finding.code, str(finding.span), finding.severity) == (code, place, Severity.ERROR)
    assert message in finding.message
    assert finding.rule is not None
    assert "m.yaml:" in finding.rule
    assert finding.related[0].span.path == "m.yaml"
    assert finding.related[0].span.line > 7
    assert not made.fast
    good = {'"fine"'} | ({'"2021-01-20"^^<http://www.w3.org/2001/XMLSchema#date>'} if "soon" in yaml else set())
    assert objects(made) == good


def test_one_bad_article_costs_the_next_one_nothing() -> None:
    compiled = compile_plan(subject_plan("[[ex:p, $(x)]]"), MappingContext())
    bad = compared(compiled, article_from("x: [a]"))
    good = compared(compiled, article_from("x: a"))
    assert (bad.fast, good.fast) == (False, True)
    assert objects(good) == {'"a"'}


@pytest.mark.parametrize(
    ("yaml", "place"), [("x: a", "a.md:1:1"), ("x: a\nkey:", "a.md:3:1"), ("x: a\nkey: null", "a.md:3:6")]
)
def test_an_article_without_the_name_of_its_graph_gives_nothing_and_a_finding(yaml: str, place: str) -> None:
    made = mapped(subject_plan("[[ex:p, $(x)]]", graph="http://example.org/g/$(key)"), article_from(yaml))
    assert made.lines == set()
    assert [(finding.code, str(finding.span)) for finding in made.findings] == [("D110", place)]
    assert "`key`" in made.findings[0].message


@pytest.mark.parametrize(
    ("function", "parameters", "place", "code"),
    [
        ("grel:string_substring", "[valueParameter, $(a)], [p_int_i_from, $(bad)]", "a.md:2:6", "D107"),
        ("grel:string_split", "[valueParameter, $(a)], [p_string_sep, $(bad)]", "a.md:2:6", "D107"),
        ("grel:string_match", "[valueParameter, $(a)], [p_string_regex, '[$(bad)']", "a.md:2:6", "D107"),
        ("grel:date_toDate", "[valueParameter, $(bad)], [p_string_pattern, $(pattern)]", "a.md:2:6", "D107"),
        ("grel:date_toDate", "[valueParameter, $(a)], [p_string_pattern, $(bad)]", "a.md:2:6", "D107"),
        ("idlab-fn:normalizeDate", "[idlab-fn:pattern, $(pattern)], [idlab-fn:strDate, $(bad)]", "a.md:2:6", "D107"),
        ("grel:array_join", "[p_array_a, '$(list[*])'], [p_string_sep, ',']", "a.md:5:8", "D106"),
    ],
)
def test_what_a_function_cannot_take_is_told_at_the_value_that_is_at_fault(
    function: str, parameters: str, place: str, code: str
) -> None:
    rules = f"[{{p: ex:p, o: {{function: {function}, parameters: [{parameters}]}}}}]"
    bad = "''" if "p_string_sep, $(bad)" in parameters else "q"
    yaml = f"bad: {bad}\na: '['\npattern: uuuu\nlist: [.inf, b]"
    made = mapped(subject_plan(rules), article_from(yaml))
    assert [(finding.code, str(finding.span)) for finding in made.findings] == [(code, place)], made.findings


@pytest.mark.parametrize(
    ("reference", "yaml", "fix"),
    [
        ("$(x[*].y)", "x: [{y: [a]}]", "write $(x[*].y[*])"),
        ("$(x[*].y.z)", "x: [{y: [{z: a}]}]", "write $(x[*].y[*].z)"),
        ("$(x[0])", "x: [[a]]", "write $(x[0][*])"),
        ("$(x)", "x: {y: a, z: b}", "write $(x.NAME)"),
        ("$(x[*])", "x:\n- HIMSS: It's", "put it between quotes: 'HIMSS: It''s'"),
        ("$(x[*])", "x:\n- HIMSS:", "put it between quotes: 'HIMSS:'"),
    ],
)
def test_the_fix_is_said_as_the_mapping_would_have_it(reference: str, yaml: str, fix: str) -> None:
    made = mapped(subject_plan(f"[[ex:p, '{reference}']]"), article_from(yaml))
    assert [finding.code for finding in made.findings] == ["D101"]
    assert fix in made.findings[0].message


def test_the_fix_of_an_element_below_an_article_is_said_from_the_element_on() -> None:
    plan = plan_of("mappings:\n  m:\n    sources: [[articles, '$.t[*]']]\n    s: ex:s\n    po: [[ex:p, $(n)]]\n")
    made = mapped(plan, article_from("t: [{n: [a]}]"))
    assert "write $(n[*])" in made.findings[0].message


def test_errors_of_a_json_source_stand_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "mappings:\n  m:\n    sources: [['d/x.json~jsonpath', '$.s[*]']]\n"
        "    s: http://e/$(id)\n    po: [[http://e/p, $(n)]]\n"
    )
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "x.json").write_text('{"s": [{"id": 1, "n": "a"},\n  {"id": 2, "n": ["b"]}]}')
    read = read_mapping(tmp_path / "m.yaml", "maps/m.yaml", ReaderOptions())
    lines, findings = map_json_sources(read.plan, MappingContext(), tmp_path)
    assert set(lines) == {'<http://e/1> <http://e/p> "a" .\n'}
    assert [(finding.code, str(finding.span)) for finding in findings] == [("D101", "maps/d/x.json:2:18")]
    (tmp_path / "d" / "x.json").write_text('{"s": [\n1,]}')
    _, findings = map_json_sources(read.plan, MappingContext(), tmp_path)
    assert [(finding.code, str(finding.span)) for finding in findings] == [("D113", "maps/d/x.json:2:3")]
    assert str(findings[0].related[0].span) == "maps/m.yaml:3:16"


def json_findings(folder: Path, text: str) -> tuple[set[str], list[tuple[str, str]]]:
    """The lines that a JSON source gives, and the codes and places of what is wrong with it."""
    (folder / "m.yaml").write_text(
        "mappings:\n  m:\n    sources: [['x.json~jsonpath', '$.s[*]']]\n"
        "    s: http://e/$(id)\n    po: [[http://e/p, $(n)]]\n"
    )
    (folder / "x.json").write_text(text, "utf-8")
    read = read_mapping(folder / "m.yaml", "m.yaml", ReaderOptions())
    lines, findings = map_json_sources(read.plan, MappingContext(), folder)
    return set(lines), [(finding.code, str(finding.span)) for finding in findings]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_key_that_a_json_source_has_twice_is_told_at_its_place(tmp_path: Path, mark: str) -> None:
    lines, findings = json_findings(tmp_path, mark + '{"s": [{"id": 1, "n": "a",\n  "n": "b"}], "t": [1e400]}')
    assert lines == {'<http://e/1> <http://e/p> "b" .\n'}
    assert findings == [("C017", "x.json:2:3")]


@pytest.mark.parametrize(
    ("value", "code", "place"),
    [
        ("1e400", "D106", "x.json:2:6"),
        ("NaN", "D113", "x.json:2:6"),
        ("1" * 5000, "D113", "x.json:2:6"),
        ("[" * 5000 + "]" * 5000, "D113", "x.json:2:131"),
    ],
)
def test_what_a_json_source_cannot_hold_is_told_at_its_place(tmp_path: Path, value: str, code: str, place: str) -> None:
    _, findings = json_findings(tmp_path, f'{{"s": [{{"id": 1,\n"n": {value}}}]}}')
    assert findings == [(code, place)]


def test_a_condition_over_another_list_than_its_values_is_told() -> None:
    condition = "{function: idlab-fn:equal, parameters: [[grel:valueParameter, '$(y[*])'], [grel:valueParameter2, a]]}"
    plan = subject_plan(f"[{{p: ex:p, o: '$(x[*])', condition: {condition}}}]")
    made = mapped(plan, article_from("x: [a, b, c]\ny: [a, b]"))
    assert [finding.code for finding in made.findings] == ["D111"]
    assert made.lines == set()


def test_two_errors_of_an_article_are_two_findings() -> None:
    made: Made = mapped(subject_plan("[[ex:p, $(x)], [ex:q, $(y), xsd:date]]"), article_from("x: [a]\ny: z"))
    assert sorted(finding.code for finding in made.findings) == ["D101", "D104"]


def test_an_unsafe_iri_is_written_as_it_is() -> None:
    plan = plan_of("mappings:\n  m:\n    sources: articles\n    s: ex:s\n    po: [[ex:p, $(x)~iri]]\n")
    assert mapped(plan, article_from("x: http://example.org/Zoë")).fast


@pytest.mark.parametrize("written", ['"5"', "5", "'{5}'"])
def test_a_constant_with_the_datatype_integer_is_compiled(written: str) -> None:
    made = mapped(subject_plan(f"[[ex:p, {written}, xsd:integer]]"), article_from("x: 1"))
    valid = written.strip("\"'") == "5"
    assert [line.split(" ", 2)[2] for line in made.lines] == (
        ['"5"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'] if valid else []
    )
    assert [finding.code for finding in made.findings] == ([] if valid else ["D104"])
