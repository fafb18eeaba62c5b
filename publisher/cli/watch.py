"""Does something again whenever files change, until Ctrl-C. Files are looked at twice a second."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from publisher.cli.findings import show_problem
from publisher.core.errors import PublisherError

PAUSE = 0.5
_State = Mapping[str, tuple[int, int, int]]


def watch_project(run: Callable[[], object], folder: Path, paths: Sequence[str]) -> None:
    """Watches the paths, or the configured folder, and all that the configuration names."""
    from publisher.core.configuration_reader import FILE_NAME, read_configuration  # noqa: PLC0415 - only where it is asked for

    def watched() -> Iterator[Path]:
        yield folder / FILE_NAME
        yield from map(Path, paths)
        try:
            configuration = read_configuration(folder)
        except PublisherError:
            return
        yield configuration.mapping
        yield from configuration.shapes
        yield from (each.file for each in configuration.vocabularies)
        if not paths:
            yield configuration.content.folder

    watch(lambda: _complaining(run), watched)


def _complaining(run: Callable[[], object]) -> None:
    try:
        run()
    except PublisherError as problem:
        show_problem(problem)


def watch(run: Callable[[], object], watched: Callable[[], Iterable[Path]]) -> None:
    """Runs, then runs again after each change among the watched files and folders, those that come included."""
    click.echo("publisher: watching; Ctrl-C ends", err=True)
    try:
        while True:
            before = _state(watched())
            run()
            while _state(watched()) == before:
                time.sleep(PAUSE)
            click.echo("publisher: something has changed", err=True)
    except KeyboardInterrupt:
        click.echo("publisher: watching has ended", err=True)


def _state(paths: Iterable[Path]) -> _State:
    """Each file's time, size and number, by its path; what is gone meanwhile is left out."""
    found: dict[str, tuple[int, int, int]] = {}
    waiting = [str(path) for path in paths]
    while waiting:
        path = waiting.pop()
        try:
            if os.path.isdir(path):  # noqa: PTH112 - many paths, twice a second
                waiting += [entry.path for entry in os.scandir(path) if not entry.name.startswith(".git")]
            else:
                status = os.stat(path)  # noqa: PTH116 - as above
                found[path] = status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:
            continue
    return found
