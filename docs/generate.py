"""Writes the documents that are made from the code, or with --check tells which are out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from publisher.cli.main import publisher
from publisher.content.rules import CONTENT_RULES
from publisher.core.configuration_rules import CONFIGURATION_RULES
from publisher.core.yaml_rules import YAML_RULES
from publisher.graph.rules import CORPUS_RULES
from publisher.graph.vocabulary import BROKEN_VOCABULARY
from publisher.mapping.data_rules import DATA_RULES
from publisher.mapping.rules import MAPPING_RULES
from publisher.validation.rules import VALIDATION_RULES

FAMILIES = (
    CONFIGURATION_RULES,
    (BROKEN_VOCABULARY,),
    YAML_RULES,
    CONTENT_RULES,
    MAPPING_RULES,
    DATA_RULES,
    VALIDATION_RULES,
    CORPUS_RULES,
)
DOCS = Path(__file__).resolve().parent
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
        context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n\n")
    return "".join(parts).rstrip() + "\n"


def rules_reference() -> str:
    """Each rule of the code with what it means and what to do."""
    parts = ["# Rules\n\n", NOTE, "Shapes have rules of their own; their codes are the names of the shapes.\n\n"]
    rules = {rule.code: rule for family in FAMILIES for rule in family}
    parts.extend(
        f"## {code} {rule.name}\n\n*{rule.severity.label}.* {rule.explanation} {rule.remedy}\n\n"
        for code, rule in sorted(rules.items())
    )
    return "".join(parts).rstrip() + "\n"


DOCUMENTS = {"commands.md": command_reference, "rules.md": rules_reference}


def main() -> int:
    """Writes, or checks; the exit code is the number of documents that are out of date."""
    stale = 0
    for name, make in DOCUMENTS.items():
        text = make()
        file = DOCS / name
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            print(f"docs/{name} is out of date: run 'make docs'", file=sys.stderr)
            stale += 1
        else:
            file.write_text(text, "utf-8")
            print(f"wrote docs/{name}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
