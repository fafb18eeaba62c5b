"""The store of a release, made beside the rest of a build: out of the store before it where little has changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Self

from publisher.core.errors import StoreError
from publisher.graph.release_files import DATASET, STORE
from publisher.graph.release_piece import ReleasePiece
from publisher.store.release.bulk import BulkStore
from publisher.store.release.patch import Patch, described_lines
from publisher.store.release.record import write_record


class _Passed(NamedTuple):
    """A piece that is in the dump and not in a store: how long it is there, and how many quads it has."""

    length: int
    quads: int


class StoreBuilder:
    """Takes the pieces of a release in order. A context manager: nothing works on once it is left.

    ``before`` are finished releases, of which the first that serves is the one that the store is made out of.
    """

    def __init__(self, release: Path, before: Iterable[Path]) -> None:
        self._release = release
        self._folder = release / STORE
        self._patch = Patch.of(before)
        self._bulk = None if self._patch else BulkStore(self._folder)
        self._passed: list[_Passed] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bulk is not None:
            self._bulk.stop()

    def add(self, piece: ReleasePiece) -> None:
        """Adds the graphs of a piece. Raises StoreError where the disk refuses."""
        if not piece.entries:  # nor is it in the dump
            return
        if self._bulk is not None:
            self._bulk.add(piece.content(), piece.statistics.triples)
        elif self._patch is not None and self._patch.add(piece):
            self._passed.append(_Passed(len(piece.member), piece.statistics.triples))
        else:
            self._patch, self._bulk = None, BulkStore(self._folder)
            self._bulk.add(piece.content(), piece.statistics.triples)

    def finish(self, description_graph: str) -> None:
        """Ends the store with what the release, which lacks nothing else, says of itself. Raises StoreError."""
        if self._patch is not None:
            self._patch.carry_out(self._folder, self._release, description_graph)
        elif self._bulk is not None:
            self._load_passed(self._bulk)
            told = "".join(described_lines(self._release, description_graph)).encode()
            self._bulk.add(told, told.count(b"\n"))
            self._bulk.finish()
        try:
            write_record(self._folder, self._release)
        except OSError as problem:
            raise StoreError(f"the store in {str(self._folder)!r} cannot be built: {problem}") from problem

    def _load_passed(self, bulk: BulkStore) -> None:
        """Loads what passed by before it was known that too much is new: the beginning of the dump, piece by piece."""
        from isal import igzip  # noqa: PLC0415 - only where it is needed

        with (self._release / DATASET).open("rb") as dump:
            for length, quads in self._passed:
                bulk.add(igzip.decompress(dump.read(length)), quads)
