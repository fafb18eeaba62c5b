"""Finds what comes more than once among hashes, in memory that does not grow with their number."""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import IO

BUCKETS = 64
HASHES_IN_MEMORY = 1 << 18
_SPAN = 1 << 64
_LOWEST = -(1 << 63)


class OneGraphCheck:
    """Takes the hashes of what stands in each graph; afterwards knows those that came more than once.

    Hashes may collide, so a hash that came twice is a suspicion: the caller looks at the lines themselves.
    Within one graph everything must be given once.
    """

    def __init__(self, hashes_in_memory: int = HASHES_IN_MEMORY) -> None:
        self._limit = hashes_in_memory
        self._hashes = array("q")
        self._buckets: list[IO[bytes]] = []

    def add(self, hashes: Iterable[int]) -> None:
        """Adds hashes, signed numbers of 64 bits."""
        self._hashes.extend(hashes)
        if len(self._hashes) >= self._limit:
            self._spill()

    def repeated(self) -> frozenset[int]:
        """The hashes that came more than once."""
        if not self._buckets:
            return _repeated(self._hashes)
        self._spill()
        found: frozenset[int] = frozenset()
        for bucket in self._buckets:
            bucket.seek(0)
            hashes = array("q")
            hashes.frombytes(bucket.read())
            found |= _repeated(hashes)
            bucket.close()
        self._buckets = []
        return found

    def _spill(self) -> None:
        if not self._buckets:
            # Closed by `repeated`, or with the object: they have no name on the disk that could be left behind.
            self._buckets = [tempfile.TemporaryFile(prefix="publisher-") for _ in range(BUCKETS)]  # noqa: SIM115
        ordered = array("q", sorted(self._hashes))
        start = 0
        for number, bucket in enumerate(self._buckets, start=1):
            end = len(ordered) if number == BUCKETS else bisect_left(ordered, _LOWEST + number * (_SPAN // BUCKETS))
            bucket.write(ordered[start:end].tobytes())
            start = end
        self._hashes = array("q")


def _repeated(hashes: array[int]) -> frozenset[int]:
    if len(set(hashes)) == len(hashes):
        return frozenset()
    return frozenset(each for each, count in Counter(hashes).items() if count > 1)
