"""`publisher articles`: what a mapping sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publisher.cli.options import fail_on_option, folder_of, paths_argument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.core.findings import Finding


@click.command()
@paths_argument
@fail_on_option
@click.pass_context
def articles(context: click.Context, paths: tuple[str, ...], fail_on: str) -> None:
    """Print what was read of each article, one JSON object a line.

    A PATH is an article or a folder of articles; without one the configured folder is read.
    """
    from publisher.cli.findings import exit_for, show_findings  # noqa: PLC0415 - the command's own work

    exit_for(show_findings(_print(context, paths)), fail_on)


def _print(context: click.Context, paths: Sequence[str]) -> Iterator[Finding]:
    from publisher import pipeline  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.content.json_line import article_line  # noqa: PLC0415 - the command's own work
    from publisher.core.configuration_reader import FILE_NAME, read_configuration  # noqa: PLC0415 - the command's own work

    folder = folder_of(context)
    configured = not paths or (folder / FILE_NAME).is_file()
    corpus = pipeline.read(read_configuration(folder) if configured else None, paths)
    for read in watched(corpus).reads:
        click.echo(article_line(read))
        yield from read.findings
