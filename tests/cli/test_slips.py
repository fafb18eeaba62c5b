"""A slip in the configuration or on the command line is told; it never silently does something else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import project, run
from small_project import CONFIGURATION, small_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def configure(folder: Path, old: str, new: str) -> None:
    assert old in CONFIGURATION
    (folder / "publisher.yaml").write_text(CONFIGURATION.replace(old, new), "utf-8")


def test_a_mistyped_external_is_an_error_with_its_place(tmp_path: Path) -> None:
    file = project(tmp_path, 1) / "publisher.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("  descriptions:", "  descriptons:"), "utf-8")
    line = next(n for n, each in enumerate(file.read_text("utf-8").split("\n"), 1) if "descriptons" in each)
    for command in ("map", "validate", "build"):
        done = run(command, cwd=tmp_path)
        assert done.returncode == 2, done.stdout
        assert f"publisher.yaml:{line}:" in done.stderr
        assert "G108" in done.stderr
        assert "Did you mean 'descriptions'?" in done.stderr
    file.write_text(text, "utf-8")
    for arguments in (["validate"], ["map"], ["mapping", "check", "mappings/medigy.yarrrml.yaml"]):
        done = run(*arguments, "--set", "descriptons=no", cwd=tmp_path)
        assert done.returncode == 2, done.stdout
        assert "Did you mean 'descriptions'?" in done.stderr
    assert run("map", "--set", "descriptions=no", "--set", "_full_text=yes", cwd=tmp_path).returncode == 0


def test_an_external_that_only_the_configuration_asks_for_is_known(folder: Path) -> None:
    configure(folder, "graph: $(_base)graph/words", "graph: $(_place)words")
    with (folder / "publisher.yaml").open("a", encoding="utf-8") as file:
        file.write("external: {place: 'https://example.org/id/graph/'}\n")
    assert run("build", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: $(key)", "key: $(key"),
        ("key: $(key)", "key: a-$(key)"),
        ("graph/article/$(key)", "graph/article/$(key)/$(title"),
        ("graph/article/$(key)", "graph/article/$(key)/$()"),
        ("graph: $(_base)graph/words", "graph: $(_base)graph/$(key)"),
        ("graph: $(_base)graph/words", "graph: $(_base)graph/$(key"),
        ("language: en", "external: {site_name: $(title}"),
    ],
)
def test_a_broken_template_of_the_configuration_stops_at_its_place(folder: Path, old: str, new: str) -> None:
    configure(folder, old, new)
    for command in ("validate", "build", "articles"):
        done = run(command, cwd=folder)
        assert done.returncode == 2, done.stdout
        line = next(n for n, each in enumerate(CONFIGURATION.replace(old, new).split("\n"), 1) if new in each)
        assert f"publisher.yaml:{line}:" in done.stderr
        assert "G102" in done.stderr


def test_a_folder_without_articles_does_not_become_the_current_release(folder: Path) -> None:
    assert run("build", cwd=folder).returncode == 0
    before = (folder / "build" / "current").resolve()
    for file in (folder / "content").iterdir():
        file.rename(file.with_suffix(".text"))
    done = run("validate", "--format", "json", cwd=folder)
    assert done.returncode == 1
    [found] = [each for each in json.loads(done.stdout) if each["severity"] == "error"]
    assert (found["code"], found["path"]) == ("X113", "content")
    assert "*.md" in found["message"]
    assert "X104" not in done.stdout
    done = run("build", cwd=folder)
    assert done.returncode == 1
    assert "0 articles, " in done.stdout
    assert "left out" not in done.stdout
    assert (folder / "build" / "current").resolve() == before
    assert run("build", "--allow-findings", cwd=folder).returncode == 0
    assert (folder / "build" / "current").resolve() != before


def test_a_configuration_in_another_encoding_is_told_at_the_byte(folder: Path) -> None:
    (folder / "publisher.yaml").write_bytes(CONFIGURATION.encode() + "# Caf\u00e9\n".encode("latin-1"))
    done = run("validate", cwd=folder)
    assert done.returncode == 2
    line = CONFIGURATION.count("\n") + 1
    assert f"publisher.yaml:{line}:6: error G109" in done.stderr
    assert "0xe9" in done.stderr


def test_a_content_folder_that_is_not_there_is_told_at_its_place(folder: Path) -> None:
    configure(folder, "content: {folder: content}", "content: {folder: contents}")
    for command in ("validate", "build", "articles", "map"):
        done = run(command, cwd=folder)
        assert done.returncode == 2
        assert "publisher.yaml:5:19: error G104" in done.stderr
        assert "contents" in done.stderr


def test_a_file_by_two_names_is_read_once(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "content" / "000.md")
    (folder / "linked").symlink_to(folder / "content")
    names = ("content/000.md", folder / "content" / "000.md", "link.md", "linked/000.md", "linked", "content")
    done = run("validate", "--format", "json", *names, cwd=folder)
    assert "X102" not in done.stdout
    paths = [json.loads(line)["path"] for line in run("articles", *names, cwd=folder).stdout.splitlines()]
    assert paths == ["content/000.md", "linked/001.md", "linked/002.md"]


def test_findings_of_a_file_are_in_the_order_of_places(folder: Path) -> None:
    text = (folder / "content" / "000.md").read_text("utf-8")
    odd = text.replace("---\nText", "zeta: 1\nalpha: 2\nTags: [a]\nbeta: 3\nnumber: 0b11\n---\nText")
    (folder / "content" / "000.md").write_text(odd, "utf-8")

    def lines(command: str, code: str) -> list[int]:
        done = run(command, cwd=folder)
        told = re.findall(r"(?m)^content/000\.md:(\d+):\d+: \w+ (\w+) ", done.stdout + done.stderr)
        return [int(line) for line, its in told if its.startswith(code)]

    for command in ("validate", "build"):
        assert lines(command, "X103") == [6, 7, 9, 10]
    for command in ("map", "validate", "build"):
        assert lines(command, "C") == [8, 10]
