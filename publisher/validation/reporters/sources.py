"""Lines of source files for reports that show them. The only part of the reporters that reads the disk."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

_MOST_FILES = 8
_LARGEST = 64 * 1024 * 1024
_BOM = "\ufeff"


class SourceFiles:
    """Lines of files under a folder; the last files read are kept, for findings come file by file."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path()
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
        file = self._folder / path
        try:
            # A pipe would keep us waiting, and a device never ends.
            if not file.is_file() or file.stat().st_size > _LARGEST:
                return []
            text = file.read_bytes().decode("utf-8", "replace")
        except (OSError, ValueError):  # ValueError: a name with a null character
            return []
        return [line.removesuffix("\r") for line in text.removeprefix(_BOM).split("\n")]
