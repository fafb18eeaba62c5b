"""mappings/pages.yaml: what it declares reaches the document, and every fault is told at its place in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import project, run
from published import documents, parsed, publish
from readers import read_with_pyld

from publisher.core.errors import ConfigurationError
from publisher.pages.declaration import Surroundings, read_declaration

BEGINNING = "prefixes: {schema: 'http://schema.org/', xsd: 'http://www.w3.org/2001/XMLSchema#'}\n"
DOCUMENT = BEGINNING + "document:\n  schema:Article:\n"
FAULTS: list[tuple[str, list[tuple[int, int, str]], str]] = [
    ("", [(1, 1, "G103")], "empty"),
    ("- a\n", [(1, 1, "G102")], "prefixes, context, typed, document"),
    (BEGINNING, [(1, 1, "G103")], "document"),
    (BEGINNING + "documents: {}\n", [(2, 1, "G101"), (1, 1, "G103")], "Did you mean 'document'?"),
    (BEGINNING + "document: [a]\n", [(2, 11, "G102")], "types to lists"),
    (DOCUMENT + "    - shema:name\n", [(4, 7, "P101")], "Did you mean 'schema'?"),
    (DOCUMENT + "    - headline\n", [(4, 7, "P101")], "has no prefix"),
    (DOCUMENT + "    - schema:a b\n", [(4, 7, "P101")], "not a valid absolute IRI"),
    (DOCUMENT + "    - a: shema:Article\n", [(4, 10, "P101")], "Did you mean 'schema'?"),
    (DOCUMENT + "    - a: [[x]]\n", [(4, 11, "P102")], "expected a type"),
    (DOCUMENT + "    - schema:author: schema:name\n", [(4, 22, "P102")], "expected a list of properties"),
    (DOCUMENT + "    - schema:author: []\n", [(4, 22, "P102")], "expected a list of properties"),
    (DOCUMENT + "    - [schema:name]\n", [(4, 7, "P102")], "expected a property"),
    (
        DOCUMENT + "    - schema:author: [a]\n      schema:name:\n",
        [(5, 7, "P102")],
        "begin it with a hyphen of its own",
    ),
    (DOCUMENT + "    - schema:name\n    - schema:name\n", [(5, 7, "P103")], "stands twice"),
    (DOCUMENT + "    - a\n    - a: schema:Article\n", [(5, 7, "P103")], "'a' stands here twice"),
    (DOCUMENT + "    - a\ntyped: {schema:url: adress}\n", [(5, 21, "P104")], "Did you mean 'address'?"),
    (DOCUMENT + "    - a\ntyped: {schema:date: xds:date}\n", [(5, 22, "P101")], "Did you mean 'xsd'?"),
    (DOCUMENT + "    - a\ncontext: oficial\n", [(5, 10, "G102")], "Did you mean 'official'?"),
    (DOCUMENT + "    - a\n  schema:Article: [a]\n", [(5, 3, "C102")], "a second time"),
    (DOCUMENT + "    - &x [*x]\n", [(4, 11, "C107")], "x"),
]


@pytest.mark.parametrize(("text", "places", "told"), FAULTS, ids=[text[-30:] or "empty" for text, *_ in FAULTS])
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, places: list[tuple[int, int, str]], told: str) -> None:
    file = tmp_path / "pages.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        read_declaration(file, Surroundings())
    found = [finding for finding in raised.value.findings if finding.severity.label == "error"]
    assert [(each.span.line, each.span.column, each.code) for each in found] == places
    assert any(told in each.message for each in found), [each.message for each in found]
    assert {each.span.path for each in found} == {str(file)}


def test_several_faults_are_told_in_one_run_and_nothing_is_written(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    run("-C", folder, "build")
    file = folder / "mappings" / "pages.yaml"
    text = (
        file.read_text("utf-8").replace("- schema:headline", "- shema:headline").replace("xsd:dateTime", "dateTime", 1)
    )
    file.write_text(text, "utf-8")
    for command in (["pages", "--to", "site"], ["pages", "--check", "."], ["build"]):
        done = run("-C", folder, *command)
        assert done.returncode == 2
        assert done.stderr.count(" error P10") == 2
        assert f"{file}:" in done.stderr
    assert not Path("site").exists()


def test_a_kind_and_a_property_that_mean_nothing_are_warned_of(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    file = folder / "mappings" / "pages.yaml"
    text = file.read_text("utf-8").replace("- schema:headline\n", "- schema:headline\n    - schema:headlin\n")
    file.write_text(
        text.replace("  schema:item: address\n", "  schema:item: address\n  schema:itm: address\n"), "utf-8"
    )
    run("-C", folder, "build")
    done = run("-C", folder, "pages", "--to", folder / "pages")
    assert done.returncode == 0
    assert (
        "warning P105 the document has no schema:itm, so its kind means nothing. Did you mean 'schema:item'?"
        in done.stderr
    )
    assert (
        "warning P106 no rule of the mapping and no vocabulary makes schema:headlin. Did you mean 'schema:headline'?"
        in done.stderr
    )
    assert run("-C", folder, "pages", "--to", folder / "pages", "--fail-on", "warning").returncode == 1


def test_a_newly_mapped_field_reaches_the_page_by_a_line(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    mapping, pages = folder / "mappings" / "medigy.yarrrml.yaml", folder / "mappings" / "pages.yaml"
    rule = "      - [schema:headline, $(title)]\n"
    added = "      - [schema:alternativeHeadline, $(subtitle)]\n      - [dct:bibliographicCitation, $(subtitle), xsd:token]\n"
    mapping.write_text(mapping.read_text("utf-8").replace(rule, rule + added), "utf-8")
    line = "    - schema:headline\n"
    lines = "    - schema:alternativeHeadline\n    - dct:bibliographicCitation\n"
    pages.write_text(pages.read_text("utf-8").replace(line, line + lines), "utf-8")
    [article] = (folder / "examples" / "content").iterdir()
    article.write_text(article.read_text("utf-8").replace("\ntitle: ", "\nsubtitle: Below it\ntitle: "), "utf-8")
    publish(folder)
    [text] = documents(folder).values()
    document = parsed(text)[0]
    assert document["alternativeHeadline"] == "Below it"
    citation = {"@value": "Below it", "@type": "http://www.w3.org/2001/XMLSchema#token"}
    assert document["http://purl.org/dc/terms/bibliographicCitation"] == citation
    predicates = {predicate for _, predicate, _ in read_with_pyld(text)}
    assert "<http://purl.org/dc/terms/bibliographicCitation>" in predicates


def test_the_built_in_declaration_serves_a_project_that_has_none(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    file = folder / "publisher.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("\npages:")] + "\npages: {context: official}\n", "utf-8")
    (folder / "mappings" / "pages.yaml").unlink()
    publish(folder)
    [document] = documents(folder).values()
    assert parsed(document)[0]["@type"] == "Article"
    assert parsed(document)[0]["@context"][0] == "https://schema.org"
