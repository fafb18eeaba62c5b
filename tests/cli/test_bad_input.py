"""Bad input gets a finding with its place, costs the good articles nothing, and no traceback reaches a user."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, project, run

KEEP = 3


def good_article() -> str:
    """The text of an article that is not among those of the folder."""
    return sorted((ROOT / "examples" / "content").iterdir())[KEEP].read_text("utf-8")


def replaced(text: str, key: str, line: str) -> str:
    changed = re.sub(rf"(?m)^{key}: .*(\n +.*)*$", line, text)
    assert changed != text
    return changed


BROKEN = {
    "title": lambda text: re.sub(r"(?m)^title: .*(\n +.*)*\n", "", text).encode(),
    "date": lambda text: replaced(text, "date", "date: '2021-02-30T09:00:00Z'").encode(),
    "type": lambda text: replaced(text, "owlType", "owlType: Medigy Comunities").encode(),
    "yaml": lambda text: replaced(text, "title", "title: [unclosed").encode(),
    "latin": lambda text: text.replace("title: ", "title: Caf\u00e9 ", 1).encode("latin-1", "replace"),
}


def write_broken(folder: Path, kind: str) -> Path:
    file = folder / "examples" / "content" / f"broken-{kind}.md"
    file.write_bytes(BROKEN[kind](good_article()))
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path, KEEP)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_article_is_located_and_the_good_ones_are_mapped(folder: Path, kind: str) -> None:
    good = set(run("map", cwd=folder).stdout.split("\n"))
    assert run("build", cwd=folder).returncode == 0
    before = (folder / "build" / "current").resolve()
    file = write_broken(folder, kind)
    done = run("validate", "--format", "json", cwd=folder)
    assert done.returncode == 1
    errors = [each for each in json.loads(done.stdout) if each["severity"] == "error"]
    assert errors
    for each in errors:
        assert each["path"] == f"examples/content/broken-{kind}.md"
        assert each["line"] >= 1
        assert each["column"] >= 1
    keys = {"title": 1, "date": "date:", "type": "owlType:", "yaml": None, "latin": "title:"}
    lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    if keys[kind] is not None:
        wanted = keys[kind]
        number = (
            wanted if isinstance(wanted, int) else next(n for n, line in enumerate(lines, 1) if line.startswith(wanted))
        )
        assert {each["line"] for each in errors} == {number}
    mapped = run("map", cwd=folder)
    assert good <= set(mapped.stdout.split("\n"))
    build = run("build", cwd=folder)
    assert build.returncode == 1
    assert "not made current" in build.stdout
    assert (folder / "build" / "current").resolve() == before


def test_all_at_once(folder: Path) -> None:
    for kind in BROKEN:
        write_broken(folder, kind)
    done = run("validate", "--format", "concise", cwd=folder)
    assert done.returncode == 1
    for kind in BROKEN:
        assert re.search(rf"examples/content/broken-{kind}\.md:\d+:\d+: ", done.stdout)


def test_an_article_that_two_files_claim_is_told_with_both_places(folder: Path) -> None:
    first = min((folder / "examples" / "content").iterdir())
    (first.parent / "zz-copy.md").write_bytes(first.read_bytes())
    done = run("validate", cwd=folder)
    assert done.returncode == 1
    assert f"examples/content/{first.name}" in done.stdout
    line = next(n for n, text in enumerate(first.read_text("utf-8").split("\n"), 1) if text.startswith("mdName:"))
    assert f"examples/content/zz-copy.md:{line}:9: error X102" in done.stdout
    assert f"  examples/content/{first.name}:{line}:9: the first file of this article" in done.stdout


def test_findings_go_to_files_and_to_the_terminal_at_once(folder: Path) -> None:
    write_broken(folder, "date")
    done = run("validate", "--format", "text", "--format", "json=f.json", "--format=concise=f.txt", cwd=folder)
    assert done.returncode == 1
    findings = json.loads((folder / "f.json").read_text("utf-8"))
    assert len(findings) == len((folder / "f.txt").read_text("utf-8").splitlines())
    assert all(f"{each['path']}:{each['line']}:{each['column']}: " in done.stdout for each in findings)
    assert run("validate", "--format", "jsonl=only.jsonl", cwd=folder).stdout == ""
    assert len((folder / "only.jsonl").read_text("utf-8").splitlines()) == len(findings)


def test_a_pipe_or_a_device_among_the_articles_keeps_nobody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "examples" / "content" / "pipe.md")
    done = run("validate", cwd=folder)
    assert done.returncode == 1
    assert "examples/content/pipe.md:1:1: error C001" in done.stdout
    assert run("validate", "/dev/zero", cwd=folder).returncode == 1


def test_a_closed_output_is_told(folder: Path) -> None:
    command = f"'{sys.executable}' -m publisher map >&-"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "standard output is closed" in done.stderr


def test_a_text_where_only_its_fields_are_mapped_is_not_lost_silently(folder: Path) -> None:
    file = folder / "examples" / "content" / "x.md"
    text = re.sub(r"(?m)^featuredImage:\n( .*\n)+", "featuredImage: a.png\n", good_article())
    file.write_text(text, "utf-8")
    done = run("validate", "--format", "concise", cwd=folder)
    assert re.search(r"x\.md:\d+:1: warning X103 .*'featuredImage'|x\.md:\d+:1: X103 .*'featuredImage'", done.stdout)


def test_a_broken_mapping_stops_with_2_and_its_place(folder: Path) -> None:
    mapping = folder / "mappings" / "medigy.yarrrml.yaml"
    mapping.write_text(mapping.read_text("utf-8").replace("$(title)", "$(title", 1), "utf-8")
    line = next(
        n for n, text in enumerate(mapping.read_text("utf-8").split("\n"), 1) if re.search(r"\$\(title\b(?!\))", text)
    )
    for command in ("map", "validate", "build"):
        done = run(command, cwd=folder)
        assert done.returncode == 2
        assert re.search(rf"mappings/medigy\.yarrrml\.yaml:{line}:\d+: error", done.stderr)
    done = run("mapping", "check", "mappings/medigy.yarrrml.yaml", cwd=folder)
    assert done.returncode == 2
    assert re.search(rf"mappings/medigy\.yarrrml\.yaml:{line}:\d+: error", done.stdout)


def test_broken_shapes_and_vocabularies_stop_with_2_and_their_place(folder: Path) -> None:
    for name in ("shapes/medigy.ttl", "ontology/medigy.ttl"):
        file = folder / name
        whole = file.read_text("utf-8")
        file.write_text(whole + "\n<http://e/a> <http://e/b> .\n", "utf-8")
        done = run("validate", cwd=folder)
        assert done.returncode == 2
        assert re.search(rf"{name}:\d+:\d+: error", done.stderr)
        file.write_text(whole, "utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["map", "no-such-file.md"],
        ["map", "--format", "nope"],
        ["map", "--mapping", "no-such-mapping.yaml"],
        ["map", "--set", "nonsense"],
        ["map", "-o", "no-such-folder/out.nq"],
        ["articles", "no-such-folder"],
        ["validate", "--format", "nope"],
        ["validate", "--engine", "nope"],
        ["validate", "no-such-file.md"],
        ["export"],
        ["export", "--article", "a", "--graph", "b"],
        ["query", "ASK {}"],
        ["query"],
        ["query", "--file", "no-such.rq"],
        ["mapping", "check", "no-such.yaml"],
        ["mapping", "check"],
        ["explain", "no-such-file.md"],
        ["explain", "publisher.yaml:9999"],
        ["map", "--base", "not an iri"],
        ["-C", "no-such-folder", "build"],
        ["-C", "/dev/null", "build"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_with_2(folder: Path, arguments: list[str]) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2, done.stdout
    assert (done.stderr + done.stdout).strip()


def test_a_folder_without_configuration_is_told(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "publisher.yaml" in done.stderr
    assert "-C" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads and writes everything")
def test_a_build_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    folder.chmod(0o555)
    done = run("build", cwd=folder)
    folder.chmod(0o755)
    assert done.returncode == 2
    assert "Permission denied" in done.stderr


def test_a_file_in_the_way_of_the_build_folder_is_told(folder: Path) -> None:
    (folder / "build").write_text("in the way", "utf-8")
    done = run("build", cwd=folder)
    assert done.returncode == 2
    assert "build" in done.stderr


def test_a_reader_that_has_enough_does_not_make_us_fail(folder: Path) -> None:
    command = f"'{sys.executable}' -m publisher map | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_output_is_replaced_only_when_it_is_whole(folder: Path) -> None:
    (folder / "out.nq").write_text("old", "utf-8")
    done = run("map", "-o", "out.nq", "no-such-file.md", cwd=folder)
    assert done.returncode == 2
    assert (folder / "out.nq").read_text("utf-8") == "old"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".out")] == []
