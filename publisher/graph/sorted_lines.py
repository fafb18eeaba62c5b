"""Distinct lines in sorted order, however many: what does not fit into memory is sorted on disk."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

LINES_IN_MEMORY = 400_000


class SortedLines:
    """Collects lines; iterating gives each distinct line once, in the order of their code points.

    A context manager: the temporary files go with it. Lines carry no newline.

    >>> with SortedLines(2) as lines:
    ...     lines.update(["c", "a", "b", "a"])
    ...     list(lines)
    ['a', 'b', 'c']
    """

    def __init__(self, lines_in_memory: int = LINES_IN_MEMORY) -> None:
        self._limit = lines_in_memory
        self._lines: set[str] = set()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._runs: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes what is on the disk."""
        if self._folder is not None:
            self._folder.cleanup()

    def update(self, lines: Iterable[str]) -> None:
        """Adds the lines."""
        self._lines.update(lines)
        if len(self._lines) >= self._limit:
            self._write_run()

    def __iter__(self) -> Iterator[str]:
        runs: list[Iterator[str]] = [iter(sorted(self._lines)), *(self._read_run(run) for run in self._runs)]
        if len(runs) == 1:
            yield from runs[0]
            return
        previous: str | None = None
        for line in heapq.merge(*runs):
            if line != previous:
                yield line
            previous = line

    def _write_run(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="publisher-")
        run = Path(self._folder.name) / f"{len(self._runs)}.txt"
        with run.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(line + "\n" for line in sorted(self._lines))
        self._runs.append(run)
        self._lines.clear()

    @staticmethod
    def _read_run(run: Path) -> Iterator[str]:
        with run.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield line.removesuffix("\n")
