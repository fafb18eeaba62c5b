"""`publisher export`: RDF out of the current release."""

from __future__ import annotations

import click

from publisher.cli.options import folder_of, output_option
from publisher.core.errors import UsageError
from publisher.export.registry import EXPORTERS


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(list(EXPORTERS)), default="nq", show_default=True, help="The RDF format."
)
@click.option("--article", metavar="KEY", help="One article: its graph, and the shared nodes it links to.")
@click.option("--graph", metavar="IRI", help="One graph.")
@output_option
@click.pass_context
def export(context: click.Context, format_: str, article: str | None, graph: str | None, output: str | None) -> None:
    """Write the current release, one graph or one article as RDF."""
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.cli.outlet import has_reader  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import open_output  # noqa: PLC0415 - as above
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    if article and graph:
        raise UsageError("--article and --graph exclude each other: name one")
    workspace = open_workspace(folder_of(context), Request())
    exporter = EXPORTERS[format_]
    with open_output(output) as out:
        for text in publication.export(workspace, exporter, article, graph):
            out.write(text.encode())
            if output is None and not has_reader():
                break
    if not exporter.keeps_graphs:
        click.echo(exporter.without_graphs, err=True)
