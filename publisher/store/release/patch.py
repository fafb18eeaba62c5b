"""What a release has otherwise than the one before, and a store made out of that one's by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from publisher.core.errors import ReleaseError, StoreError
from publisher.graph.description.document import read_description
from publisher.graph.release_files import PROVENANCE, STORE, read_lines
from publisher.graph.release_graphs import read_entries
from publisher.graph.release_piece import ReleasePiece
from publisher.store.release.record import is_untouched, link_store

MOST_SHARE = 0.03
LEAST_QUADS = 5_000
"""To replace a quad costs some 15 times what loading it from nothing does; below this many that is no matter."""


class Patch:
    """Compares one piece after the other with a finished release whose store is untouched. Holds what is new."""

    def __init__(self, base: Path) -> None:
        self.base = base
        entries = list(read_entries(base))
        self._digests = {entry.graph: entry.digest for entry in entries}
        self._most = max(int(sum(entry.quads for entry in entries) * MOST_SHARE), LEAST_QUADS)
        self._removed: list[str] = []
        self._texts: list[bytes] = []
        self._quads = 0

    @classmethod
    def of(cls, releases: Iterable[Path]) -> Patch | None:
        """A patch of the first of these releases that one can be made of."""
        for release in releases:
            if is_untouched(release):
                try:
                    return cls(release)
                except ReleaseError:
                    continue
        return None

    def add(self, piece: ReleasePiece) -> bool:
        """Takes in what is new in the piece. False where it is too much: then a store from nothing is faster."""
        differing = {each.graph for each in piece.entries if self._digests.pop(each.graph, None) != each.digest}
        if differing:
            self._removed += differing
            self._quads += sum(each.quads for each in piece.entries if each.graph in differing)
            if self._quads > self._most:
                return False
            lines = iter(piece.content().splitlines(keepends=True))
            for entry in piece.entries:
                own = list(islice(lines, entry.quads))
                self._texts += own if entry.graph in differing else ()
        return True

    def carry_out(self, folder: Path, release: Path, description_graph: str) -> None:
        """Makes the store of the release, which has everything but that. Raises StoreError where the disk refuses."""
        from pyoxigraph import NamedNode, RdfFormat, Store, parse  # noqa: PLC0415 - 10 ms, only where a store is used

        try:
            link_store(self.base / STORE, folder)
            store = Store(folder)
            for graph in (*self._digests, *self._removed):
                store.remove_graph(NamedNode(graph))
            gone, new = differences(*(described_lines(each, description_graph) for each in (self.base, release)))
            for quad in parse("".join(gone), format=RdfFormat.N_QUADS):
                store.remove(quad)
            text = b"".join((*self._texts, "".join(new).encode()))
            store.load(text, format=RdfFormat.N_QUADS, lenient=True)
            store.flush()
        except (OSError, SyntaxError, ValueError) as problem:
            raise StoreError(f"the store in {str(folder)!r} cannot be built: {problem}") from problem


def described_lines(release: Path, description_graph: str) -> Iterator[str]:
    """The N-Quads lines about the release itself, each with its newline: the description, and of which file a graph is."""
    for line in read_description(release):
        yield f"{line.removesuffix('.')}<{description_graph}> .\n"
    for line in read_lines(release, PROVENANCE):
        yield f"{line}\n"


def differences(old: Iterable[str], new: Iterable[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The lines that are gone, and those to be written: the new ones, and what else the nodes of gone lines say.

    A store may hold two values as one, so that with the one that is gone another is lost.

    >>> differences(["<s> <p> <a> .", "<s> <p> <b> .", "<t> <p> <a> ."], ["<s> <p> <b> .", "<t> <p> <a> ."])
    (['<s> <p> <a> .'], ['<s> <p> <b> .'])
    """
    before, now = set(old), list(new)
    gone = sorted(before.difference(now))
    touched = {line.partition(" ")[0] for line in gone}
    return gone, [line for line in now if line not in before or line.partition(" ")[0] in touched]
