"""`publisher validate`: every finding, in the formats that are asked for."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from publisher.cli.options import engine_option, fail_on_option, folder_of, parse_settings, paths_argument, set_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.core.findings import Finding


class _Target(NamedTuple):
    format: str
    file: str | None


@click.command()
@paths_argument
@click.option(
    "--format",
    "formats",
    metavar="FORMAT[=FILE]",
    multiple=True,
    default=("text",),
    show_default="text",
    help="How findings are shown: text, concise, json, jsonl, sarif, github, gitlab, junit, azure, rdjson, or report (SHACL's, as Turtle). With =FILE into a file. May be repeated.",
)
@fail_on_option
@engine_option
@set_option
@click.pass_context
def validate(
    context: click.Context,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    fail_on: str,
    engine: str,
    settings: tuple[str, ...],
) -> None:
    """Check articles: content, mapping, shapes.

    A PATH is an article or a folder of articles; without one the configured folder is checked.
    """
    from publisher import pipeline  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import exit_for  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - the command's own work
    from publisher.graph.tally import Tally  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - the command's own work

    targets = [_Target(name, file or None) for name, _, file in (each.partition("=") for each in formats)]
    for target in targets:
        find_reporter(target.format)
    workspace = open_workspace(folder_of(context), Request(externals=parse_settings(settings)))
    tally = Tally()
    corpus = watched(read_corpus(workspace.configuration, paths))
    _report(tally.counting(pipeline.validate(workspace, corpus, engine)), targets)
    exit_for(tally, fail_on)


def _report(findings: Iterable[Finding], targets: list[_Target]) -> None:
    """One format takes the findings as they come; several need them all."""
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.sources import SourceFiles  # noqa: PLC0415 - the command's own work

    if len(targets) > 1:
        findings = list(findings)
    for target in targets:
        reporter = find_reporter(target.format)
        if target.file is None:
            reporter(findings, sys.stdout, SourceFiles())
        else:
            with open_output(target.file) as out:
                text = io.TextIOWrapper(out, "utf-8", newline="\n")
                reporter(findings, text, SourceFiles())
                text.flush()
                text.detach()  # the file is closed by who opened it
