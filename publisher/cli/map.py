"""`publisher map`: articles, or a mapping's own sources, to RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from publisher.cli.options import (
    fail_on_option,
    folder_of,
    output_option,
    parse_settings,
    paths_argument,
    set_option,
)
from publisher.export.registry import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.core.findings import Finding
    from publisher.graph.workspace import Workspace


class _Wanted(NamedTuple):
    paths: tuple[str, ...]
    format: str
    output: str | None


@click.command("map")
@paths_argument
@click.option("--mapping", "mapping_file", metavar="FILE", help="Use this mapping: YARRRML, or RML in Turtle (.ttl).")
@click.option("--base", metavar="IRI", help="The base for relative IRIs.")
@click.option(
    "--format", "format_", type=click.Choice(list(EXPORTERS)), default="nq", show_default=True, help="The RDF format."
)
@output_option
@set_option
@fail_on_option
@click.pass_context
def map_command(  # noqa: PLR0913, PLR0917 - click hands each option over by itself
    context: click.Context,
    paths: tuple[str, ...],
    mapping_file: str | None,
    base: str | None,
    format_: str,
    output: str | None,
    settings: tuple[str, ...],
    fail_on: str,
) -> None:
    """Map articles to RDF, and nothing else.

    Without a PATH the configured folder is mapped, or, with --mapping, the mapping's own JSON sources.
    """
    from publisher.cli.findings import exit_for, show_findings  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import refuse_same_file  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import is_read  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    request = Request(Path(mapping_file) if mapping_file else None, base, parse_settings(settings))
    workspace = open_workspace(folder_of(context), request)
    over = [output] if output and is_read(workspace.configuration, paths, output) else []
    refuse_same_file([output], (*over, workspace.mapping_file))
    exit_for(show_findings(_write(workspace, _Wanted(paths, format_, output))), fail_on)


def _write(workspace: Workspace, wanted: _Wanted) -> Iterator[Finding]:
    from publisher import pipeline  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - the command's own work

    yield from workspace.mapping_findings
    of_articles = wanted.paths or workspace.plan.reads_articles
    corpus = watched(read_corpus(workspace.configuration, wanted.paths)) if of_articles else None
    exporter = EXPORTERS[wanted.format]
    with open_output(wanted.output) as out:
        for text, findings in pipeline.map_to(workspace, corpus, exporter):
            out.write(text.encode())
            yield from findings
    if corpus is not None and not exporter.keeps_graphs:
        click.echo(exporter.without_graphs, err=True)
