"""What is wrong in a register or a scheme is told at its line and column of the Turtle file, wherever that moves.

And what is wrong whatever the articles say, once, at the rule of the mapping that says it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import write_article
from mutations import COMMUNITY, HIMSS, PERSON

from publisher import Project
from publisher.core.errors import ShapesError
from publisher.core.findings import Finding


def findings_of_vocabularies(project: Path) -> list[Finding]:
    return [each for each in Project.open(project).validate([]) if each.span.path.endswith(".ttl")]


def pointed_at(finding: Finding) -> str:
    """The text that the place covers."""
    span = finding.span
    line = Path(span.path).read_text("utf-8").split("\n")[span.line - 1]
    assert span.end_line == span.line
    return line[span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [
        (HIMSS, 'prefLabel "Interoperability"@en', 'prefLabel "Interoperability"', "topic-label", '"Interoperability"'),
        (HIMSS, 'dct:title "HIMSS topics as used by Medigy"@en', 'dct:title ""@en', "scheme-title", '""'),
        (PERSON, 'name "Zoë Krüger"', 'name "@zoe"', "person-name", '"@zoe"'),
        (PERSON, '    schema:name "Zoë Krüger" ;\n', "", "person-name", "person:zoe-kruger-datenwerkstatt.example.org"),
        (COMMUNITY, "schema:url <", "schema:url <mailto:a@b.org> , <", "community-page", "<mailto:a@b.org>"),
        (
            COMMUNITY,
            'skos:altLabel "',
            'skos:altLabel "Chronic Care Management (CCM)"@en , "',
            "community-other-label",
            '"Chronic Care Management (CCM)"',
        ),
    ],
)
def test_a_finding_stands_at_the_value_or_where_that_is_missing_at_the_node(
    project: Path, file: str, old: str, new: str, code: str, at: str
) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    found = [each for each in findings_of_vocabularies(project) if each.code == code]
    assert (at, path) in [(pointed_at(each), Path(each.span.path)) for each in found]


def test_of_two_values_where_one_belongs_the_second_is_the_place_and_the_first_beside_it(project: Path) -> None:
    path = project / HIMSS
    text = path.read_text("utf-8").replace("inScheme scheme:himss", "inScheme scheme:himss , scheme:medigy", 1)
    path.write_text(text, "utf-8")
    [finding] = findings_of_vocabularies(project)
    assert (finding.code, pointed_at(finding)) == ("topic-scheme", "scheme:medigy")
    [related] = finding.related
    assert (related.span.line, related.span.column < finding.span.column) == (finding.span.line, True)


def test_the_place_moves_with_the_file_though_what_it_says_is_known(project: Path) -> None:
    path = project / HIMSS
    path.write_text(path.read_text("utf-8").replace('prefLabel "Workforce"@en', 'prefLabel "Workforce"'), "utf-8")
    [before] = findings_of_vocabularies(project)
    path.write_text("# one line more\n" + path.read_text("utf-8"), "utf-8")
    [after] = findings_of_vocabularies(project)
    assert (after.span.line, after.span.column) == (before.span.line + 1, before.span.column)


@pytest.mark.parametrize("node", ['[ skos:prefLabel "Nameless"@en ]', "_:nameless", "( topic:workforce )"])
def test_a_blank_node_is_refused_at_its_place(project: Path, node: str) -> None:
    path = project / HIMSS
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n# a [ in a comment\ntopic:workforce skos:related\n    {node} .\n", "utf-8")
    with pytest.raises(ShapesError) as raised:
        Project.open(project)
    [finding] = raised.value.findings
    assert (finding.code, finding.span.line, finding.span.column) == ("G201", text.count("\n") + 4, 5)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("  site_name: Medigy", '  site_name: " "', "site-name", "$(_site_name)"),
        ("  logo: https", '  logo: "" # https', "site-logo", "schema:WebSite"),
    ],
)
def test_what_no_field_takes_part_in_is_told_once_at_its_rule(
    project: Path, old: str, new: str, code: str, at: str
) -> None:
    configuration = project / "publisher.yaml"
    text = configuration.read_text("utf-8")
    assert text.count(old) == 1
    configuration.write_text(text.replace(old, new), "utf-8")
    files = [str(write_article(project / "examples" / "content", number)) for number in (1, 2, 3)]
    opened = Project.open(project)
    [finding] = [each for each in opened.validate(files) if each.code == code]
    assert (Path(finding.span.path).name, pointed_at(finding)) == ("medigy.yarrrml.yaml", at)
    result, found = opened.build()
    assert result.passed is (code != "site-name")
    assert [each.code for each in found].count(code) == 1
