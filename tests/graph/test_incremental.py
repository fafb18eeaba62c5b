"""The cache is never seen: what a build with it gives is, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import Editor
from pyoxigraph import Store
from small_project import article, small_project

from publisher import building, checking, pipeline
from publisher.core.findings import Finding
from publisher.graph import batches
from publisher.graph.cache import memory as cache
from publisher.graph.release_files import DESCRIPTION, DESCRIPTION_CHECKSUMS, STORE
from publisher.project import Project

SOAK = bool(os.environ.get("SOAK"))
SEEDS = range(12 if SOAK else 3)
EDITS = 60 if SOAK else 14


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few articles, so that a small corpus has many."""
    monkeypatch.setattr(batches, "LEAST", 3)
    monkeypatch.setattr(batches, "MOST", 7)
    monkeypatch.setattr(cache, "_LEAST_ARTICLES", 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = small_project(tmp_path / "project", 20)
    monkeypatch.chdir(made)
    yield made
    monkeypatch.chdir(tmp_path)


def built(*, with_cache: bool) -> tuple[Path, list[Finding]]:
    """A build of the project in the working folder: its release, and what was found."""
    project = Project.open(".")
    memory = checking.open_memory(project.workspace, "auto") if with_cache else None
    steps = building.build(project.workspace, project._corpus(()), building.Checks(allow_findings=True), memory=memory)
    found: list[Finding] = []
    while True:
        try:
            found.append(next(steps))
        except StopIteration as end:
            return Path(end.value.release).resolve(), found


def validated(*, with_cache: bool) -> list[Finding]:
    project = Project.open(".")
    memory = checking.open_memory(project.workspace, "auto") if with_cache else None
    return list(pipeline.validate(project.workspace, project._corpus(()), "auto", memory))


def contents(release: Path) -> dict[str, bytes]:
    """Every file of a release but the store's own. Which release came before is no part of what is built."""
    files = {path.name: path.read_bytes() for path in release.iterdir() if path.is_file()}
    del files[DESCRIPTION_CHECKSUMS]
    lines = files[DESCRIPTION].splitlines()
    return {**files, DESCRIPTION: b"".join(line for line in lines if b"dcat:previousVersion" not in line)}


def stored(release: Path) -> set[str]:
    return {str(quad) for quad in Store.read_only(str(release / STORE)) if "#previousVersion>" not in str(quad)}


def from_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[Finding]]:
    """A build of a copy, in which nothing was ever built."""
    copy = folder.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(copy)
    result = built(with_cache=False)
    monkeypatch.chdir(folder)
    return result


def assert_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release, found = built(with_cache=True)
    fresh, expected = from_nothing(folder, monkeypatch)
    assert found == expected
    assert contents(release) == contents(fresh)
    assert stored(release) == stored(fresh)


@pytest.mark.soak
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_edited_a_build_gives_what_a_build_from_nothing_gives(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    editor = Editor(folder, seed)
    done = []
    for _ in range(EDITS):
        done += [editor.edit() for _ in range(editor.chance.randint(1, 3))]
        if editor.chance.random() < 0.3:
            assert validated(with_cache=True) == validated(with_cache=False), done
        try:
            assert_same(folder, monkeypatch)
        except AssertionError:
            print(done)
            raise


def test_two_articles_that_disagree_on_a_shared_node_and_are_repaired(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_same(folder, monkeypatch)
    first, last = (folder / "content" / name for name in ("000.md", "019.md"))
    for edited, label in ((first, "Concern"), (last, "Concern"), (first, "Care"), (last, "Care")):
        edited.write_text(article(edited.stem.lstrip("0") or "a0", label=label), "utf-8")
        assert_same(folder, monkeypatch)
    disagreeing = built(with_cache=True)[1]
    assert not [finding for finding in disagreeing if finding.code == "label"]


def test_nothing_is_parsed_mapped_or_validated_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(with_cache=True)
    monkeypatch.setattr("publisher.content.files.read_article", None)
    monkeypatch.setattr("publisher.mapping.compile.CompiledMapping.map_article", None)
    monkeypatch.setattr("publisher.validation.validate.Validation._ask", None)
    built(with_cache=True)
    assert {each.code for each in validated(with_cache=True)} == {"X104"}
    (folder / "content" / "005.md").write_text(article("a5", "Another"), "utf-8")
    with pytest.raises(TypeError):
        built(with_cache=True)


HARMS = {
    "cut": lambda content: content[: len(content) // 2],
    "emptied": lambda _: b"",
    "one bit": lambda content: content[:-5] + bytes([content[-5] ^ 1]) + content[-4:],
    "another's": lambda content: b"{}" * (len(content) // 2),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_cache_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    built(with_cache=True)
    files = [path for path in (folder / "build" / "cache").glob("*/*") if path.is_file()]
    assert files
    for file in files:
        file.write_bytes(HARMS[harm](file.read_bytes()))
    (folder / "content" / "005.md").write_text(article("a5", "Another"), "utf-8")
    assert_same(folder, monkeypatch)


def test_files_of_the_cache_that_have_changed_names_are_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(with_cache=True)
    for ending in ("pack", "texts", "findings", "outcome", "piece"):
        files = sorted((folder / "build" / "cache").glob(f"*/*.{ending}"))
        whole = [file.read_bytes() for file in files]
        for file, content in zip(files, [*whole[1:], *whole[:1]], strict=True):
            file.write_bytes(content)
    assert_same(folder, monkeypatch)


def test_a_cache_that_cannot_be_written_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "build").mkdir()
    (folder / "build" / "cache").write_text("a file where the folder should be", "utf-8")
    assert_same(folder, monkeypatch)
    assert_same(folder, monkeypatch)
