"""A reference whose field occurs in no article is told wherever the whole corpus is mapped."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run
from small_project import MAPPING, small_project

FIRST = "---\nkey: a\ntitel: One\ntags: [x]\npage: a\nwork: http://w.example/a\ntopic: t\nlabel: T\n---\n"
SECOND = FIRST.replace("key: a", "key: b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    small_project(tmp_path, articles=0)
    for name, text in (("a.md", FIRST), ("b.md", SECOND)):
        (tmp_path / "content" / name).write_text(text, "utf-8")
    return tmp_path


def place_of(reference: str) -> str:
    line = next(at for at, line in enumerate(MAPPING.split("\n"), start=1) if reference in line)
    return f"mapping.yaml:{line}:{MAPPING.split(chr(10))[line - 1].index(reference) + 1}"


def test_mapping_the_corpus_tells_what_validation_tells(folder: Path) -> None:
    mapped = run("map", "-o", "all.nq", cwd=folder)
    checked = run("validate", cwd=folder)
    told = f"{place_of('$(title)')}: warning X104 'title' occurs in no article. Did you mean 'titel'?"
    assert mapped.stderr.count("X104") == 1
    assert told in mapped.stderr
    assert told in checked.stdout
    assert mapped.returncode == 0


def test_a_field_of_one_article_is_enough(folder: Path) -> None:
    (folder / "content" / "b.md").write_text(SECOND.replace("titel", "title"), "utf-8")
    assert "X104" not in run("map", "-o", "all.nq", cwd=folder).stderr


def test_of_some_articles_alone_nothing_is_said(folder: Path) -> None:
    assert "X104" not in run("map", "-o", "all.nq", "content/a.md", cwd=folder).stderr


def test_a_corpus_without_articles_lacks_no_field(folder: Path) -> None:
    for file in (folder / "content").iterdir():
        file.unlink()
    assert "X104" not in run("map", "-o", "all.nq", cwd=folder).stderr
