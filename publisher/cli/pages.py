"""`publisher pages`: page documents for a site's templates, and the check of the site that carries them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.options import fail_on_option, folder_of
from publisher.core.errors import UsageError

if TYPE_CHECKING:
    from publisher.graph.workspace import Workspace


@click.command()
@click.option("--to", "target", metavar="DIR", help="Write a file KEY.jsonld for each article into the folder.")
@click.option(
    "--check",
    "site",
    metavar="BUILT_SITE",
    help="Read a built site back: every article's page carries its document, and nothing that contradicts it.",
)
@fail_on_option
@click.pass_context
def pages(context: click.Context, target: str | None, site: str | None, fail_on: str) -> None:
    """Write the JSON-LD of each article's page, out of the current release; or check the site that carries it.

    Only files that changed are written, and those of earlier runs that are no longer wanted are removed; files of
    others are left as they are. Which properties go into a document is declared in mappings/pages.yaml.
    """
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    if target is None and site is None:
        raise UsageError("say what to do: --to DIR writes the page documents, --check BUILT_SITE checks a built site")
    workspace = open_workspace(folder_of(context), Request())
    if target is not None:
        _write(workspace, target, fail_on)
    if site is not None:
        _check(workspace, site, fail_on)


def _write(workspace: Workspace, target: str, fail_on: str) -> None:
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import Run, exit_for, show_findings  # noqa: PLC0415 - the command's own work

    run = Run(publication.write_pages(workspace, Path(target)))
    tally = show_findings(run)
    result = run.result
    click.echo(
        f"{result.documents:,} page documents in {target}: "
        f"{result.written:,} written, {result.unchanged:,} unchanged, {result.removed:,} removed"
    )
    exit_for(tally, fail_on)


def _check(workspace: Workspace, site: str, fail_on: str) -> None:
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import Run, exit_for, show_findings  # noqa: PLC0415 - the command's own work

    run = Run(publication.check_pages(workspace, Path(site)))
    tally = show_findings(run)
    click.echo(f"{run.result.articles:,} articles' pages in {site}: {run.result.sound:,} are as they should be")
    exit_for(tally, fail_on)
