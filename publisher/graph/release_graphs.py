"""The graphs of a release one by one: what each is, and the text of those that are asked for."""

from __future__ import annotations

import hashlib
import io
import json
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from publisher.core.project_paths import path_from
from publisher.graph.release_files import DATASET, GRAPHS, GraphEntry, damage_told, damaged

_PIECE = 1 << 20
_SPLIT_PIECE = 1 << 17
_FEW = 10_000
_AT_ONCE = 1_000


def read_entries(release: Path, folder: Path = Path()) -> Iterator[GraphEntry]:
    """What the release says of each graph, in the order of the dump. Raises ReleaseError where it is damaged.

    ``folder`` is the project's, from where one works: so are the files of articles.
    """
    from isal import igzip  # noqa: PLC0415 - 5 ms, only where a release is read

    with damage_told(release, GRAPHS), igzip.open(release / GRAPHS, "rb") as content:
        lines = io.BufferedReader(content, _PIECE)
        while batch := list(islice(lines, _AT_ONCE)):
            # One call for many objects costs half of one call each.
            for plain in json.loads(b"[%s]" % b",".join(batch)):
                entry = GraphEntry(**plain)
                yield entry if entry.source is None else entry._replace(source=path_from(folder, entry.source))


def read_graphs(release: Path, wanted: Container[str]) -> Iterator[tuple[GraphEntry, bytes]]:
    """The N-Quads text of each graph that is wanted, in the order of the dump; the others are skipped unread.

    Raises ReleaseError where the text is not the one that the release's digest was made of.
    """
    from isal import igzip  # noqa: PLC0415 - as above

    passed = 0
    with damage_told(release, DATASET), igzip.open(release / DATASET, "rb") as content:
        lines = _Lines(io.BufferedReader(content, _PIECE))
        for entry in read_entries(release):
            if entry.graph not in wanted:
                passed += entry.quads
                continue
            lines.skip(passed)
            passed = 0
            text = lines.take(entry.quads)
            if hashlib.sha256(text).hexdigest() != entry.digest:
                raise damaged(release, f"{DATASET}: graph <{entry.graph}> is not what {GRAPHS} says")
            yield entry, text


def read_graph_lines(
    release: Path, entries: Iterable[GraphEntry], wanted: Callable[[GraphEntry], bool] = bool
) -> Iterator[tuple[GraphEntry, list[str]]]:
    """Each graph of the dump that is wanted with its N-Quads lines, without newlines; 0.1 µs a line.

    ``entries`` are all the graphs of the dump, in its order. Raises ReleaseError where the dump ends before them.
    """
    from isal import igzip  # noqa: PLC0415 - as above

    passed = 0
    with damage_told(release, DATASET), igzip.open(release / DATASET, "rb") as content:
        lines = _SplitLines(content)
        for entry in entries:
            if not wanted(entry):
                passed += entry.quads
                continue
            own = lines.take(passed, entry.quads)
            passed = 0
            if len(own) < entry.quads:
                raise damaged(release, f"{DATASET}: it ends within <{entry.graph}>")
            yield entry, own


def triples_of(text: bytes, graph: str) -> str:
    """The N-Quads text of one graph as N-Triples text: each line without the graph's name."""
    return text.replace(f" <{graph}> .\n".encode(), b" .\n").decode()


class _Lines:
    """Lines of a stream. Many are skipped by counting newlines in large pieces: 0.1 s for a million."""

    def __init__(self, content: io.BufferedReader) -> None:
        self._content = content

    def skip(self, count: int) -> None:
        while count > _FEW:
            piece = self._content.peek()
            if not piece:
                return
            there = piece.count(b"\n")
            if there > count:
                break
            # Behind the last newline of the piece, which is not the last byte.
            self._content.read(piece.rindex(b"\n") + 1 if there else len(piece))
            count -= there
        deque(islice(self._content, count), maxlen=0)

    def take(self, count: int) -> bytes:
        """So many lines; fewer where the stream ends."""
        return b"".join(islice(self._content, count))


class _SplitLines:
    """Lines of a stream as text, split a piece at a time; pieces that are skipped are counted and not split.

    Pieces of 128 KB stay in the processor's cache: splitting ones of 1 MB took twice as long.
    """

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._rest = b""
        self._lines: list[str] = []
        self._at = 0

    def take(self, skipped: int, count: int) -> list[str]:
        """So many lines behind so many others; fewer where the stream ends."""
        self._skip(skipped)
        end = self._at + count
        if end <= len(self._lines):
            found = self._lines[self._at : end]
            self._at = end
            return found
        found = self._lines[self._at :]
        while len(found) < count and self._read(0):
            self._at = count - len(found)
            found += self._lines[: self._at]
        return found

    def _skip(self, count: int) -> None:
        here = min(count, len(self._lines) - self._at)
        self._at += here
        left = count - here
        while left > 0:
            passed = self._read(left)
            if not passed:
                return
            if self._lines:
                self._at = min(left, len(self._lines))
                passed = self._at
            left -= passed

    def _read(self, unwanted: int) -> int:
        """Reads a piece, whose lines are split unless all are unwanted. Gives how many there are; 0 at the end."""
        self._lines, self._at = [], 0
        while piece := self._content.read(_SPLIT_PIECE):
            whole = self._rest + piece
            end = whole.rfind(b"\n") + 1
            self._rest = whole[end:]
            if not end:  # within one long line
                continue
            if unwanted and (count := _count_lines(whole)) <= unwanted:
                return count
            self._lines = whole[: end - 1].decode().split("\n")
            return len(self._lines)
        return 0


def _count_lines(text: bytes) -> int:
    """How many newlines there are: as fast as the bytes are copied, which `count` of one letter is not before Python 3.13."""
    return len(text) - len(text.replace(b"\n", b""))
