"""`publisher diff`: what two releases do not have in common."""

from __future__ import annotations

import click

from publisher.cli.options import folder_of, output_option
from publisher.export.difference.registry import DIFFERENCE_WRITERS


@click.command()
@click.argument("before", metavar="[A]", default="previous")
@click.argument("after", metavar="[B]", default="current")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(DIFFERENCE_WRITERS)),
    default="summary",
    show_default=True,
    help="summary for a person; quads with + and -; rdfpatch, which Jena applies; an object of JSON a graph.",
)
@click.option("--exit-code", "tells", is_flag=True, help="Exit with 1 if the two differ.")
@output_option
@click.pass_context
def diff(context: click.Context, before: str, after: str, format_: str, output: str | None, *, tells: bool) -> None:
    """Show what release B has that A has not, and the other way round, graph by graph.

    A and B are IDs, or beginnings of them, 'current', 'previous' (the one before the current), or folders of releases.
    Without B, A is compared with the current one; without both, the previous one is. What a release says of itself is
    not compared.
    """
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    workspace = open_workspace(folder_of(context), Request())
    differences, compared = publication.compare(workspace, before, after)
    with open_output(output) as out:
        for text in DIFFERENCE_WRITERS[format_](differences, compared):
            out.write(text.encode())
    if tells and differences:
        context.exit(1)
