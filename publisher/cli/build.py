"""`publisher build`: a release, made current if it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from publisher.cli.options import cache_option, engine_option, fail_on_option, folder_of, parse_settings, set_option

if TYPE_CHECKING:
    from publisher.building import BuildResult


@click.command()
@fail_on_option
@click.option(
    "--allow-findings",
    is_flag=True,
    help="Publish whatever was found, and exit with 0; the release says that it did not pass.",
)
@engine_option
@cache_option
@set_option
@click.option(
    "--wait",
    "seconds",
    metavar="SECONDS",
    type=click.FloatRange(0),
    default=600,
    show_default=True,
    help="How long to wait for another build to end.",
)
@click.pass_context
def build(context: click.Context, /, seconds: float, settings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 - click has checked their types
    """Read, map and validate all articles, and write a release.

    The release becomes current if there is no finding at or above the threshold.
    """
    from publisher import building, checking  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import Run, show_findings  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - the command's own work
    from publisher.graph.releases import Waiting  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    workspace = open_workspace(folder_of(context), Request(externals=parse_settings(settings)))
    corpus = watched(read_corpus(workspace.configuration, ()))
    waiting = Waiting(seconds, lambda message: click.echo(f"publisher: {message}", err=True))
    memory = checking.open_memory(workspace, options["engine"]) if options.pop("is_cached") else None
    run = Run(building.build(workspace, corpus, building.Checks(**options), waiting, memory))
    show_findings(run)
    result = run.result
    click.echo(f"{result.articles:,} articles{_left_out(result)}, {result.quads:,} quads, {result.tally}")
    click.echo(f"release {result.identifier} in {result.release}, {_state(result)}")
    if not result.is_current:
        context.exit(1)


def _left_out(result: BuildResult) -> str:
    if not result.left_out:
        return ""
    return ", 1 article left out" if result.left_out == 1 else f", {result.left_out:,} articles left out"


def _state(result: BuildResult) -> str:
    if result.passed:
        return "now current"
    if result.is_current:
        return "now current, though it has findings at or above the threshold"
    return "not made current: it has findings at or above the threshold"
