"""Patterns of file names, as a configuration writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence


class Globs:
    """What is wanted in a folder and what is left out; paths are relative to it, with ``/`` between their segments.

    A pattern without a slash holds for a name at any depth. ``*`` and ``?`` stay within a segment, ``**`` stands for
    any number of them. Names that begin with ``.`` or ``#`` are left out, as Hugo does, unless a pattern begins so.

    >>> globs = Globs(["*.md"], ["drafts", "a/**/x.md"])
    >>> [globs.includes(path) for path in ("_index.md", "deep/er/b.md", "b.txt", ".b.md")]
    [True, True, False, False]
    >>> [globs.ignores(path) for path in ("deep/drafts", "a/x.md", "a/b/c/x.md", "x.md")]
    [True, True, True, False]
    """

    def __init__(self, include: Sequence[str], ignore: Sequence[str]) -> None:
        self._include = _compile(include)
        self._ignore = _compile(ignore)
        self._hidden_wanted = any(pattern.rpartition("/")[2].startswith((".", "#")) for pattern in include)

    def includes(self, path: str) -> bool:
        """Whether a file of this path is wanted, if it is not left out."""
        return bool(self._include.fullmatch(path)) and (self._hidden_wanted or not _is_hidden(path))

    def names(self, path: str) -> bool:
        """Whether a pattern of what is left out names this very path, hidden or not."""
        return bool(self._ignore.fullmatch(path))

    def ignores(self, path: str) -> bool:
        """Whether a file or folder is left out; of a folder everything in it is."""
        return self.names(path) or (not self._hidden_wanted and _is_hidden(path))


def _is_hidden(path: str) -> bool:
    return path.rpartition("/")[2].startswith((".", "#"))


def _compile(patterns: Sequence[str]) -> re.Pattern[str]:
    if not patterns:
        return re.compile(r"(?!)")
    return re.compile("|".join(_translate(pattern) for pattern in patterns), re.DOTALL)


def _translate(pattern: str) -> str:
    trimmed = pattern.removeprefix("./").strip("/")
    segments = trimmed.split("/")
    if len(segments) == 1 and not pattern.startswith("/"):
        segments.insert(0, "**")
    out = []
    for number, segment in enumerate(segments, start=1):
        is_last = number == len(segments)
        if segment == "**":
            out.append(".+" if is_last else "(?:[^/]+/)*")
        else:
            out.append(_translate_segment(segment) + ("" if is_last else "/"))
    return f"(?:{''.join(out)})"


def _translate_segment(segment: str) -> str:
    out: list[str] = []
    rest = segment
    while rest:
        letter, rest = rest[0], rest[1:]
        if letter == "*":
            out.append("[^/]*")
        elif letter == "?":
            out.append("[^/]")
        elif letter == "[" and "]" in rest[1:]:
            close = rest.index("]", 1)
            inside, rest = rest[:close], rest[close + 1 :]
            negated = "^" if inside[0] in "!^" else ""
            members = inside[1:] if negated else inside
            out.append(f"[{negated}{''.join(m if m == '-' else re.escape(m) for m in members)}]")
        else:
            out.append(re.escape(letter))
    return "".join(out)
