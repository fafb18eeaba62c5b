"""`publisher validate --fix`: repairs before the check, told on standard error; with --diff they are shown and not made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import diff_bytes, unified_diff
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from publisher.graph.reading import Corpus
    from publisher.graph.workspace import Workspace
    from publisher.validation.repairs.repair import Repair

_Repaired = tuple[str, bytes, bytes, "list[Repair]"]


def fix(workspace: Workspace, corpus: Corpus) -> bool:
    """Repairs the articles where they stand, and tells each repair; whether every file could be written."""
    from publisher.core.spans import format_field_path  # noqa: PLC0415 - the command's own work
    from publisher.validation.repairs.write import replace_bytes  # noqa: PLC0415 - the command's own work

    count, could = 0, True
    for path, before, after, repairs in _repaired(workspace, corpus):
        try:
            replace_bytes(path, before, after)
        except OSError as problem:
            click.echo(f"publisher: {path} is not repaired: {problem.strerror or problem}", err=True)
            could = False
            continue
        for each in repairs:
            what = f"{format_field_path(each.field_path)}: {each.before!r} is now {each.after!r}"
            click.echo(f"fixed: {each.span}: {what}", err=True)
        count += len(repairs)
    click.echo(f"publisher: {count:,} {'value' if count == 1 else 'values'} fixed", err=True)
    return could


def show_diff(workspace: Workspace, corpus: Corpus) -> bool:
    """What `fix` would change, as a unified diff on standard output; whether there is something."""
    found = False
    for path, before, after, _ in _repaired(workspace, corpus):
        found = True
        name = path.encode("utf-8", "surrogateescape")
        lines = before.split(b"\n"), after.split(b"\n")
        old, new = ([line + b"\n" for line in each[:-1]] + [each[-1]] * bool(each[-1]) for each in lines)
        for line in diff_bytes(unified_diff, old, new, name, name):
            sys.stdout.buffer.write(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")
    sys.stdout.buffer.flush()
    return found


def _repaired(workspace: Workspace, corpus: Corpus) -> Iterator[_Repaired]:
    from publisher.validation.repairs.fields import RepairedFields  # noqa: PLC0415 - the command's own work
    from publisher.validation.repairs.repair import repair_article  # noqa: PLC0415 - the command's own work

    fields = RepairedFields(workspace.plan)
    for _, article, _ in corpus.reads:
        if article is not None:
            source, repairs = repair_article(article, fields)
            if repairs:
                yield article.path, article.source, source, repairs
