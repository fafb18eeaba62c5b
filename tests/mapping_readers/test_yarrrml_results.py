"""YARRRML over a JSON file, form by form: the triples that come of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.core.errors import MappingError
from publisher.mapping.context import MappingContext
from publisher.mapping.read import ReaderOptions, read_mapping
from publisher.mapping.sources import map_json_sources

HEAD = """\
prefixes:
  ex: http://ex.org/
  grel: http://users.ugent.be/~bjdmeest/function/grel.ttl#
  idlab-fn: https://w3id.org/imec/idlab/function#
  rdf: http://www.w3.org/1999/02/22-rdf-syntax-ns#
sources:
  people: {access: d.json, referenceFormulation: jsonpath, type: localfile, encoding: UTF-8, iterator: '$.people[*]'}
  projects: [d.json~jsonpath, '$.projects[*]']
mappings:
  project:
    sources: projects
    s: ex:project/$(ID)
  person:
    sources: people
    s: ex:$(ID)
    po:
"""
DATA = {
    "people": [{"ID": 1, "proj": 7, "y": 2020, "friend": "b"}, {"ID": 2, "proj": 8, "y": 2021, "friend": "a"}],
    "projects": [{"ID": 7, "y": 2020, "name": "B"}, {"ID": 8, "y": 1999, "name": "A"}],
}
EQUAL = "[grel:valueParameter, {}, s], [grel:valueParameter2, {}, o]"
BOTH = {(1, 7), (2, 8)}
JOINS = {
    "equal(str1=$(proj), str2=$(ID))": BOTH,
    "equal(str2 = $(ID), str1 = $(proj))": BOTH,
    "idlab-fn:equal(grel:valueParameter = $(proj), grel:valueParameter2 = $(ID))": BOTH,
    "{function: equal, parameters: [[str1, $(proj), s], [str2, $(ID), o]]}": BOTH,
    "{function: equal, parameters: [[str2, $(proj), s], [str1, $(ID), o]]}": BOTH,
    "{function: equal, parameters: [[str1, $(ID), o], [str2, $(proj), s]]}": BOTH,
    "{function: equal, parameters: [{parameter: str1, value: $(proj)}, {pm: str2, v: $(ID)}]}": BOTH,
    "[{function: equal, parameters: [[str1, $(proj)], [str2, $(ID)]]},"
    " {function: equal, parameters: [[str1, $(y)], [str2, $(y)]]}]": {(1, 7)},
    "{function: grel:boolean_and, parameters: ["
    f"[grel:param_rep_b, {{function: idlab-fn:equal, parameters: [{EQUAL.format('$(proj)', '$(ID)')}]}}],"
    f" {{pm: grel:param_rep_b, v: {{f: idlab-fn:equal, pms: [{EQUAL.format('$(y)', '$(y)')}]}}}}]}}": {(1, 7)},
    "{function: equal, parameters: [[str1, $(friend), s], {parameter: str2,"
    " value: {function: grel:toLowerCase, parameters: [[grel:valueParameter, $(name), o]]}}]}": BOTH,
    "{function: equal, parameters: [[str1, '$(ID)-$(friend)'], [str2, 1-b]]}": {(1, 7), (1, 8)},
}


def triples(entries: str, folder: Path, data: object = None) -> set[str]:
    lines = "".join(f"      {line}\n" for line in entries.split("\n"))
    (folder / "m.yaml").write_text(HEAD + lines, "utf-8")
    (folder / "d.json").write_text(json.dumps(DATA if data is None else data), "utf-8")
    made, findings = map_json_sources(
        read_mapping(folder / "m.yaml", "m.yaml", ReaderOptions()).plan, MappingContext(), folder
    )
    assert findings == []
    return {line.removesuffix(" .\n").replace("http://ex.org/", "") for line in made}


@pytest.mark.parametrize("condition", JOINS)
def test_a_join_in_each_of_its_forms(condition: str, tmp_path: Path) -> None:
    written = condition if condition.startswith(("{", "[")) else f"{{function: '{condition}'}}"
    found = triples(f"- {{p: ex:p, o: {{mapping: project, condition: {written}}}}}", tmp_path)
    assert found == {f"<{one}> <p> <project/{other}>" for one, other in JOINS[condition]}


def test_a_value_of_the_other_mapping_is_asked_for_by_a_join_only(tmp_path: Path) -> None:
    call = "{function: notEqual, parameters: [[str1, $(proj), s], [str2, $(ID), o]]}"
    with pytest.raises(MappingError) as raised:
        triples(f"- {{p: ex:p, o: {{mapping: project, condition: {call}}}}}", tmp_path)
    assert [(each.code, each.span.line, each.span.column) for each in raised.value.findings] == [("M124", 17, 120)]


def test_a_blank_node_of_which_nothing_is_said_is_one_of_its_own_for_each_record(tmp_path: Path) -> None:
    found = triples("- {p: ex:p, o: {type: blank}}\n- {p: ex:q, o: {type: blank}}", tmp_path)
    assert len({line.split()[2] for line in found}) == len(found) == 4


def test_a_language_may_stand_beside_the_datatype_that_says_the_same(tmp_path: Path) -> None:
    found = triples("- {p: ex:p, o: {value: $(friend), language: en, datatype: rdf:langString}}", tmp_path)
    assert found == {'<1> <p> "b"@en', '<2> <p> "a"@en'}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (r"$((test\))", "(test)"),
        (r"$(\(test\))", "(test)"),
        ("$((test))", "(test)"),
        ("$(a(b))", "a(b)"),
        (r"$(a\(b\))", "a(b)"),
        (r"$(a\)b)", "a)b"),
        ("$(['a (b)'])", "a (b)"),
        ("$(['a)'])", "a)"),
        (r"$(\_a)", "_a"),
        ('$(["it\'s"])', "it's"),
        (r"$(['it\'s'])", "it's"),
        (r"$(['\u00e9'])", "é"),
        ("$(@id)", "@id"),
        ("$(og:title)", "og:title"),
        ("$(a-b)", "a-b"),
        ("$(日本)", "日本"),
    ],
)
def test_a_reference_to_a_field_with_an_odd_name(written: str, key: str, tmp_path: Path) -> None:
    quoted = written.replace("'", "''")
    found = triples(f"- [ex:p, '{quoted}']", tmp_path, {"people": [{"ID": 1, key: "v"}]})
    assert found == {'<1> <p> "v"'}


def test_escaped_colons_of_an_iri_are_colons(tmp_path: Path) -> None:
    assert triples(r"- [ex:p, ex:a\:b/$(friend)~iri]", tmp_path) == {"<1> <p> <a:b/b>", "<2> <p> <a:b/a>"}
