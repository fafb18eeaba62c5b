"""Finds the files of a folder, in an order that every platform gives."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

from publisher.content.globs import Globs
from publisher.content.rules import FILE_UNREADABLE, LINK_OUTSIDE
from publisher.core.errors import UsageError
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan

DEFAULT_INCLUDE = ("*.md", "*.markdown", "*.html", "*.htm", "*.Rmd", "*.Rmarkdown")
LIST_ON_INPUT = "-"


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """Globs relative to the folder that is walked; ``ignore`` wins, and a folder that it names is not entered.

    A file that is named itself is read whatever its name.
    """

    include: tuple[str, ...] = DEFAULT_INCLUDE
    ignore: tuple[str, ...] = ()


class FoundFile(NamedTuple):
    """A file to read: ``path`` is the argument joined with the rest, as it is printed and can be opened."""

    path: str


def walk(paths: Sequence[str], options: WalkOptions, listing: TextIO | None = None) -> Iterator[FoundFile | Finding]:
    """The files that the paths name or hold, each once.

    They come in the order of the paths, and in a folder by the code points of their names, segment by segment.
    For the path ``-`` the paths are read from ``listing``, one a line. Raises UsageError, before anything is given,
    for a path that is not there; one that is only in the list is a finding.
    """
    named: list[str] = []
    for path in paths:
        if path == LIST_ON_INPUT and listing is not None:
            named.extend(_lines(listing))
        elif not os.path.lexists(path):
            raise UsageError(f"there is no file or folder {path!r}")
        else:
            named.append(path)
    return _walk_all(named, Globs(options.include, options.ignore))


def unreadable(path: str, error: Exception) -> Finding:
    """The finding for a file or folder that cannot be read."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return FILE_UNREADABLE.at(SourceSpan.point(shown), f"it cannot be read: {reason}")


def _lines(listing: TextIO) -> list[str]:
    return [line.removesuffix("\r") for line in listing.read().split("\n") if line.strip()]


def _walk_all(named: Iterable[str], globs: Globs) -> Iterator[FoundFile | Finding]:
    seen: set[str] = set()
    named = list(named)
    identity = (
        _RealPaths() if len(named) > 1 else os.path.normpath
    )  # one folder has each file once, and links are looked at
    for path in named:
        for each in _Folder(path, globs).walk() if _is_folder(path) else [_named_file(path)]:
            if isinstance(each, Finding):
                yield each
            elif (real := identity(each.path)) not in seen:
                seen.add(real)
                yield each


class _RealPaths:
    """From paths to those that a file has without links; each folder is asked about once. 3 µs a file."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        try:
            if os.path.islink(path):  # noqa: PTH114 - the path is kept as it was written
                return os.path.realpath(path)
            folder, name = os.path.split(path)
            if name in {"", ".", ".."}:
                return os.path.realpath(path)
            if folder not in self._folders:
                self._folders[folder] = os.path.realpath(folder)
            return os.path.join(self._folders[folder], name)  # noqa: PTH118 - as above
        except (OSError, ValueError):
            return os.path.normpath(path)


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - the path is kept as it was written
    except (OSError, ValueError):
        return False


def _named_file(path: str) -> FoundFile | Finding:
    return FoundFile(path) if _is_utf8(path) else unreadable(path, ValueError("its name is not UTF-8"))


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Folder:
    """One folder named on the command line."""

    def __init__(self, root: str, globs: Globs) -> None:
        self._root = root
        self._real_root = Path(root).resolve()
        self._globs = globs

    def walk(self) -> Iterator[FoundFile | Finding]:
        """Without recursion: a stack of folders' entries, the next one last."""
        waiting = [("", self._entries(""))]
        while waiting:
            relative, entries = waiting[-1]
            entry = next(entries, None)
            if entry is None:
                waiting.pop()
            elif isinstance(entry, Finding):
                yield entry
            else:
                inside = f"{relative}/{entry.name}" if relative else entry.name
                found = self._look_at(entry, inside)
                if found == "folder":
                    waiting.append((inside, self._entries(inside)))
                elif not isinstance(found, str):
                    yield found

    def _entries(self, relative: str) -> Iterator[os.DirEntry[str] | Finding]:
        shown = self._shown(relative) if relative else self._root
        try:
            with os.scandir(shown) as listing:
                yield from sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(shown, error)

    def _look_at(self, entry: os.DirEntry[str], relative: str) -> FoundFile | Finding | str:
        """A file that is wanted, a finding, ``folder`` to go into, or the empty text."""
        if self._globs.ignores(relative):
            return ""
        shown = self._shown(relative)
        try:
            if entry.is_symlink():
                return self._look_at_link(entry, relative)
            if entry.is_dir(follow_symlinks=False):
                return "folder"
            if not self._globs.includes(relative):
                return ""
            is_file = entry.is_file(follow_symlinks=False)
        except OSError as error:
            return unreadable(shown, error)
        return _named_file(shown) if is_file else unreadable(shown, OSError("it is no regular file"))

    def _look_at_link(self, entry: os.DirEntry[str], relative: str) -> FoundFile | Finding | str:
        """A link to what is found in this folder by its own path is passed over, so that each file is read once."""
        is_folder, is_wanted = entry.is_dir(), self._globs.includes(relative)
        if not is_folder and not is_wanted:
            return ""
        shown = self._shown(relative)
        try:
            target = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError) as error:
            return unreadable(shown, error)
        if not target.is_relative_to(self._real_root):
            message = "this symbolic link leads out of the folder and is not followed"
            return LINK_OUTSIDE.at(SourceSpan.point(shown), message)
        own = target.relative_to(self._real_root).as_posix()
        found_itself = self._globs.includes(own) and not any(self._globs.ignores(part) for part in _ancestry(own))
        return "" if is_folder or found_itself else _named_file(shown)

    def _shown(self, relative: str) -> str:
        return f"{self._root}{relative}" if self._root.endswith("/") else f"{self._root}/{relative}"


def _ancestry(path: str) -> Iterator[str]:
    segments = path.split("/")
    return ("/".join(segments[:length]) for length in range(1, len(segments) + 1))
