"""`publisher pages`: page documents for a site's templates."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.options import fail_on_option, folder_of


@click.command()
@click.option(
    "--to", "target", metavar="DIR", required=True, help="The folder that gets a file KEY.jsonld for each article."
)
@fail_on_option
@click.pass_context
def pages(context: click.Context, target: str, fail_on: str) -> None:
    """Write the JSON-LD of each article's page, out of the current release.

    Only files that changed are written, and files of earlier runs that are no longer wanted are removed; a folder
    inside the site's assets is made for it.
    """
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import Run, exit_for, show_findings  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    workspace = open_workspace(folder_of(context), Request())
    run = Run(publication.write_pages(workspace, Path(target)))
    tally = show_findings(run)
    result = run.result
    click.echo(
        f"{result.documents:,} page documents in {target}: "
        f"{result.written:,} written, {result.unchanged:,} unchanged, {result.removed:,} removed"
    )
    exit_for(tally, fail_on)
