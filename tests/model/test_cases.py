"""Each case is an article and the N-Quads it must give; findings where it has some. `make update-cases` rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mapped import CASES, article_of, finding_line, project_model, quads_of

from publisher.mapping.compile import compile_plan

FOLDERS = sorted(file.parent for file in CASES.glob("*/article.md"))


def test_there_are_cases() -> None:
    assert len(FOLDERS) >= 12


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_gives_its_quads(folder: Path) -> None:
    lines = project_model().lines(folder / "article.md")
    assert lines == (folder / "expected.nq").read_text("utf-8").rstrip("\n").split("\n")
    assert len(set(quads_of(tuple(lines)))) == len(lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_gives_its_findings_and_no_other(folder: Path) -> None:
    expected = folder / "findings.txt"
    written = expected.read_text("utf-8").rstrip("\n").split("\n") if expected.exists() else []
    findings = project_model().trace(folder / "article.md").findings
    assert sorted(map(finding_line, findings)) == written


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_compiled_mapping_gives_the_same(folder: Path) -> None:
    model = project_model()
    mapped = compile_plan(model.mapping.plan, model.context).map_article(article_of(folder / "article.md"))
    lines = {line for block in (mapped.own, *mapped.shared) for line in block.split("\n") if line}
    assert sorted(lines) == model.lines(folder / "article.md")
