"""Registers of many files and of many nodes in a file: every node in its graph, and no triple in two."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import field_of, write_article
from mapped import ROOT

from publisher import Project
from publisher.core.errors import ConfigurationError
from publisher.core.findings import Severity
from publisher.core.nquads import split_line

PEOPLE = """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix person: <https://www.medigy.com/id/person/> .
person:li-na a schema:Person ; rdfs:label "李娜" ; schema:name "李娜" ; skos:hiddenLabel "李娜 @klinik.example.org" .
person:jo a schema:Person ; rdfs:label "Jo" ; schema:name "Jo" ; skos:hiddenLabel "Jo @a.example.org" , "Jo @b.example.org" .
"""


def test_a_pattern_takes_every_file_and_a_file_can_hold_many_nodes(project: Path) -> None:
    (project / "ontology" / "people" / "team.ttl").write_text(PEOPLE, "utf-8")
    opened = Project.open(project)
    graphs = {
        line.split(" ")[0]: line.split(" ")[-2] for line in opened.workspace.vocabularies.lines if "/person/" in line
    }
    for key in ("li-na", "jo", "zoe-kruger-datenwerkstatt.example.org"):
        assert graphs[f"<https://www.medigy.com/id/person/{key}>"] == f"<https://www.medigy.com/id/graph/person/{key}>"


def test_registered_people_are_found_by_any_label_even_where_no_slug_can_be_made(project: Path) -> None:
    (project / "ontology" / "people" / "team.ttl").write_text(PEOPLE, "utf-8")
    (project / "article.md").unlink()
    authors = ("李娜 @klinik.example.org", "Jo @a.example.org", "Jo @b.example.org")
    for number, author in enumerate(authors, 1):
        write_article(project / "examples" / "content", number, author=author)
    opened = Project.open(project)
    result, findings = opened.build()
    assert result.passed, [each.message for each in findings]
    rows = opened.query("SELECT ?a ?p { GRAPH ?g { ?a <http://schema.org/author> ?p } } ORDER BY ?a").rows
    assert [row[1][len("<https://www.medigy.com/id/person/") : -1] for row in rows] == ["li-na", "jo", "jo"]


def test_a_name_that_two_registered_people_bear_is_one_error_and_neither_is_the_author(project: Path) -> None:
    namesakes = PEOPLE.replace('"李娜" ; schema:name "李娜"', '"Jo" ; schema:name "Jo"')
    (project / "ontology" / "people" / "team.ttl").write_text(namesakes, "utf-8")
    file = write_article(project / "examples" / "content", 1, author="Jo")
    opened = Project.open(project)
    [error] = [each for each in opened.validate([str(file)]) if each.severity is Severity.ERROR]
    assert (error.code, field_of(error)) == ("D116", "Jo")
    assert all(f"person/{key}>" in error.message for key in ("li-na", "jo"))
    [mapped] = opened.map([str(file)])
    assert mapped.mapped is not None
    assert not any("/person/" in part for part in (mapped.mapped.own, *mapped.mapped.shared))
    told = write_article(project / "examples" / "content", 1, author="Jo @a.example.org")
    assert [each for each in opened.validate([str(told)]) if each.severity is Severity.ERROR] == []


def test_a_pattern_that_matches_nothing_is_an_error_with_its_place(project: Path) -> None:
    configuration = project / "publisher.yaml"
    configuration.write_text(configuration.read_text("utf-8").replace("people/*.ttl", "poeple/*.ttl"), "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        Project.open(project)
    [finding] = raised.value.findings
    assert (finding.code, "poeple/*.ttl" in finding.message, finding.span.line > 1) == ("G104", True, True)


def test_another_namespace_for_schema_org_is_refused(project: Path) -> None:
    configuration = project / "publisher.yaml"
    text = (
        (ROOT / "publisher.yaml")
        .read_text("utf-8")
        .replace("schema: http://schema.org/", "schema: https://schema.org/")
    )
    configuration.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        Project.open(project)
    assert [(each.code, text.split("\n")[each.span.line - 1]) for each in raised.value.findings] == [
        ("G102", "schema: https://schema.org/")
    ]


def test_whatever_the_registers_name_has_a_label_without_any_article() -> None:
    lines = Project.open(ROOT).workspace.vocabularies.lines
    quads = [split_line(line) for line in lines if "/graph/ontology>" not in line]
    labelled = {quad.subject for quad in quads if quad.predicate == "<http://www.w3.org/2000/01/rdf-schema#label>"}
    named = {quad.object for quad in quads if quad.object.startswith("<https://www.medigy.com/id/")}
    assert named
    assert named - labelled == set()
