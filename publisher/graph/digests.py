"""A set of texts in a few bytes each, for what must be remembered of every article."""

from __future__ import annotations

import sys
from array import array
from hashlib import blake2b

_FIRST_SIZE = 1024
_HAS_LONG_HASHES = sys.hash_info.width == 64 and sys.hash_info.algorithm.startswith("siphash")


def digest_of(text: str) -> int:
    """64 bits of the text, never 0, good for one run. Two of a million texts have the same with a chance of 3 in 100 million.

    Python's own hash is keyed and has 64 bits nearly everywhere: 0.3 µs for a block of 1 KB, where blake2b takes 2.
    """
    if _HAS_LONG_HASHES:
        return hash(text) & 0xFFFF_FFFF_FFFF_FFFF or 1
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1


class DigestSet:
    """Digests by open addressing: 12 to 24 bytes each, where Python's own set takes about 100.

    >>> digests = DigestSet()
    >>> digests.add(digest_of("a")), digests.add(digest_of("a"))
    (True, False)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def add(self, digest: int) -> bool:
        """Whether the digest is new; it is in the set afterwards."""
        slots = self._slots
        mask = len(slots) - 1
        at = digest & mask
        while (found := slots[at]) != digest:
            if not found:
                slots[at] = digest
                self._count += 1
                if 3 * self._count > 2 * len(slots):
                    self._grow()
                return True
            at = (at + 1) & mask
        return False

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        self._count = 0
        for digest in old:
            if digest:
                self.add(digest)


class DigestTable:
    """A number for each digest, the first that was claimed for it: 18 to 36 bytes each.

    >>> table = DigestTable()
    >>> table.claim(digest_of("a"), 7), table.claim(digest_of("a"), 8), table.get(digest_of("b"), 9)
    (7, 7, 9)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._numbers = array("I", bytes(4 * _FIRST_SIZE))
        self._count = 0

    def get(self, digest: int, default: int) -> int:
        """The digest's number, or the default where it has none."""
        at = self._slot_of(digest)
        return self._numbers[at] if self._slots[at] else default

    def claim(self, digest: int, number: int) -> int:
        """The digest's number: that which was claimed first."""
        at = self._slot_of(digest)
        if self._slots[at]:
            return self._numbers[at]
        self._slots[at], self._numbers[at] = digest, number
        self._count += 1
        if 3 * self._count > 2 * len(self._slots):
            self._grow()
        return number

    def _slot_of(self, digest: int) -> int:
        mask = len(self._slots) - 1
        at = digest & mask
        while self._slots[at] not in (digest, 0):
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        slots, numbers = self._slots, self._numbers
        self._slots, self._numbers = array("Q", bytes(16 * len(slots))), array("I", bytes(8 * len(slots)))
        for digest, number in zip(slots, numbers, strict=True):
            if digest:
                at = self._slot_of(digest)
                self._slots[at], self._numbers[at] = digest, number


class FirstPaths:
    """The path that came first with each name, in about 30 bytes an article and the path itself."""

    def __init__(self) -> None:
        self._known = DigestSet()
        self._digests = array("Q")
        self._ends = array("Q")
        self._paths = bytearray()

    def claim(self, name: str, path: str) -> str | None:
        """None where the name is new, and taken by this path from now on; else the path that has it."""
        digest = digest_of(name)
        if self._known.add(digest):
            self._paths += path.encode("utf-8", "surrogateescape")
            self._digests.append(digest)
            self._ends.append(len(self._paths))
            return None
        at = self._digests.index(digest)
        start = self._ends[at - 1] if at else 0
        return self._paths[start : self._ends[at]].decode("utf-8", "surrogateescape")
