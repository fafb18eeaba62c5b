"""A release whose files were damaged after they were written is told as what it is, whoever reads it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from command_line import run
from small_project import article, small_project

from publisher.cli.command import main
from publisher.cli.command import publisher as group
from publisher.core.errors import ReleaseError
from publisher.graph.release_files import DATASET, GRAPHS, PROVENANCE, damages
from publisher.project import Project
from publisher.publication import export_lines

DESCRIPTION_GRAPH = "https://example.org/id/graph/dataset"


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garbled(content: bytes) -> bytes:
    return content[:12] + b"\xff" * 40 + content[52:]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two releases."""
    folder = small_project(tmp_path_factory.mktemp("damaged") / "project", 12)
    run("build", cwd=folder)
    (folder / "content" / "000.md").write_text(article("a0", "Another title"), "utf-8")
    run("build", cwd=folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def current(folder: Path) -> Path:
    return (folder / "build" / "current").resolve()


READERS = (
    (DATASET, ("export",)),
    (DATASET, ("export", "--format", "turtle")),
    (DATASET, ("export", "--article", "a3")),
    (DATASET, ("pages", "--to", "pages")),
    (DATASET, ("diff", "--format", "quads")),
    (GRAPHS, ("pages", "--to", "pages")),
    (GRAPHS, ("diff",)),
    (PROVENANCE, ("export", "--graph", DESCRIPTION_GRAPH)),
)


@pytest.mark.parametrize("harm", [truncated, garbled])
@pytest.mark.parametrize(("name", "command"), READERS)
def test_a_damaged_file_is_told_with_what_to_do(
    folder: Path, name: str, command: tuple[str, ...], harm: Callable[[bytes], bytes]
) -> None:
    file = current(folder) / name
    file.write_bytes(harm(file.read_bytes()))
    done = run(*command, cwd=folder)
    assert done.returncode == 2, done.stderr
    told = f"is damaged: {name}"
    assert told in done.stderr
    assert "'publisher build' makes it anew" in done.stderr
    run("build", cwd=folder)
    assert damages(current(folder)) == []


def test_no_line_of_a_dump_is_given_away_that_was_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One bit changed may read as another text, until the sum behind it is reached."""
    monkeypatch.chdir(folder)
    workspace = Project.open(".").workspace
    file = current(folder) / DATASET
    whole = file.read_bytes()
    for at in range(10, len(whole), 5):
        file.write_bytes(b"".join((whole[:at], bytes([whole[at] ^ 1]), whole[at + 1 :])))
        with pytest.raises(ReleaseError, match="is damaged"):
            next(export_lines(workspace, None, None))


def test_a_file_that_ends_too_early_is_no_interruption(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read() -> None:
        raise EOFError("nothing more")

    monkeypatch.setitem(group.commands, "read", click.Command("read", callback=read))
    with pytest.raises(SystemExit) as ended:
        main(["read"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "ended too early: nothing more" in told
    assert "interrupted" not in told
