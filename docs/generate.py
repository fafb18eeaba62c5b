"""Writes the documents that are made from the code and the model, or with --check tells which are out of date.

The pages of the model are written into build/docs, and not kept.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from key_coverage import coverage_table
from model_site.pages import Reference
from model_site.picture import PICTURE, draw
from rule_pages import rule_pages
from schema_card import schema_card

from publisher.cli.command import publisher

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "docs"
CONSOLE = re.compile(r"^```console\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
NOTE = "<!-- Written by docs/generate.py: change the code, then run `make docs`. -->\n\n"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, each with its whole name."""
    yield name, command
    if isinstance(command, click.Group):
        for each in sorted(command.commands):
            yield from commands(command.commands[each], f"{name} {each}")


def command_reference() -> str:
    """Each command with the text of its --help."""
    parts = ["# Commands\n\n", NOTE]
    for name, command in commands(publisher, "publisher"):
        context = click.Context(command, info_name=name, terminal_width=100, **publisher.context_settings)
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n\n")
    return "".join(parts).rstrip() + "\n"


def readme() -> str:
    """The README with the output of each command that it shows, run in a copy of the project."""
    text = (ROOT / "README.md").read_text("utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("publisher.yaml", "mappings", "ontology", "shapes", "examples"):
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, folder / part)
        return CONSOLE.sub(lambda found: f"```console\n{_session(found[1], folder)}```\n", text)


def _session(text: str, folder: Path) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    shown = []
    for line in text.split("\n"):
        if line.startswith("$ "):
            command = ["sh", "-c", f"exec 2>&1; {line[2:]}"]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            shown.append(f"{line}\n{done.stdout}")
    return "".join(shown)


def coverage() -> str:
    """What becomes of each key of the front matter."""
    text = (
        "Every key that the content system writes, nested ones too, and the properties whose values are made of it; or why it is\n"
        "ignored. `python docs/key_coverage.py ARTICLE` prints the table for another article. A value of `medigy:contradictedBy` is made\n"
        "only where two keys that say the same thing disagree, and is a warning there.\n\n"
    )
    return f"# Coverage of the front matter\n\n{NOTE}{text}{coverage_table()}"


def card() -> str:
    """What a query has to know."""
    return f"# Schema card\n\n{NOTE}{schema_card()}"


def picture() -> str:
    """The model, drawn from the ontology."""
    return draw(Reference().model, PICTURE)


DOCUMENTS = {
    "docs/commands.md": command_reference,
    **rule_pages(NOTE),
    "docs/coverage.md": coverage,
    "docs/schema-card.md": card,
    "docs/img/model.svg": picture,
    "README.md": readme,
}


def main() -> int:
    """Writes, or checks; the exit code is the number of documents that are out of date."""
    stale = 0
    for name, make in DOCUMENTS.items():
        text = make()
        file = ROOT / name
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            print(f"{name} is out of date: run 'make docs'", file=sys.stderr)
            stale += 1
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
            print(f"wrote {name}")
    if "--check" not in sys.argv[1:]:
        from model_site.site import write_site  # noqa: PLC0415 - a check needs no templates

        pages = write_site(SITE)
        print(f"wrote {pages[0].relative_to(ROOT)} and {len(pages) - 1} other pages of the model")
    return stale


if __name__ == "__main__":
    sys.exit(main())
