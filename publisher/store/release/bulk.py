"""A store filled from nothing in a thread of its own, which needs no lock of Python's while it loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import NamedTuple

from publisher.core.errors import StoreError

QUADS_AT_ONCE = 300_000
"""More are cheaper for a while, but stay in memory together: about 1 KB a quad."""
_FEW_LOADS = 3
"""Files of so many loads answer as fast as one; more are merged, which takes a third of what loading took."""


class _Text(NamedTuple):
    content: bytes
    quads: int


class BulkStore:
    """Takes N-Quads texts; they are loaded beside whatever else goes on. Two texts wait at most."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: Queue[_Text | None] = Queue(2)
        self._problem: Exception | None = None
        self._is_stopped = self._is_ended = False
        self._thread = Thread(target=self._run, name="store")
        self._thread.start()

    def add(self, content: bytes, quads: int) -> None:
        """Adds the quads of a text; ``quads`` is about how many. Raises StoreError where an earlier text was refused."""
        self._texts.put(_Text(content, quads))
        self._raise_problem()

    def finish(self) -> None:
        """Waits until everything is in the store, and closes it. Raises StoreError where the disk or a text refuses."""
        self._texts.put(None)
        self._thread.join()
        self._raise_problem()

    def stop(self) -> None:
        """Waits for what is being loaded, and leaves the rest out."""
        self._is_stopped = True
        if self._thread.is_alive():
            self._texts.put(None)
            self._thread.join()

    def _raise_problem(self) -> None:
        if self._problem is not None:
            raise StoreError(f"the store in {str(self._folder)!r} cannot be built: {self._problem}") from self._problem

    def _run(self) -> None:
        try:
            self._load_all()
        except (OSError, SyntaxError, ValueError) as problem:
            self._problem = problem
            while self._take() is not None:
                pass  # whoever adds must not wait for ever

    def _load_all(self) -> None:
        from pyoxigraph import RdfFormat, Store  # noqa: PLC0415 - 10 ms, only where a store is used

        store = Store(self._folder)
        loads = 0
        for texts in self._batches():
            if not self._is_stopped:
                # Checked by ourselves, term by term: a seventh less.
                store.bulk_load(b"".join(texts), format=RdfFormat.N_QUADS, lenient=True)
                loads += 1
        if loads > _FEW_LOADS:
            store.optimize()
        store.flush()

    def _batches(self) -> Iterator[list[bytes]]:
        """The texts, some for one load each."""
        texts: list[bytes] = []
        quads = 0
        while (text := self._take()) is not None:
            texts.append(text.content)
            quads += text.quads
            if quads >= QUADS_AT_ONCE:
                yield texts
                texts, quads = [], 0
        if texts:
            yield texts

    def _take(self) -> _Text | None:
        """The next text; None when there is none any more, however often it is asked."""
        text = None if self._is_ended else self._texts.get()
        self._is_ended = text is None
        return text
