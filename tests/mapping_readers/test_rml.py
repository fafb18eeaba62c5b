"""RML in Turtle: read as pyoxigraph reads it, with the exact place of every error."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared_path

from publisher.core.errors import MappingError
from publisher.mapping.plan import Constant, FunctionCall, JsonSource, Name, Reference, TermMap, TermType, Wildcard
from publisher.mapping.read import ReaderOptions, read_mapping
from publisher.mapping.rml.turtle import Term, parse_statements

MARK = "⟦"
PREFIXES = "@prefix rml: <http://w3id.org/rml/> .\n@prefix ex: <http://example.org/> .\n"
SOURCE = '[ rml:source [ a rml:RelativePathSource ; rml:path "a.json" ] ; rml:referenceFormulation rml:JSONPath ; rml:iterator "$.a[*]" ]'
SOUND = "ex:map rml:logicalSource {source} ;\n  rml:subjectMap {subject} ;\n  rml:predicateObjectMap [ {entry} ] .\n"


def mapping(source: str = SOURCE, subject: str = '[ rml:template "http://e/{id}" ]', entry: str = "") -> str:
    entry = entry or 'rml:predicate ex:p ; rml:objectMap [ rml:reference "a" ]'
    return PREFIXES + SOUND.format(source=source, subject=subject, entry=entry)


def object_map(text: str) -> str:
    return mapping(entry=f"rml:predicate ex:p ; rml:objectMap {text}")


BROKEN: dict[str, tuple[str, str]] = {
    "syntax": ("M101", mapping(entry="rml:predicate ex:p ; ⟦nope:objectMap ex:o")),
    "no triples map": ("M100", "⟦@prefix ex: <http://example.org/> .\nex:a ex:b ex:c .\n"),
    "missing source": ("M120", PREFIXES + '⟦ex:map rml:subjectMap [ rml:template "http://e/{id}" ] .\n'),
    "missing subject": ("M120", PREFIXES + f"⟦ex:map rml:logicalSource {SOURCE} .\n"),
    "missing file": ("M121", mapping(SOURCE.replace('"a.json"', '⟦"other.json"'))),
    "missing path": (
        "M120",
        mapping(SOURCE.replace("[ a rml:Rel", "⟦[ a rml:Rel").replace(' ; rml:path "a.json"', "")),
    ),
    "missing iterator": ("M120", mapping("⟦" + SOURCE.replace(' ; rml:iterator "$.a[*]"', ""))),
    "bad iterator": ("M123", mapping(SOURCE.replace('"$.a[*]"', '"$.a[*]⟦]"'))),
    "csv": ("M124", mapping(SOURCE.replace("rml:JSONPath", "⟦rml:CSV"))),
    "database": ("M124", mapping(SOURCE.replace("[ a rml:RelativePathSource", "⟦[ a ex:Database"))),
    "query": ("M124", mapping(SOURCE.replace("rml:iterator", "⟦rml:query"))),
    "old vocabulary": ("M124", PREFIXES + "ex:map ⟦<http://www.w3.org/ns/r2rml#subjectMap> [] .\n"),
    "two subject maps": ("M104", mapping(subject='[ rml:template "http://e/{id}" ], ⟦[ rml:template "http://e/{b}" ]')),
    "literal subject": ("M119", mapping(subject='[ rml:template "http://e/{id}" ; rml:termType ⟦rml:Literal ]')),
    "literal constant subject": ("M119", mapping(subject='[ rml:constant ⟦"text" ]')),
    "unknown term type": ("M119", object_map('[ rml:reference "a" ; rml:termType ⟦rml:Text ]')),
    "predicate that is a literal": ("M119", mapping(entry='rml:predicate ⟦"p" ; rml:object ex:o')),
    "missing predicate": ("M120", mapping(entry="⟦rml:object ex:o").replace("[ ⟦", "⟦[ ")),
    "missing object": ("M120", mapping(entry="⟦rml:predicate ex:p").replace("[ ⟦", "⟦[ ")),
    "no expression": ("M120", object_map("⟦[ rml:termType rml:IRI ]")),
    "two expressions": ("M126", object_map('[ rml:template "{a}" ; rml:reference ⟦"a" ]')),
    "unknown property": ("M103", object_map('[ ⟦rml:referense "a" ; rml:constant ex:o ]')),
    "target": ("M124", object_map('[ rml:reference "a" ; ⟦rml:logicalTarget ex:t ]')),
    "RML-star": ("M124", mapping(subject='[ rml:template "http://e/{id}" ; ⟦rml:quotedTriplesMap ex:map ]')),
    "RDF 1.2": ("M124", mapping(entry="rml:predicate ex:p ; rml:object ex:o ⟦{| ex:a ex:b |}")),
    "bad language": ("M116", object_map('[ rml:reference "a" ; rml:language ⟦"a-english" ]')),
    "language of an IRI": ("M126", object_map('[ rml:template "{a}" ; rml:language ⟦"en" ; rml:termType rml:IRI ]')),
    "datatype that is no IRI": ("M117", object_map('[ rml:reference "a" ; rml:datatypeMap ⟦[ rml:constant "date" ] ]')),
    "datatype and language": ("M126", object_map('[ rml:reference "a" ; rml:language "en" ; rml:datatype ⟦ex:d ]')),
    "empty reference": ("M107", object_map('[ rml:template "x ⟦{}" ]')),
    "unclosed brace": ("M110", object_map('[ rml:template "x ⟦{a" ]')),
    "brace too many": ("M110", object_map('[ rml:template "x {a}⟦}" ]')),
    "brace inside": ("M110", object_map('[ rml:template "x {⟦{a}}" ]')),
    "backslash": ("M110", object_map('[ rml:template "\\t\\u0041 ⟦\\\\a" ]')),
    "bad path": ("M108", object_map('[ rml:reference "a⟦." ]')),
    "bad path of a template": ("M109", object_map('[ rml:template """ä\n"{a⟦[?(@.b)]}" """ ]')),
    "unknown parent": ("M114", object_map("[ rml:parentTriplesMap ⟦ex:other ]")),
    "join without child": (
        "M120",
        object_map('[ rml:parentTriplesMap ex:map ; rml:joinCondition ⟦[ rml:parent "a" ] ]'),
    ),
    "unknown function": ("M111", object_map("[ rml:functionExecution [ rml:function ⟦ex:f ] ]")),
    "position": ("M127", object_map('[ rml:reference "⟦#" ]')),
    "term type that is a text": ("M119", object_map('[ rml:reference "a" ; rml:termType ⟦"IRI" ]')),
    "datatype that is a text": ("M117", object_map('[ rml:reference "a" ; rml:datatype ⟦"xsd:date" ]')),
    "class that is a text": ("M119", mapping(subject='[ rml:template "http://e/{id}" ; rml:class ⟦"C" ]')),
    "misspelt reference": ("M103", object_map('[ ⟦rml:refrence "a" ]')),
    "misspelt predicate": ("M103", mapping(entry="⟦rml:predicat ex:p ; rml:object ex:o")),
    "misspelt parent": (
        "M103",
        object_map('[ rml:parentTriplesMap ex:map ; rml:joinCondition [ rml:child "a" ; ⟦rml:parnt "a" ] ]'),
    ),
    "quoted triples in an object": ("M124", object_map("[ ⟦rml:quotedTriplesMap ex:map ]")),
    "join without parent": ("M120", object_map('[ rml:joinCondition ⟦[ rml:child "a" ; rml:parent "a" ] ]')),
    "function of itself": (
        "M126",
        object_map("[ rml:functionExecution ex:e ]")
        + "@prefix grel: <http://users.ugent.be/~bjdmeest/function/grel.ttl#> .\n"
        + "ex:e rml:function grel:toLowerCase ; rml:input [ rml:parameter grel:valueParam ;"
        + " rml:inputValueMap [ rml:functionExecution ⟦ex:e ] ] .\n",
    ),
    "brackets without end": ("M124", object_map("[ ex:a " + "( " * 198 + "⟦(" + " )" * 199 + " ]")),
}


def place_of_mark(text: str) -> tuple[int, int]:
    before = text[: text.index(MARK)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_mapping_is_found_at_its_place(name: str, tmp_path: Path) -> None:
    code, marked = BROKEN[name]
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "m.ttl").write_text(marked.replace(MARK, ""), encoding="utf-8")
    with pytest.raises(MappingError) as raised:
        read_mapping(tmp_path / "m.ttl", "m.ttl", ReaderOptions())
    found = [(each.code, each.span.line, each.span.column) for each in raised.value.findings]
    assert found == [(code, *place_of_mark(marked))], [f"{each.span} {each.message}" for each in raised.value.findings]


def test_a_sound_mapping_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "m.ttl").write_text(mapping(), encoding="utf-8")
    (found,) = read_mapping(tmp_path / "m.ttl", "m.ttl", ReaderOptions()).plan.triples_maps
    assert (found.name, found.source) == ("map", JsonSource("a.json"))
    assert found.iterator.steps == (Name("a"), Wildcard())
    (entry,) = found.predicate_objects
    assert entry.predicates == (TermMap(Constant("http://example.org/p"), TermType.IRI),)
    assert entry.objects == (TermMap(Reference((Name("a"),)), TermType.LITERAL),)


def test_a_function_is_read(tmp_path: Path) -> None:
    grel = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
    call = f"[ rml:function <{grel}toUpperCase> ; rml:input [ rml:parameter <{grel}valueParameter> ; "
    text = object_map(f'[ rml:functionExecution {call} rml:inputValueMap [ rml:reference "a" ] ] ] ]')
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "m.ttl").write_text(text, encoding="utf-8")
    (found,) = read_mapping(tmp_path / "m.ttl", "m.ttl", ReaderOptions()).plan.triples_maps
    (term,) = found.predicate_objects[0].objects
    assert isinstance(term, TermMap)
    assert isinstance(term.expression, FunctionCall)
    assert term.expression.arguments[0].value == Reference((Name("a"),))
    assert term.term_type is TermType.LITERAL


def as_oxigraph(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    if term.kind == "iri":
        return pyoxigraph.NamedNode(term.value)
    if term.kind == "blank":
        return pyoxigraph.BlankNode("x" + term.value.replace(" ", "-"))
    if term.language:
        return pyoxigraph.Literal(term.value, language=term.language.lower())
    return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype))


def assert_read_alike(text: str) -> None:
    expected = pyoxigraph.Dataset(
        pyoxigraph.Quad(each.subject, each.predicate, each.object)
        for each in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE, base_iri="http://b/")
    )
    found = pyoxigraph.Dataset(
        pyoxigraph.Quad(as_oxigraph(subject), pyoxigraph.NamedNode(predicate), as_oxigraph(value))
        for subject, predicate, value in parse_statements(text, "m.ttl", "http://b/").triples()
    )
    expected.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == expected


@pytest.mark.shared
def test_all_mappings_of_the_suite_are_read_as_pyoxigraph_reads_them() -> None:
    read = 0
    for file in sorted(shared_path("conformance", "rml-core").glob("*/mapping.ttl")):
        text = file.read_bytes().decode()
        try:
            list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE, base_iri="http://b/"))
        except SyntaxError:
            continue
        assert_read_alike(text)
        read += 1
    assert read >= 70


TERMS = st.sampled_from(
    [
        "ex:a", "ex:a.b", "ex:é-1", "ex:a%20b", r"ex:a\.b\~", ":x", "<http://e/\\u00e9>", "<rel>", "_:b1", "[]", "[ ex:p 1 ]",
        "( 1 2.5 -3e4 ex:a )", "()", '"a\\tb\\u00e9"', "'it\\'s'", '"""two\n"lines" """', '"x"@en-gb', '"1"^^ex:d', "true", "+1", ".5",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["ex:s", "_:b1", "[]", "<#f>"]), TERMS), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_turtle_is_read_as_pyoxigraph_reads_it(pairs: list[tuple[str, str]]) -> None:
    body = "".join(f"{subject} a ex:C ; ex:p {value}, ex:last ; # end.\n ex:q {value} .\n" for subject, value in pairs)
    assert_read_alike(f"PREFIX ex: <http://example.org/>\n@prefix : <http://d/> .\nBASE <http://c/d>\n{body}")
