"""What is known of a corpus from earlier runs: records of articles, what came of batches, pieces of releases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.content.files import SourceFile
from publisher.core.findings import Finding
from publisher.graph.cache.finding_text import findings_of, plain_findings
from publisher.graph.cache.folder import CacheFolder
from publisher.graph.cache.records import ArticleRecord, Pack, Place, pack_of
from publisher.graph.coverage import BatchKeys
from publisher.graph.gzip_member import gzip_member

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


class Outcome(NamedTuple):
    """What came of a batch behind others; ``contribution`` names what batches behind it can see of it.

    ``left_out`` are the paths of files that gave no quads.
    """

    findings: tuple[Finding, ...]
    keys: BatchKeys
    contribution: str
    left_out: tuple[str, ...]


class Memory:
    """Answers from the cache of one scope. Whatever is asked for may be unknown."""

    def __init__(self, build_folder: Path, scope: str) -> None:
        self._folder = CacheFolder(build_folder, scope)
        self._packs: dict[str, Pack] = {}
        self._texts: tuple[str, bytes] = ("", b"")
        self._places: dict[FileKey, str] | None = None

    def record(self, key: FileKey, remake: Callable[[], str]) -> ArticleRecord | None:
        """What was made of the file; ``remake`` gives the article's own lines where those were lost."""
        if self._places is None:
            self._places = {}
            for name in self._folder.keys("pack"):
                pack = self._pack(name)
                for path, digest in pack.files if pack else ():
                    self._places.setdefault(FileKey(path, digest), name)
        found = self._places.get(key)
        pack = self._pack(found) if found else None
        if found is None or pack is None:
            return None
        return pack.find(key, partial(self._own, found, remake))

    def keep_records(self, records: Sequence[tuple[FileKey, ArticleRecord]]) -> None:
        """Keeps what was made of the files of a batch."""
        if len(records) >= _LEAST_ARTICLES:
            name = chained("", (key for key, _ in records))
            pack, texts = pack_of((*key, record) for key, record in records)
            self._folder.save("texts", name, gzip_member(texts))
            self._folder.save("pack", name, pack)

    def findings(self, key: str) -> tuple[Finding, ...] | None:
        """The findings that were kept under the key."""
        content = self._folder.load("findings", key)
        return None if content is None else findings_of(json.loads(content))

    def keep_findings(self, key: str, findings: Iterable[Finding]) -> None:
        """Keeps findings under the key."""
        self._folder.save("findings", key, json.dumps(plain_findings(findings)).encode())

    def outcome(self, key: str) -> Outcome | None:
        """What came of the batch that the key names with all before it."""
        content = self._folder.load("outcome", key)
        if content is None:
            return None
        findings, keys, contribution, left_out = json.loads(content)
        return Outcome(findings_of(findings), BatchKeys.of_plain(keys), contribution, tuple(left_out))

    def keep_outcome(self, key: str, outcome: Outcome) -> None:
        """Keeps what came of a batch."""
        plain = [plain_findings(outcome.findings), *outcome[1:]]
        self._folder.save("outcome", key, json.dumps(plain).encode())

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
        if name not in self._packs:
            content = self._folder.load("pack", name)
            if content is None:
                return None
            self._packs[name] = Pack(content)
        return self._packs[name]

    def _own(self, name: str, remake: Callable[[], str], place: Place) -> str:
        if self._texts[0] != name:
            from isal import igzip  # noqa: PLC0415 - 5 ms, only where such texts are asked for

            content = self._folder.load("texts", name)
            if content is None:
                return remake()
            self._texts = name, igzip.decompress(content)
        return str(memoryview(self._texts[1])[place.start : place.end], "utf-8", "surrogatepass")
