"""The folder of page documents: writes what has changed, removes what is gone, and touches no file of others."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publisher.core.errors import UsageError
from publisher.pages.file_names import SUFFIX, name_problem

MANIFEST = ".publisher-pages.json"
UNFINISHED = ".publisher-pages.unfinished"
_VERSION = 1


class PageFolder:
    """A folder while documents are written into it; a manifest in it tells which files are the publisher's.

    Whoever reads a file meanwhile sees its old text or its new one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._beginning = f"{folder}{os.sep}"
        self._known: frozenset[str] = frozenset()
        self._present: set[str] = set()
        self.written = 0
        self.unchanged = 0
        self.removed = 0

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Makes the folder where it is not there, and keeps other runs out. Raises UsageError where that cannot be."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as problem:
            raise UsageError(f"cannot write into {str(self._folder)!r}: {problem.strerror}") from problem
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._known = self._read_manifest()
            self._present = set(os.listdir(handle))  # noqa: PTH208 - names, not paths
            yield
        except BlockingIOError as problem:
            raise UsageError(f"another run is writing into {str(self._folder)!r}; wait until it is done") from problem
        finally:
            (self._folder / UNFINISHED).unlink(missing_ok=True)
            os.close(handle)

    def announce(self, names: Iterable[str]) -> None:
        """Notes the files that are going to be made, so that a run that is stopped leaves none that nobody owns."""
        new = frozenset(name for name in names if name not in self._known and name not in self._present)
        if new:
            self._write_manifest(self._known | new)

    def write(self, name: str, text: str) -> bool:
        """Writes the file where its text is another. False for a file of others, which stays as it is."""
        content = text.encode()
        target = self._beginning + name
        if name in self._present:
            if _content(target) == content:
                self.unchanged += 1
                return True
            if name not in self._known:
                return False
        self._replace(target, content)
        self.written += 1
        return True

    def finish(self, names: frozenset[str]) -> None:
        """Removes what an earlier run wrote and this one has not."""
        for name in sorted(self._known - names):
            with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
                (self._folder / name).unlink()
                self.removed += 1
        self._known = names
        self._write_manifest(names)

    def _replace(self, target: str, content: bytes) -> None:
        """By the system's own calls: a file of Python's costs as much again as these."""
        unfinished = self._beginning + UNFINISHED
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
        try:
            while content:
                content = content[os.write(handle, content) :]
        finally:
            os.close(handle)
        os.replace(unfinished, target)  # noqa: PTH105 - see above

    def _read_manifest(self) -> frozenset[str]:
        """The names in the manifest, and of those only such as the publisher gives."""
        file = self._folder / MANIFEST
        try:
            manifest = json.loads(file.read_text("utf-8"))
            names = manifest["files"] if manifest["version"] == _VERSION else None
        except FileNotFoundError:
            return frozenset()
        except (ValueError, KeyError, TypeError) as problem:
            raise UsageError(
                f"{str(file)!r} is damaged: {problem}; remove it, and the page documents beside it"
            ) from problem
        if not isinstance(names, list):
            raise UsageError(f"{str(file)!r} is of another version of the publisher; write into another folder")
        return frozenset(name for name in names if isinstance(name, str) and _is_ours(name))

    def _write_manifest(self, names: frozenset[str]) -> None:
        text = json.dumps({"version": _VERSION, "files": sorted(names)}, ensure_ascii=False, indent=0) + "\n"
        target = self._beginning + MANIFEST
        if _content(target) != text.encode():
            self._replace(target, text.encode())


def _is_ours(name: str) -> bool:
    return name.endswith(SUFFIX) and name_problem(name.removesuffix(SUFFIX)) is None


def _content(file: str) -> bytes | None:
    """What the file holds; None where there is none, or it is no plain file."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        told = os.fstat(handle)
        if not stat.S_ISREG(told.st_mode):
            return None
        parts = []
        while part := os.read(handle, told.st_size + 1):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)
