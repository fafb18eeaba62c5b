"""`publisher load`: a SPARQL store brought into step with the current release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publisher.cli.options import folder_of, read_store_options, store_options

if TYPE_CHECKING:
    from publisher.core.findings import Finding
    from publisher.store.sync.synchronization import Synchronization


@click.command()
@store_options(required=True, for_updates=True)
@click.option("--dry-run", is_flag=True, help="Print what would be written and dropped, and send nothing.")
@click.option("--verify", is_flag=True, help="Count every graph in the store, and write anew those that differ.")
@click.option("--prune", is_flag=True, help="Drop graphs however many they are; see load.max_dropped.")
@click.pass_context
def load(context: click.Context, /, *, dry_run: bool, verify: bool, prune: bool, **options: object) -> None:
    """Bring a SPARQL store into step with the current release.

    Only graphs that changed are sent. A run that broke off is gone on with by the next one. Graphs that the publisher
    did not write are never touched. Exit codes: 0 in step, 1 the store cannot take something, 2 it could not be done.
    """
    from publisher import loading  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import exit_for, show_findings  # noqa: PLC0415 - as above
    from publisher.cli.progress import watched_graphs  # noqa: PLC0415 - as above
    from publisher.core.configuration_reader import read_configuration  # noqa: PLC0415 - as above

    asked = read_store_options(options)
    run = loading.prepare_load(read_configuration(folder_of(context)), asked, loading.LoadRequest(verify, prune), _tell)
    exit_for(show_findings(_placed(context, run)), "error")
    if dry_run:
        _show_plan(run)
        run.refuse_large_drop()
        return
    run.refuse_large_drop()
    for _ in watched_graphs(run.carry_out(), run.plan.size):
        pass
    click.echo(loading.summary_of(run))
    if verify:
        _show_verified(run)


def _placed(context: click.Context, run: Synchronization) -> list[Finding]:
    """What the store cannot take, each at its place in the article."""
    findings = run.findings()
    if not findings:
        return []
    from publisher.placing import placed_in_articles  # noqa: PLC0415 - only where something is wrong

    return placed_in_articles(folder_of(context), findings)


def _show_plan(run: Synchronization) -> None:
    for line in run.plan.lines():
        click.echo(line)
    plan = run.plan
    click.echo(
        f"{len(plan.writes):,} to write, {len(plan.drops):,} to drop, {plan.unchanged:,} unchanged; nothing sent"
    )


def _show_verified(run: Synchronization) -> None:
    for graph in run.still_miscounted():
        _tell(
            f"graph <{graph}> was written anew, and its count still differs: the store takes some of its triples as one"
        )


def _tell(sentence: str) -> None:
    click.echo(f"publisher: {sentence}", err=True)
