"""A count of the articles on a terminal, for work that takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from publisher.graph.reading import Corpus

Item = TypeVar("Item")
PATIENCE = 1.0


def watched(corpus: Corpus) -> Corpus:
    """The corpus; while it is read standard error shows how far it is, where that is a terminal."""
    return corpus._replace(sources=_counting(corpus.sources)) if sys.stderr.isatty() else corpus


def watched_graphs(steps: Iterable[int], total: int) -> Iterator[int]:
    """The steps; standard error shows how many graphs of all are done, where it is a terminal."""
    if not sys.stderr.isatty() or not total:
        yield from steps
        return
    from rich.console import Console  # noqa: PLC0415 - 50 ms, only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    columns = (BarColumn(), TextColumn("{task.completed:,.0f} of {task.total:,.0f} graphs"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("graphs", total=total)
        for done in steps:
            progress.advance(task, done)
            yield done


def _counting(items: Iterable[Item]) -> Iterator[Item]:
    started = monotonic()
    rest = iter(items)
    for done, item in enumerate(rest, start=1):
        yield item
        if monotonic() - started > PATIENCE:
            yield from _shown(rest, done)


def _shown(items: Iterator[Item], done: int) -> Iterator[Item]:
    from rich.console import Console  # noqa: PLC0415 - 50 ms, only for long work on a terminal
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None, completed=done)
        for item in items:
            progress.advance(task)
            yield item
