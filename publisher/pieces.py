"""The pieces of a release out of checked batches: made of their files, or taken from the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Self

from publisher.checking import CheckedBatch
from publisher.core.nquads import graph_of_line, lines_of
from publisher.core.project_paths import path_within
from publisher.graph.cache.memory import FileKey, Memory, chained
from publisher.graph.corpus import MappedFile
from publisher.graph.description.provenance import Provenance
from publisher.graph.release_piece import GraphLines, ReleasePiece, make_piece, piece_as_bytes, piece_of_bytes
from publisher.graph.sorted_lines import SortedLines

LINES_OF_A_PIECE = 50_000
FIRST_SAMPLE, LATER_SAMPLE = 50, 5
"""Articles of a batch that are in the sample: of a small corpus nearly all are, of a large one 5 in a thousand."""


class Pieces:
    """Makes the pieces of one release. The shared graphs, which all batches have a part in, come last.

    A context manager: what it has on the disk goes with it. ``folder`` is the project's: files are named from there.
    """

    def __init__(self, folder: Path, provenance: Provenance, memory: Memory | None) -> None:
        self._folder = folder
        self._provenance = provenance
        self._memory = memory
        self._names: list[str] = []
        self._later: list[tuple[str, CheckedBatch]] = []
        self._lines = SortedLines()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._lines.close()

    def of_batch(self, batch: CheckedBatch) -> ReleasePiece:
        """The graphs of the batch's articles."""
        sample = LATER_SAMPLE if self._names else FIRST_SAMPLE
        name = chained(f"piece with {sample}", [FileKey("", batch.piece)])
        known = self._memory.piece(name) if self._memory and batch.piece else None
        if known is not None:
            piece = piece_of_bytes(known)
            self._later.append((piece.shared, batch))
            self._names.append(piece.shared)
            return piece
        return self._make(batch, sample, name)

    def _make(self, batch: CheckedBatch, sample: int, name: str) -> ReleasePiece:
        files = [file for file in batch.files() if file.mapped is not None]
        shared = _shared_lines(files)
        self._lines.update(shared)
        text = "\n".join(shared).encode("utf-8", "surrogatepass")
        said = hashlib.sha256(text).hexdigest()
        self._names.append(said)
        piece = make_piece(map(self._graph, files), sample)._replace(shared=said, articles=len(files))
        if self._memory is not None and batch.piece:
            self._memory.keep_piece(said, text)
            self._memory.keep_piece(name, piece_as_bytes(piece))
        return piece

    def of_shared(self, lines: Sequence[str]) -> Iterator[ReleasePiece]:
        """The graphs that the articles share, with these lines of the vocabularies."""
        vocabularies = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
        name = chained("shared graphs", [FileKey("", each) for each in (vocabularies, *self._names)])
        known = list(self._known(name))
        if known and None not in known:
            yield from (piece_of_bytes(each) for each in known if each is not None)
            return
        for shared, batch in self._later:
            text = self._memory.piece(shared) if self._memory else None
            said = _shared_lines(batch.files()) if text is None else text.decode("utf-8", "surrogatepass").split("\n")
            self._lines.update(line for line in said if line)
        self._lines.update(map(_behind_graph, lines))
        yield from self._keep(name, map(make_piece, self._cut()))

    def _keep(self, name: str, pieces: Iterable[ReleasePiece]) -> Iterator[ReleasePiece]:
        made: list[str] = []
        for piece in pieces:
            made.append(f"{name}-{len(made)}")
            if self._memory is not None:
                self._memory.keep_piece(made[-1], piece_as_bytes(piece))
            yield piece
        if self._memory is not None:
            self._memory.keep_piece(name, json.dumps(made).encode())

    def _known(self, name: str) -> Iterator[bytes | None]:
        listing = self._memory.piece(name) if self._memory else None
        for each in json.loads(listing) if listing is not None else ():
            assert self._memory is not None, "it has the list"
            yield self._memory.piece(each)

    def _cut(self) -> Iterator[list[GraphLines]]:
        """The shared graphs in order, some in a piece."""
        graphs: list[GraphLines] = []
        count = 0
        for graph, keyed in groupby(self._lines, key=_graph_before):
            own = [line[len(graph) + 1 :] for line in keyed]
            graphs.append(GraphLines(graph, own))
            count += len(own)
            if count >= LINES_OF_A_PIECE:
                yield graphs
                graphs, count = [], 0
        if graphs:
            yield graphs

    def _graph(self, file: MappedFile) -> GraphLines:
        assert file.mapped is not None, "only mapped files are published"
        assert file.article is not None, "what is mapped is an article"
        graph, lines = file.mapped.graph, sorted(lines_of(file.mapped.own))
        told = self._provenance.of(graph, file.path, file.digest or file.article.digest) if lines else ""
        return GraphLines(graph, lines, path_within(self._folder, file.path), told)


def _shared_lines(files: Iterable[MappedFile]) -> list[str]:
    """What the files say in shared graphs, each line behind its graph; in order, each once."""
    blocks = dict.fromkeys(block for file in files if file.mapped for block in file.mapped.shared)
    return sorted({_behind_graph(line) for block in blocks for line in lines_of(block)})


def _behind_graph(line: str) -> str:
    return f"{graph_of_line(line)} {line}"


def _graph_before(keyed: str) -> str:
    return keyed.partition(" ")[0]
