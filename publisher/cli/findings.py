"""Findings on standard error, for commands whose result goes to standard output."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import Generic, TypeVar

import click

from publisher.core.errors import PublisherError
from publisher.core.findings import Finding
from publisher.graph.tally import Tally

Result = TypeVar("Result")


class Run(Generic[Result]):
    """A command's work while it gives its findings; ``result`` is there when they are all given."""

    result: Result

    def __init__(self, steps: Generator[Finding, None, Result]) -> None:
        self._steps = steps

    def __iter__(self) -> Generator[Finding, None, None]:
        self.result = yield from self._steps


def show_findings(findings: Iterable[Finding]) -> Tally:
    """Writes the findings as text, and counts at the end; nothing where there are none."""
    tally = Tally()
    rest = iter(findings)
    first = next(rest, None)
    if first is not None:
        from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - 20 ms, only for findings
        from publisher.validation.reporters.sources import SourceFiles  # noqa: PLC0415 - as above

        find_reporter("text")(tally.counting((first,), rest), sys.stderr, SourceFiles())
    return tally


def exit_for(tally: Tally, fail_on: str) -> None:
    """Ends with 1 where a finding reaches the threshold."""
    if tally.reaches(fail_on):
        click.get_current_context().exit(1)


def show_problem(problem: PublisherError) -> None:
    """Writes why something could not run, and where."""
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - only where something is wrong
    from publisher.validation.reporters.sources import SourceFiles  # noqa: PLC0415 - only where something is wrong

    if problem.findings:
        find_reporter("text")(sorted(problem.findings, key=lambda each: each.sort_key()), sys.stderr, SourceFiles())
    click.echo(f"publisher: {problem.message}", err=True)
