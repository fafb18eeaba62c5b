"""Broken YARRRML: every error at its exact place, all of them in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_yarrrml import BROKEN, entry

from publisher.core.errors import MappingError
from publisher.core.findings import Finding, Severity
from publisher.mapping.read import ReaderOptions, read_mapping

MARK = "⟦"


def errors_of(text: str, folder: Path) -> list[Finding]:
    file = folder / "m.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    (folder / "there.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MappingError) as raised:
        read_mapping(file, "mappings/m.yaml", ReaderOptions())
    assert raised.value.exit_code == 2
    return [finding for finding in raised.value.findings if finding.severity is Severity.ERROR]


def place_of_mark(text: str) -> tuple[int, int]:
    before = text[: text.index(MARK)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_mapping_is_found_at_its_place(name: str, tmp_path: Path) -> None:
    code, marked = BROKEN[name]
    marked = marked.replace("⟪", "").replace("⟫", "")
    line, column = place_of_mark(marked)
    found = errors_of(marked.replace(MARK, ""), tmp_path)
    assert [(each.code, each.span.line, each.span.column) for each in found] == [(code, line, column)], [
        f"{each.span} {each.code} {each.message}" for each in found
    ]
    assert found[0].span.path == "mappings/m.yaml"
    assert found[0].message


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_all_errors_are_told_in_one_run(newline: str, tmp_path: Path) -> None:
    text = entry("[nope:p, $(a]").replace("ex:$(id)", "$()") + "      - [ex:q, $(b), date]\n      - {p: ex:r}\n"
    found = errors_of(text.replace("\n", newline), tmp_path)
    assert [(each.code, each.span.line, each.span.column) for each in found] == [
        ("M107", 6, 15),
        ("M105", 8, 10),
        ("M107", 8, 18),
        ("M117", 9, 22),
        ("M120", 10, 9),
    ]


def test_an_error_in_a_text_that_is_used_twice_is_told_once(tmp_path: Path) -> None:
    found = errors_of(entry("[ex:p, &x $(a.)]") + "      - [ex:q, *x]\n", tmp_path)
    assert [(each.code, each.span.line, each.span.column) for each in found] == [("M108", 8, 22)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[ex:p, {mapping: onee}]", "'one'"),
        ("{predicats: ex:p, objects: $(a)}", "'predicates'"),
        ("[ex:p, $(a), integr]", "'xsd:integer'"),
        ("[exx:p, $(a)]", "'ex'"),
        ("[ex:p, $(a)~irri]", "'iri'"),
        ("[ex:p, {fn: grel:toLowercase, pms: [[grel:valueParameter, $(a)]]}]", "#toLowerCase>"),
        ("[ex:p, {fn: grel:toLowerCase, pms: [[grel:valueParm, $(a)]]}]", "#valueParam>"),
    ],
)
def test_a_near_word_is_proposed(text: str, hint: str, tmp_path: Path) -> None:
    messages = " ".join(each.message for each in errors_of(entry(text), tmp_path))
    assert "Did you mean" in messages
    assert hint in messages


def test_there_are_enough_kinds() -> None:
    assert len(BROKEN) >= 30
