"""`publisher build`: a release, made current if it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publisher.cli.options import engine_option, fail_on_option, folder_of, parse_settings, set_option

if TYPE_CHECKING:
    from collections.abc import Generator

    from publisher.core.findings import Finding
    from publisher.pipeline import BuildResult


@click.command()
@fail_on_option
@engine_option
@set_option
@click.pass_context
def build(context: click.Context, fail_on: str, engine: str, settings: tuple[str, ...]) -> None:
    """Read, map and validate all articles, and write a release.

    The release becomes current if there is no finding at or above the threshold.
    """
    from publisher import pipeline  # noqa: PLC0415 - the command's own work
    from publisher.cli.findings import show_findings  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    workspace = open_workspace(folder_of(context), Request(externals=parse_settings(settings)))
    corpus = watched(read_corpus(workspace.configuration, ()))
    run = Run(pipeline.build(workspace, corpus, pipeline.Checks(engine, fail_on)))
    show_findings(run)
    result = run.result
    click.echo(f"{result.articles:,} articles, {result.quads:,} quads, {result.tally}")
    state = "now current" if result.passed else "not made current: it has findings at or above the threshold"
    click.echo(f"release {result.identifier} in {result.release}, {state}")
    if not result.passed:
        context.exit(1)


class Run:
    """A build while it gives its findings; ``result`` is there when they are all given."""

    result: BuildResult

    def __init__(self, steps: Generator[Finding, None, BuildResult]) -> None:
        self._steps = steps

    def __iter__(self) -> Generator[Finding, None, None]:
        self.result = yield from self._steps
