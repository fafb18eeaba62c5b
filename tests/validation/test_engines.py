"""What every engine of the registry promises, and what is known of where two of them differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publisher.core.errors import ShapesError, UsageError
from publisher.core.findings import Severity
from publisher.validation.branches import with_branches
from publisher.validation.engines.disagreement import disagreement_class
from publisher.validation.engines.registry import AUTO, ENGINES, Engine, engine_names, find_engine
from publisher.validation.messages import message_of
from publisher.validation.protocol import SH, RefusedDataError, ShaclResult
from publisher.validation.shapes import ShapesGraph
from publisher.validation.shapes_reader import read_shapes

XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"@prefix sh: <{SH}> .\n@prefix ex: <http://ex/> .\n@prefix xsd: <{XSD}> .\n"
TARGET = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; "
NESTED = """
ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:S-title, ex:S-node, ex:S-or, [ sh:path ( ex:n ex:m ) ; sh:minCount 1 ] .
ex:S-title sh:path ex:title ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "ein Titel"@de , "one title"@en .
ex:S-node sh:path ex:n ; sh:node ex:N .
ex:N a sh:NodeShape ; sh:property ex:N-p .
ex:N-p sh:path ex:p ; sh:minCount 1 .
ex:S-or sh:path ex:o ; sh:or ( [ sh:datatype xsd:string ] [ sh:nodeKind sh:IRI ; sh:pattern "^http" ] ) ; sh:severity sh:Info .
"""
DATA = (
    "<http://ex/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://ex/C> .\n"
    "<http://ex/x> <http://ex/n> <http://ex/y> .\n"
    f'<http://ex/x> <http://ex/o> "5"^^<{XSD}integer> .\n'
)
INSTALLED = [pytest.param(each, id=each.name, marks=()) for each in ENGINES if each.is_available]


def shapes_of(text: str, tmp_path: Path) -> ShapesGraph:
    file = tmp_path / "shapes.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    return read_shapes([file])


def by_shape(results: list[ShaclResult], shapes: ShapesGraph) -> dict[str | None, ShaclResult]:
    return {shapes.root_of(each.source_shape): each for each in results}


def test_the_engines_of_the_registry_are_installed_here() -> None:
    assert {each.name for each in ENGINES if each.is_available} >= {"pyshacl"}
    assert engine_names() == (AUTO, *(each.name for each in ENGINES))
    assert find_engine(AUTO) is next(each for each in ENGINES if each.is_available)


@pytest.mark.parametrize("engine", INSTALLED)
def test_results_are_text_and_name_the_shape(engine: Engine, tmp_path: Path) -> None:
    shapes = shapes_of(NESTED, tmp_path)
    found = by_shape(engine.compile(shapes).validate(DATA), shapes)
    assert set(found) == {f"http://ex/{name}" for name in ("S", "S-title", "S-node", "S-or")}
    title, node, sequence = found["http://ex/S-title"], found["http://ex/S-node"], found["http://ex/S"]
    assert (title.focus_node, title.result_path, title.value) == ("<http://ex/x>", "<http://ex/title>", None)
    assert (title.component, title.weight) == (SH + "MinCountConstraintComponent", Severity.WARNING)
    assert title.messages == ("ein Titel", "one title")
    assert (node.value, node.weight, node.messages) == ("<http://ex/y>", Severity.ERROR, ())
    assert sequence.result_path == "<http://ex/n>/<http://ex/m>"
    assert found["http://ex/S-or"].value == f'"5"^^<{XSD}integer>'
    assert found["http://ex/S-or"].weight == Severity.INFO


@pytest.mark.parametrize("engine", INSTALLED)
def test_a_conforming_graph_and_an_empty_one_have_no_results(engine: Engine, tmp_path: Path) -> None:
    validator = engine.compile(shapes_of(NESTED, tmp_path))
    assert validator.validate("") == []
    assert validator.validate('<http://ex/x> <http://ex/o> "text" .\n') == []
    assert validator.name == engine.name


@pytest.mark.parametrize("engine", INSTALLED)
def test_shapes_serve_many_batches(engine: Engine, tmp_path: Path) -> None:
    validator = engine.compile(shapes_of(NESTED, tmp_path))
    first, second = validator.validate(DATA), validator.validate(DATA)
    assert {each.key() for each in first} == {each.key() for each in second}
    assert len(first) == len(second) == 4


@pytest.mark.parametrize("engine", INSTALLED)
@pytest.mark.parametrize(
    "line", ["<http://ex/a b> <http://ex/p> <http://ex/c> .", '<http://ex/a> <http://ex/p> "\ud800" .', "what?"]
)
def test_data_that_cannot_be_read_is_refused_with_its_line(engine: Engine, line: str, tmp_path: Path) -> None:
    validator = engine.compile(shapes_of(NESTED, tmp_path))
    with pytest.raises(RefusedDataError) as caught:
        validator.validate(f"{DATA}{line}\n{DATA}")
    assert caught.value.line == 4


@pytest.mark.parametrize("engine", INSTALLED)
def test_why_a_branch_fails_is_told(engine: Engine, tmp_path: Path) -> None:
    shapes = shapes_of(NESTED, tmp_path)
    results = with_branches(engine.compile(shapes).validate(DATA), DATA, shapes, engine.compile)
    messages = {name: message_of(each, shapes, 0) for name, each in by_shape(results, shapes).items()}
    assert messages == {
        "http://ex/S": "<http://ex/n>/<http://ex/m>: expected at least 1 value, found none",
        "http://ex/S-title": "one title",
        "http://ex/S-node": "ex:n: expected a ex:N, found ex:y; ex:N: ex:p: expected at least 1 value, found none",
        "http://ex/S-or": "ex:o: expected one of several shapes, found '5' (xsd:integer); "
        "alternative 1: expected a xsd:string; alternative 2: expected sh:IRI",
    }


@pytest.mark.parametrize("engine", INSTALLED)
def test_a_reason_is_given_to_the_value_that_it_is_about(engine: Engine, tmp_path: Path) -> None:
    shapes = shapes_of(
        f"{TARGET} sh:property ex:P . ex:P sh:path ex:p ; sh:node ex:N .\n"
        "ex:N sh:property ex:Q . ex:Q sh:path ex:q ; sh:minCount 1 ; sh:property ex:R . ex:R sh:path ex:r ; sh:minCount 1 .",
        tmp_path,
    )
    lines = ["a> <http://ex/p> <http://ex/b", "a> <http://ex/p> <http://ex/c", "b> <http://ex/q> <http://ex/d"]
    data = "".join(f"<http://ex/{line}> .\n" for line in lines)
    results = with_branches(engine.compile(shapes).validate(data), data, shapes, engine.compile)
    reasons = {each.value: [found.source_shape for b in each.branches for found in b.results] for each in results}
    assert reasons == {"<http://ex/b>": ["http://ex/R"], "<http://ex/c>": ["http://ex/Q"]}


CONSTRAINTS = {
    "sh:class ex:C": ("<http://ex/v>", "expected a ex:C, found ex:v"),
    "sh:datatype xsd:date": ('"x"', "expected a xsd:date, found 'x'"),
    "sh:nodeKind sh:IRI": ('"x"', "expected sh:IRI, found 'x'"),
    "sh:minLength 3": ('"x"', "expected at least 3 characters, found 'x'"),
    "sh:maxLength 1": ('"xy"', "expected at most 1 characters, found 'xy'"),
    'sh:pattern "^y"': ('"x"', "expected text that matches ^y, found 'x'"),
    'sh:languageIn ( "en" "de" )': ('"x"@fr', "expected one of the languages en, de, found 'x'"),
    "sh:in ( ex:b ex:c )": ("<http://ex/v>", "expected one of ex:b, ex:c, found ex:v"),
    "sh:hasValue ex:b": ("<http://ex/v>", "expected ex:b, found 1 value"),
    "sh:minCount 2": ('"x"', "expected at least 2 values, found 1 value"),
    "sh:maxCount 0": ('"x"', "expected at most 0 values, found 1 value"),
    "sh:disjoint ex:p": ('"x"', "expected other values than ex:p, found 'x'"),
    "sh:minInclusive 5": (f'"3"^^<{XSD}integer>', "expected at least 5, found '3' (xsd:integer)"),
    "sh:maxExclusive 3": (f'"3"^^<{XSD}integer>', "expected less than 3, found '3' (xsd:integer)"),
    "sh:not [ sh:nodeKind sh:Literal ]": ('"x"', "expected no "),
}


@pytest.mark.parametrize("engine", INSTALLED)
@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_shape_without_message_gets_one_of_ours(engine: Engine, constraint: str, tmp_path: Path) -> None:
    value, expected = CONSTRAINTS[constraint]
    shapes = shapes_of(f"{TARGET} sh:property ex:P . ex:P sh:path ex:p ; {constraint} .", tmp_path)
    (result,) = engine.compile(shapes).validate(f"<http://ex/a> <http://ex/p> {value} .\n")
    assert message_of(result, shapes, 1).startswith(f"ex:p: {expected}")


@pytest.mark.parametrize("value", [f'"01"^^<{XSD}integer>', '"a\\tb\\u0001"', '"x"@en-US', f'"1.50"^^<{XSD}decimal>'])
def test_a_value_comes_back_as_it_was_written(value: str, tmp_path: Path) -> None:
    shapes = shapes_of(f"{TARGET} sh:property ex:P . ex:P sh:path ex:p ; sh:nodeKind sh:IRI .", tmp_path)
    for engine in (each for each in ENGINES if each.is_available):
        (result,) = engine.compile(shapes).validate(f"<http://ex/a> <http://ex/p> {value} .\n")
        assert result.value == value.replace("en-US", "en-us")


def test_both_name_who_reports_and_the_class_of_a_disagreement(tmp_path: Path) -> None:
    pytest.importorskip("shacl", reason="the wheel shacl is not installed: no cross-check")
    shapes = shapes_of(f"{TARGET} sh:property [ sh:path ex:p ; sh:datatype xsd:dateTime ] .", tmp_path)
    lines = [f'<http://ex/a> <http://ex/p> "{text}"^^<{XSD}dateTime> .\n' for text in ("2021-01-20", "never")]
    found = {each.value: each for each in find_engine("both").compile(shapes).validate("".join(lines))}
    assert found[f'"never"^^<{XSD}dateTime>'].found_by == ("shacl", "pyshacl")
    assert disagreement_class(found[f'"never"^^<{XSD}dateTime>']) is None
    assert found[f'"2021-01-20"^^<{XSD}dateTime>'].found_by == ("shacl",)
    assert disagreement_class(found[f'"2021-01-20"^^<{XSD}dateTime>']) == "lexical form"


def test_an_unknown_engine_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'pyshacl'"):
        find_engine("pyshackl")


def test_an_engine_that_is_not_installed_says_what_to_install() -> None:
    absent = Engine("absent", "publisher.validation.engines.absent", ("a_package_that_is_not_there",))
    assert not absent.is_available


def test_a_broken_shapes_file_gives_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(ShapesError) as caught:
        shapes_of("ex:S sh:path schema:name .", tmp_path)
    (finding,) = caught.value.findings
    assert str(finding.span) == f"{tmp_path / 'shapes.ttl'}:4:14"
    assert caught.value.exit_code == 2
    with pytest.raises(ShapesError, match="cannot be read"):
        read_shapes([tmp_path / "none.ttl"])
    with pytest.raises(ShapesError, match="no shape"):
        shapes_of("ex:a ex:b ex:c .", tmp_path)


def test_a_property_that_shacl_does_not_have_is_no_silent_check(tmp_path: Path) -> None:
    with pytest.raises(ShapesError) as caught:
        shapes_of("# sh:minCont\nex:S a sh:NodeShape ;\n  sh:property [ sh:path ex:p ; sh:minCont 1 ] .", tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, str(finding.span)) == ("V205", f"{tmp_path / 'shapes.ttl'}:6:32")
    assert "Did you mean 'minCount'" in finding.message


def test_a_regular_expression_that_is_not_portable_is_placed(tmp_path: Path) -> None:
    pytest.importorskip("shacl", reason="the wheel shacl is not installed: pySHACL takes look-around")
    shapes = shapes_of(f'{TARGET}\n  sh:property [ sh:path ex:p ; sh:pattern "^(?!a)\\\\w" ] .', tmp_path)
    with pytest.raises(ShapesError, match="look-around") as caught:
        find_engine("shacl").compile(shapes)
    assert str(caught.value.findings[0].span) == f"{tmp_path / 'shapes.ttl'}:5:43"


def test_pyshacl_tells_of_a_prefix_that_is_not_declared(tmp_path: Path) -> None:
    shapes = shapes_of(f'{TARGET} sh:sparql [ sh:select "SELECT $this {{ $this dct:title ?t }}" ] .', tmp_path)
    with pytest.raises(ShapesError, match="prefix dct"):
        find_engine("pyshacl").compile(shapes).validate(DATA)


def test_pyshacl_writes_nothing_to_standard_error_and_changes_no_switch(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(f"{HEAD}{TARGET} sh:property [ sh:path ex:p ; sh:datatype xsd:integer ] .", "utf-8")
    code = (
        "import sys, rdflib; from pathlib import Path; from publisher.validation.engines.registry import find_engine\n"
        "from publisher.validation.shapes_reader import read_shapes\n"
        "engine = find_engine('pyshacl').compile(read_shapes([Path(sys.argv[1])]))\n"
        f"print(len(engine.validate('<http://ex/a> <http://ex/p> \"x\"^^<{XSD}integer> .\\n')), rdflib.NORMALIZE_LITERALS)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "s.ttl")], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("1 True\n", "")
