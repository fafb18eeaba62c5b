"""`publisher explain`: why each triple is there."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from publisher.cli.options import folder_of
from publisher.core.errors import UsageError
from publisher.core.spans import format_field_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.core.findings import Finding
    from publisher.mapping.explain import ExplainedTriple

_WITH_LINE = re.compile(r"(.+):(\d+)")


@click.command()
@click.argument("place", metavar="FILE[:LINE]")
@click.pass_context
def explain(context: click.Context, place: str) -> None:
    """Show each triple of an article with the rule and the place in the file that made it.

    With a line, the triples that the fields on that line made.
    """
    from publisher.cli.findings import exit_for, show_findings  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - as above
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - as above
    from publisher.mapping.explain import explain as explain_article  # noqa: PLC0415 - as above

    file, line = _file_and_line(place)
    workspace = open_workspace(folder_of(context), Request())
    findings: list[Finding] = []
    for read in read_corpus(workspace.configuration, [file]).reads:
        findings.extend(read.findings)
        if read.article is not None:
            lines = read.article.source.count(b"\n") + 1
            if line is not None and not 1 <= line <= lines:
                raise UsageError(f"{file!r} has no line {line}: it has {lines}")
            explanation = explain_article(workspace.plan, workspace.context, read.article, line)
            findings.extend(explanation.findings)
            for triple in explanation.triples:
                click.echo(_shown(triple, dict(workspace.plan.prefixes)))
    exit_for(show_findings(sorted(findings, key=lambda each: each.sort_key())), "error")


def _file_and_line(place: str) -> tuple[str, int | None]:
    found = _WITH_LINE.fullmatch(place)
    file, line = (found[1], int(found[2])) if found and not os.path.lexists(place) else (place, None)
    if os.path.isdir(file):  # noqa: PTH112 - a path is shown as the user wrote it
        raise UsageError(f"{file!r} is a folder: name one article")
    return file, line


def _shown(triple: ExplainedTriple, prefixes: Mapping[str, str]) -> str:
    """The triple, then an indented line for the rule and each field."""
    from publisher.core.nquads import split_line  # noqa: PLC0415 - the command's own work
    from publisher.export.compact import Compactor  # noqa: PLC0415 - as above

    compactor = Compactor(prefixes)
    quad = split_line(triple.line)
    lines = [
        " ".join(map(compactor.term, quad[:3])) + f" .  # {'shared' if triple.shared else 'own'} graph {quad.graph}"
    ]
    lines.append(f"    by   {triple.rule_place or 'the mapping'}  {triple.rule}")
    lines += [f"    from {field.place}  {format_field_path(field.path)}" for field in triple.fields]
    return "\n".join(lines)
