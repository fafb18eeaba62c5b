"""A reader that leaves (``| head``) changes neither exit code nor files, and nothing is said of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import article, small_project


def piped(folder: Path, command: str, reader: str = "true", *, both: bool = False) -> tuple[int, str]:
    """The exit code of a command whose reader has left before it wrote, and what it said on standard error."""
    joined = "2>&1" if both else ""
    script = f"( sleep 0.4; '{sys.executable}' -m publisher {command} {joined} ) | {reader}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an article that is no YAML, and a broken mapping."""
    small_project(tmp_path)
    (tmp_path / "content" / "broken.md").write_text(article("b", title="[unclosed"), "utf-8")
    (tmp_path / "broken.yaml").write_text("mappings: [", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "code"),
    [("articles", 1), ("map", 1), ("validate", 1), ("build", 1), ("mapping check broken.yaml", 2), ("rule", 0)],
)
def test_findings_decide_the_exit_code_though_nobody_reads(folder: Path, command: str, code: int) -> None:
    assert piped(folder, command)[0] == code
    assert piped(folder, command, both=True) == (code, "")


def test_report_files_are_written_though_nobody_reads_the_terminal(folder: Path) -> None:
    code, said = piped(folder, "validate --format text --format sarif=x.sarif --write-baseline known.json")
    assert (code, said) == (0, "")
    assert json.loads((folder / "x.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert json.loads((folder / "known.json").read_text("utf-8"))


def test_a_release_becomes_current_though_nobody_reads(folder: Path) -> None:
    (folder / "content" / "broken.md").unlink()
    assert piped(folder, "build", both=True) == (0, "")
    assert (folder / "build" / "current" / "manifest.json").is_file()
    for command in ("export", "query 'SELECT * {?s ?p ?o}'", "releases"):
        assert piped(folder, command) == (0, "")


def test_a_full_disk_is_still_told(folder: Path) -> None:
    script = f"'{sys.executable}' -m publisher articles >/dev/full"
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Exception" not in done.stderr
