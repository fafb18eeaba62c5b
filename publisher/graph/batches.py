"""Cuts a corpus into batches, at places that the names of the files decide, so that one more or less moves few of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from publisher.content.files import SourceFile

LEAST, MOST = 512, 1536
"""Articles of a batch, but for the last one: about 1,000 on an average."""


def batches(files: Iterable[SourceFile], root: str) -> Iterator[list[SourceFile]]:
    """The files in order, in batches that depend on the paths alone; what the paths begin with by ``root`` is no matter."""
    batch: list[SourceFile] = []
    for file in files:
        batch.append(file)
        if len(batch) >= LEAST and (len(batch) == MOST or _ends_batch(file.path.removeprefix(root))):
            yield batch
            batch = []
    if batch:
        yield batch


def _ends_batch(name: str) -> bool:
    return crc32(name.encode("utf-8", "surrogateescape")) % LEAST == 0
