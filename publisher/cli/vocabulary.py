"""`publisher vocabulary`: vocabularies kept in step with the articles."""

from __future__ import annotations

import click

from publisher.cli.options import folder_of, paths_argument


@click.group()
def vocabulary() -> None:
    """Keep vocabularies in step with the articles."""


@vocabulary.command()
@paths_argument
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something would be written.")
@click.pass_context
def update(context: click.Context, paths: tuple[str, ...], *, check: bool) -> None:
    """Write topics that a scheme's file does not hold into that file, for an editor to review.

    They are appended in the order of their IRIs, with the status "not reviewed"; what stands in the file stays as it
    is. A scheme that no file describes gets nothing. Two labels that would be one topic are told and left out: exit code 1.
    """
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work
    from publisher.vocabulary_update import apply_update, find_update, told  # noqa: PLC0415 - the command's own work

    workspace = open_workspace(folder_of(context), Request())
    found = find_update(workspace, read_corpus(workspace.configuration, paths))
    if not check:
        apply_update(found)
    for line in told(found):
        click.echo(line)
    for labels in found.unsettled:
        names = " and ".join(map(repr, labels))
        click.echo(f"left out: {names} would be one topic; write one of them in every article", err=True)
    if found.unsettled or (check and found.additions):
        context.exit(1)
    if not found.additions:
        click.echo("every topic of the articles is in the file of its scheme", err=True)
