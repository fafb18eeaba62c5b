"""Blocks of lines for shared graphs, each written once however many articles make it."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.graph.digests import DigestSet, digest_of

RECENT = 4096


class BlocksWritten:
    r"""Remembers blocks by their digests, a few an article where the nodes are all new.

    Blocks that come again and again are known by themselves, the first few thousand of them, which is 10 times as fast.

    >>> written = BlocksWritten()
    >>> written.new(["a\n", "b\n", "a\n"]), written.new(["b\n"])
    ('a\nb\n', '')
    """

    def __init__(self) -> None:
        self._digests = DigestSet()
        self._recent: set[str] = set()

    def new(self, blocks: Iterable[str]) -> str:
        """Those of the blocks that were not given before, joined."""
        recent = self._recent
        unknown = [block for block in blocks if block not in recent]
        return "".join([block for block in unknown if self._is_new(block)]) if unknown else ""

    def _is_new(self, block: str) -> bool:
        is_new = self._digests.add(digest_of(block))
        # Only what comes again is worth its memory: what comes once is most of a large corpus.
        if not is_new and len(self._recent) < RECENT:
            self._recent.add(block)
        return is_new
