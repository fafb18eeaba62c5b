"""Paths as CI systems want them, and text that every one of them can show."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from publisher.core.spans import SourceSpan
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import visible


def from_repository_root(path: str) -> str:
    """The path relative to the root of the repository around the working folder, with slashes.

    A path outside of it, and every path where there is no repository, stays as it is.
    """
    here = Path.cwd()
    root = _repository_around(here)
    if root is None:
        return path
    relative = os.path.relpath(os.path.normpath(here / path), root)
    return path if relative.startswith("..") else relative.replace(os.sep, "/")


@lru_cache(maxsize=1)
def _repository_around(folder: Path) -> Path | None:
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def readable(text: str) -> str:
    r"""The text line by line as `visible` gives it; newlines stay.

    >>> readable("a\x1b\nb")
    'a\\x1b\nb'
    """
    return "\n".join(visible(line) for line in text.split("\n"))


def bytes_before(span: SourceSpan, sources: SourceLines) -> tuple[int, int]:
    """Column and end column counted in bytes of UTF-8, from 1; in characters where a line cannot be read."""
    return _in_bytes(span, span.line, span.column, sources), _in_bytes(span, span.end_line, span.end_column, sources)


def _in_bytes(span: SourceSpan, line: int, column: int, sources: SourceLines) -> int:
    text = sources(span.path, line)
    return column if text is None else len(text[: column - 1].encode("utf-8", "surrogatepass")) + 1
