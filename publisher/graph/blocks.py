"""Blocks of lines for shared graphs, each written once however many articles make it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b


class BlocksWritten:
    r"""Remembers blocks by 16 bytes each, about 100 bytes of memory: a few an article where the nodes are all new.

    >>> written = BlocksWritten()
    >>> written.new(["a\\n", "b\\n", "a\\n"]), written.new(["b\\n"])
    ('a\\nb\\n', '')
    """

    def __init__(self) -> None:
        self._digests: set[bytes] = set()

    def new(self, blocks: Iterable[str]) -> str:
        """Those of the blocks that were not given before, joined."""
        fresh: list[str] = []
        for block in blocks:
            digest = blake2b(block.encode(), digest_size=16).digest()
            if digest not in self._digests:
                self._digests.add(digest)
                fresh.append(block)
        return "".join(fresh)
