"""Lines of source files for reports that show them. The only part of the reporters that reads the disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

_MOST_FILES = 8
_LARGEST = 64 * 1024 * 1024
_BOM = "\ufeff"


class SourceFiles:
    """Lines of files under a folder; the last files read are kept, for findings come file by file."""

    def __init__(self, folder: Path | None = None, given: Mapping[str, bytes] | None = None) -> None:
        """``given`` are the bytes of files that are not read from the disk, by their paths."""
        self._folder = folder or Path()
        self._given = given or {}
        self._lines: OrderedDict[str, list[str]] = OrderedDict()

    def __call__(self, path: str, line: int) -> str | None:
        """The line, or None where the file is gone, unreadable or shorter. Bytes that are not UTF-8 show as U+FFFD."""
        lines = self._lines.get(path)
        if lines is None:
            lines = self._lines[path] = self._read(path)
            if len(self._lines) > _MOST_FILES:
                self._lines.popitem(last=False)
        return lines[line - 1] if 0 < line <= len(lines) else None

    def _read(self, path: str) -> list[str]:
        try:
            content = self._given[path] if path in self._given else self._bytes(path)
        except (OSError, ValueError):  # ValueError: a name with a null character
            return []
        if content is None:
            return []
        text = content.decode("utf-8", "replace")
        return [line.removesuffix("\r") for line in text.removeprefix(_BOM).split("\n")]

    def _bytes(self, path: str) -> bytes | None:
        """None where no file is to be read."""
        file = self._folder / path
        # A pipe would keep us waiting, and a device never ends.
        return file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else None
