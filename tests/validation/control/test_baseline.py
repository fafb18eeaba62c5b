"""Baselines through the command line: known findings are set aside wherever their lines move; new ones fail the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import project, run


@pytest.fixture
def broken(tmp_path: Path) -> tuple[Path, Path]:
    """A project of two articles, one of them with two errors; and the broken one."""
    folder = project(tmp_path, 2)
    article = min((folder / "examples" / "content").iterdir())
    text = article.read_text("utf-8")
    article.write_text(text.replace("\ndate: ", "\ndate: x", 1).replace("owlType: ", "owlType: Unheard ", 1), "utf-8")
    assert run("validate", cwd=folder).returncode == 1
    return folder, article


def errors(folder: Path, *arguments: str) -> tuple[int, list[str], str]:
    done = run("validate", "--format", "json", *arguments, cwd=folder)
    found = json.loads(done.stdout)
    return done.returncode, [each["code"] for each in found if each["severity"] == "error"], done.stderr


def test_known_findings_are_set_aside_when_lines_move(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    _, known, _ = errors(folder)
    code, written, _ = errors(folder, "--write-baseline", "known.json")
    assert (code, written) == (0, known)
    assert len(known) >= 2
    article.write_text(article.read_text("utf-8").replace("---\n", "---\n# one\n# two\n", 1), "utf-8")
    code, left, told = errors(folder, "--baseline", "known.json", "--fail-on", "info")
    assert (code, left) == (0, [])
    assert "known by the baseline known.json and not shown" in told
    assert "repaired" not in told


def test_only_a_new_finding_fails(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    errors(folder, "--write-baseline", "known.json")
    article.write_text(article.read_text("utf-8").replace("---\n", "---\nmdName: second\n", 1), "utf-8")
    code, new, _ = errors(folder, "--baseline", "known.json")
    assert code == 1
    assert new


def test_the_baseline_holds_from_another_folder_and_for_an_absolute_path(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    errors(folder, "--write-baseline", "known.json")
    done = run("-C", folder, "validate", article, "--baseline", folder / "known.json", cwd=Path("/"))
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout


def test_repaired_findings_are_told_of_files_that_were_looked_at_alone(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    errors(folder, "--write-baseline", "known.json")
    other = next(each for each in sorted(article.parent.iterdir()) if each != article)
    _, _, told = errors(folder, "--baseline", "known.json", str(other))
    assert "repaired" not in told
    article.write_text(article.read_text("utf-8").replace("owlType: Unheard ", "owlType: ", 1), "utf-8")
    code, left, told = errors(folder, "--baseline", "known.json")
    assert (code, left) == (0, [])
    assert f"repaired: examples/content/{article.name}: " in told
    article.unlink()
    assert "repaired: " in errors(folder, "--baseline", "known.json")[2]


def test_two_runs_write_the_same_baseline(broken: tuple[Path, Path]) -> None:
    folder, _ = broken
    errors(folder, "--write-baseline", "a.json")
    errors(folder, "--write-baseline", "b.json", "--baseline", "a.json")
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1"),
        ("[]", "1:1"),
        ('{"version": 2, "findings": []}', "1:13"),
        ('{"version": true, "findings": []}', "1:13"),
        ('{"version": 1, "findings": {}}', "1:28"),
        ('{"version": 1, "findings": [\n 7]}', "2:2"),
        ('{"version": 1, "findings": [\n {"path": 1}]}', "2:11"),
        ('{"version": 1, "findings": []} x', "1:32"),
        (
            '{"version": 1, "findings": [\n {"path": "a", "code": "b", "message": "c", "fingerprint": "xyz"}]}',
            "2:60",
        ),
    ],
)
def test_a_broken_baseline_is_told_with_its_place(text: str, place: str, tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    (folder / "b.json").write_text(text, "utf-8")
    done = run("validate", "--baseline", "b.json", cwd=folder)
    assert done.returncode == 2
    assert f"b.json:{place}" in done.stderr
    assert "V301" in done.stderr


def test_a_missing_baseline_is_told(tmp_path: Path) -> None:
    done = run("validate", "--baseline", "none.json", cwd=project(tmp_path, 1))
    assert done.returncode == 2
    assert "cannot read the baseline 'none.json'" in done.stderr


def test_more_warnings_than_allowed_fail(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    article = next((folder / "examples" / "content").iterdir())
    text = article.read_text("utf-8")
    article.write_text(text.replace("---\n", "---\nunheardOne: 1\nunheardTwo: 2\n", 1), "utf-8")
    found = json.loads(run("validate", "--format", "json", cwd=folder).stdout)
    warnings = sum(each["severity"] == "warning" for each in found)
    assert warnings >= 2
    assert run("validate", "--max-warnings", str(warnings), cwd=folder).returncode == 0
    done = run("validate", "--max-warnings", str(warnings - 1), "--statistics", cwd=folder)
    assert done.returncode == 1
    assert f"{warnings} warnings, more than the {warnings - 1}" in done.stderr
    assert "X103" in done.stderr


def test_a_baseline_of_some_paths_keeps_what_it_knows_of_the_others(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    other = max((folder / "examples" / "content").iterdir())
    errors(folder, "--write-baseline", "known.json")
    before = (folder / "known.json").read_text("utf-8")
    code, _, _ = errors(folder, str(other), "--write-baseline", "known.json")
    assert code == 0
    assert (folder / "known.json").read_text("utf-8") == before
    text = article.read_text("utf-8")
    article.write_text(text.replace("date: x", "date: "), "utf-8")
    errors(folder, str(article), "--write-baseline", "known.json")
    fewer = (folder / "known.json").read_text("utf-8")
    assert len(fewer) < len(before)
    assert errors(folder, "--baseline", "known.json")[:2] == (0, [])


def test_a_limit_of_warnings_beside_a_baseline_counts_the_new_ones(broken: tuple[Path, Path]) -> None:
    folder, article = broken
    text = article.read_text("utf-8").replace("---\n", "---\nstray: 1\n", 1)
    article.write_text(text, "utf-8")
    run("validate", "--write-baseline", "known.json", cwd=folder)
    assert run("validate", "--max-warnings", "0", "--baseline", "known.json", cwd=folder).returncode == 0
    article.write_text(text.replace("---\n", "---\nnew-one: 1\n", 1), "utf-8")
    done = run("validate", "--max-warnings", "0", "--baseline", "known.json", cwd=folder)
    assert done.returncode == 1
    assert "1 warning, more than the 0" in done.stderr
