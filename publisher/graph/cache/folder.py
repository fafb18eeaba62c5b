"""A folder of kept results: each file checks itself, so that what is damaged, half written or another's is not there."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

CACHE = "cache"
MOST_BYTES = 2 << 30
LONGEST_DAYS = 30
_HEAD = b"publisher cache 1\n"
_DIGEST = 32
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"
_FRESH_SECONDS = 3600


class CacheFolder:
    """Results by kind and key, below a folder for everything but the articles that they depend on.

    Nothing here raises for the disk's sake: what cannot be read is not there, and what cannot be written is not kept.
    """

    def __init__(self, build_folder: Path, scope: str) -> None:
        self._root = build_folder / CACHE
        self._folder = self._root / scope
        self._can_write = True
        self._has_written = False

    def load(self, kind: str, key: str) -> bytes | None:
        """What was kept under the key, if it is whole and was kept under just that key."""
        file = self._file(kind, key)
        try:
            content = file.read_bytes()
            if time.time() - file.stat().st_mtime > _FRESH_SECONDS:
                os.utime(file)  # it is of use, and is removed last
        except OSError:
            return None
        start = len(_HEAD) + _DIGEST
        payload = memoryview(content)[start:]
        if content[: len(_HEAD)] != _HEAD or _digest(kind, key, payload) != content[len(_HEAD) : start]:
            return None
        return bytes(payload)

    def save(self, kind: str, key: str, payload: bytes) -> None:
        """Keeps the payload, written beside and renamed; nothing is kept any more once the disk has refused."""
        if not self._can_write:
            return
        file = self._file(kind, key)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            self._prepare()
            with beside.open("wb") as out:
                out.write(_HEAD)
                out.write(_digest(kind, key, memoryview(payload)))
                out.write(payload)
            beside.replace(file)
        except OSError:
            self._can_write = False
            with suppress(OSError):
                beside.unlink()

    def keys(self, kind: str) -> list[str]:
        """The keys that something of the kind is kept under, the newest first."""
        try:
            files = [(entry.stat().st_mtime, entry.name) for entry in os.scandir(self._folder)]
        except OSError:
            return []
        ending = f".{kind}"
        return [name.removesuffix(ending) for _, name in sorted(files, reverse=True) if name.endswith(ending)]

    def tidy(self, most_bytes: int = MOST_BYTES, longest_days: float = LONGEST_DAYS) -> None:
        """Removes what was of no use for a month, and beyond the most bytes what was longest of no use."""
        if not self._has_written:
            return
        with suppress(OSError):
            found = [(path.stat(), path) for path in self._root.glob("*/*")]
            left = most_bytes
            for status, path in sorted(found, key=lambda each: each[0].st_mtime, reverse=True):
                age = time.time() - status.st_mtime
                left -= status.st_size
                stray = path.name.startswith(".") and age > _FRESH_SECONDS
                if stray or left < 0 or age > longest_days * 86_400:
                    path.unlink(missing_ok=True)
            for folder in self._root.iterdir():
                if folder.is_dir() and not any(folder.iterdir()):
                    shutil.rmtree(folder, ignore_errors=True)

    def _file(self, kind: str, key: str) -> Path:
        return self._folder / f"{key}.{kind}"

    def _prepare(self) -> None:
        if self._has_written:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        tag, ignore = self._root / "CACHEDIR.TAG", self._root / ".gitignore"
        if not tag.exists():
            tag.write_text(_TAG, "utf-8")
            ignore.write_text("*\n", "utf-8")
        self._has_written = True


def _digest(kind: str, key: str, payload: memoryview) -> bytes:
    digest = hashlib.sha256(f"{kind} {key}\n".encode())
    digest.update(payload)
    return digest.digest()
