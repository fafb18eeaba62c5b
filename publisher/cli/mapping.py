"""`publisher mapping`: mappings looked at by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from publisher.cli.options import fail_on_option, folder_of, output_option, parse_settings, set_option


@click.group()
def mapping() -> None:
    """Check a mapping, or hand it to other engines."""


@mapping.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "format_", default="text", show_default=True, help="text, concise, json or jsonl.")
@set_option
@fail_on_option
@click.pass_context
def check(
    context: click.Context, files: tuple[str, ...], format_: str, settings: tuple[str, ...], fail_on: str
) -> None:
    """Look for faults in mappings: every one, at its place.

    A mapping with an error is broken: exit code 2. Where there is a publisher.yaml its externals are known.
    """
    from publisher.cli.findings import exit_for  # noqa: PLC0415 - the command's own work
    from publisher.graph.tally import Tally  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, mapping_findings  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.sources import SourceFiles  # noqa: PLC0415 - the command's own work

    reporter = find_reporter(format_)
    tally = Tally()
    folder = folder_of(context)
    request = Request(externals=parse_settings(settings))
    found = [finding for file in files for finding in mapping_findings(folder, Path(file), request)]
    reporter(tally.counting(found), sys.stdout, SourceFiles())
    if tally.reaches("error"):
        context.exit(2)
    exit_for(tally, fail_on)


@mapping.command("export")
@click.argument("file", metavar="FILE")
@click.option("--rml", is_flag=True, required=True, help="As RML-Core in Turtle, for other engines.")
@output_option
@set_option
@click.pass_context
def export_mapping(
    context: click.Context, file: str, *, rml: bool, output: str | None, settings: tuple[str, ...]
) -> None:
    """Write a mapping in a form that other engines run.

    They read the articles as `publisher articles --for FILE` writes them. What cannot be said portably is a note.
    """
    del rml
    from publisher.cli.findings import show_findings  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work
    from publisher.mapping.export_rml import export_rml  # noqa: PLC0415 - the command's own work

    request = Request(mapping=Path(file), externals=parse_settings(settings))
    turtle, findings = export_rml(open_workspace(folder_of(context), request).plan)
    with open_output(output) as out:
        out.write(turtle.encode())
    show_findings(findings)
