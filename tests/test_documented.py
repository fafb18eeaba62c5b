"""What the documents say is what the program does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest
from command_line import project

from publisher.cli.command import publisher

ROOT = Path(__file__).resolve().parent.parent


def test_generated_documents_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert specification is not None
    assert specification.loader is not None
    generate = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(generate)
    for name, make in generate.DOCUMENTS.items():
        assert (ROOT / name).read_text("utf-8") == make(), f"{name}: run 'make docs'"


def test_the_python_example_of_the_readme_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    code, shown = example.split("# prints:\n")
    folder = project(tmp_path)
    exec(compile(code.replace('Project.open(".")', f"Project.open({str(folder)!r})"), "README.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out.split("\n")[:-1] == [line.removeprefix("# ") for line in shown.strip().split("\n")]


def test_every_command_is_in_the_readme_and_in_the_reference() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    reference = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert publisher.commands
    for name, command in publisher.commands.items():
        assert f"## `publisher {name}`" in reference
        assert f"publisher {name}" in readme
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in reference for option in parameter.opts)


def test_every_option_says_what_it_does() -> None:
    def options(command: click.Command, name: str) -> list[str]:
        silent = [
            f"{name} {each.opts[0]}" for each in command.params if isinstance(each, click.Option) and not each.help
        ]
        below = command.commands.items() if isinstance(command, click.Group) else ()
        return silent + [found for child, each in below for found in options(each, f"{name} {child}")]

    assert options(publisher, "publisher") == []


def test_make_lists_every_target_it_has() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    described = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert {"demo", "test", "check", "docs", "bench", "update-cases"} <= set(described)
