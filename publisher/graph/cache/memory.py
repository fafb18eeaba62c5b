"""What is known of a corpus from earlier runs: records of articles, findings of batches, pieces of releases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.content.files import SourceFile
from publisher.core.findings import Finding
from publisher.graph.cache.finding_text import findings_of, plain_findings
from publisher.graph.cache.folder import CacheFolder
from publisher.graph.cache.records import ArticleRecord, Pack, pack_of

_PACKS_AT_HAND = 3
_LEAST_ARTICLES = 20
"""Fewer are mapped before their files are written."""


class FileKey(NamedTuple):
    """A file by its path and the digest of its bytes, or of what kept them from being read."""

    path: str
    digest: str


def key_of(file: SourceFile) -> FileKey:
    """The key of a file; 4 µs."""
    content = repr(file.findings).encode("utf-8", "surrogatepass") if file.source is None else file.source
    return FileKey(file.path, hashlib.sha256(content).hexdigest())


def chained(before: str, keys: Iterable[FileKey]) -> str:
    """A key for a batch with all that stands before it; without a beginning, for the batch alone."""
    text = "\n".join([before, *(f"{key.digest} {key.path}" for key in keys)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Memory:
    """Answers from the cache of one scope. Whatever is asked for may be unknown."""

    def __init__(self, build_folder: Path, scope: str) -> None:
        self._folder = CacheFolder(build_folder, scope)
        self._packs: dict[str, Pack] = {}
        self._places: dict[FileKey, str] | None = None

    def record(self, key: FileKey) -> ArticleRecord | None:
        """What was made of the file."""
        if self._places is None:
            self._places = {}
            for name in self._folder.keys("pack"):
                pack = self._pack(name)
                for path, digest in pack.files if pack else ():
                    self._places.setdefault(FileKey(path, digest), name)
        place = self._places.get(key)
        pack = self._pack(place) if place else None
        return pack.find(key) if pack else None

    def keep_records(self, records: Sequence[tuple[FileKey, ArticleRecord]]) -> None:
        """Keeps what was made of the files of a batch."""
        if len(records) >= _LEAST_ARTICLES:
            name = chained("", (key for key, _ in records))
            self._folder.save("pack", name, pack_of((*key, record) for key, record in records))

    def findings(self, key: str) -> tuple[Finding, ...] | None:
        """The findings that were kept under the key."""
        content = self._folder.load("findings", key)
        return None if content is None else findings_of(json.loads(content))

    def keep_findings(self, key: str, findings: Iterable[Finding]) -> None:
        """Keeps findings under the key."""
        self._folder.save("findings", key, json.dumps(plain_findings(findings)).encode())

    def piece(self, key: str) -> bytes | None:
        """A piece of a release that was kept under the key."""
        return self._folder.load("piece", key)

    def keep_piece(self, key: str, content: bytes) -> None:
        """Keeps a piece of a release under the key."""
        self._folder.save("piece", key, content)

    def close(self) -> None:
        """Removes what is of no use any more."""
        self._folder.tidy()

    def _pack(self, name: str) -> Pack | None:
        pack = self._packs.pop(name, None)
        if pack is None:
            content = self._folder.load("pack", name)
            pack = None if content is None else Pack(content)
        if pack is not None:
            self._packs[name] = pack
            if len(self._packs) > _PACKS_AT_HAND:
                del self._packs[next(iter(self._packs))]
        return pack
