"""`publisher rule`: every code that a finding can bear is documented."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import ROOT, project, run


def test_a_rule_of_the_code_is_told() -> None:
    done = run("rule", "C102")
    assert done.returncode == 0
    assert done.stdout.startswith("C102 yaml-duplicate-key (error)\n\n")
    assert "Keep one of the two." in done.stdout


def test_a_rule_of_a_shape_is_told_with_its_path() -> None:
    done = run("rule", "article-headline")
    assert done.returncode == 0
    assert done.stdout.startswith("article-headline title (error)\n\nAn article has one title")
    assert "<http://schema.org/headline>" in done.stdout
    assert "<https://www.medigy.com/shapes#article-headline>" in done.stdout


def test_the_shapes_are_those_of_the_configuration(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    shapes = folder / "shapes" / "medigy.ttl"
    text = shapes.read_text("utf-8")
    shapes.write_text(text.replace("shape:article-headline ", "shape:article-heading "), "utf-8")
    assert run("-C", folder, "rule", "article-heading").returncode == 0
    assert run("-C", folder, "rule", "article-headline").returncode == 2


def test_an_unknown_rule_is_named_with_the_nearest() -> None:
    done = run("rule", "article-headlin")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no rule 'article-headlin'" in done.stderr
    assert "'article-headline'" in done.stderr


def test_a_rule_of_the_code_needs_no_configuration(tmp_path: Path) -> None:
    assert run("-C", tmp_path, "rule", "M101").returncode == 0


def test_every_code_of_the_examples_findings_is_listed() -> None:
    listed = {line.split()[0] for line in run("rule").stdout.splitlines()}
    findings = json.loads(run("validate", "--format", "json").stdout)
    assert {finding["code"] for finding in findings} <= listed
    assert len(listed) > 100


def test_every_rule_has_its_place_in_the_documents() -> None:
    folder = ROOT / "docs" / "rules"
    index = (folder / "README.md").read_text("utf-8")
    pages = {page.name: page.read_text("utf-8") for page in folder.glob("*.md") if page.name != "README.md"}
    assert all(f"]({name})" in index for name in pages)
    for line in run("rule").stdout.splitlines():
        code = line.split()[0]
        assert sum(f"## {code} " in text for text in pages.values()) == 1
        assert f"| `{code}` |" in index
