"""Reads a mapping file, YARRRML or RML by its extension, to a checked plan."""

from __future__ import annotations

import stat
from pathlib import Path

from publisher.core.errors import MappingError
from publisher.core.spans import SourceSpan
from publisher.mapping.options import ReaderOptions, ReadMapping
from publisher.mapping.rules import UNREADABLE

LARGEST = 16 * 1024 * 1024
"""Bytes of a mapping file."""

__all__ = ["ReadMapping", "ReaderOptions", "read_mapping"]


def read_mapping(file: Path, shown: str, options: ReaderOptions) -> ReadMapping:
    """The plan of a mapping file, and its warnings and notes. ``shown`` is how the user named the file.

    Raises MappingError with every error of the mapping; each has its place.
    """
    text = _text(file, shown)
    if file.suffix.lower() == ".ttl":
        from publisher.mapping.rml.reader import read_rml  # noqa: PLC0415 - pyoxigraph is heavy

        return read_rml(text, shown, file.parent, options)
    from publisher.mapping.yarrrml.reader import read_yarrrml  # noqa: PLC0415 - one reader is enough

    return read_yarrrml(text, shown, file.parent, options)


def _text(file: Path, shown: str) -> str:
    """The text of the file, its lines ended as they are."""
    try:
        return _bytes(file).decode("utf-8-sig")
    except FileNotFoundError:
        message = f"there is no mapping file {shown}"
    except OSError as error:
        message = f"the mapping file {shown} cannot be read: {error.strerror or error}"
    except UnicodeDecodeError as error:
        message = f"the mapping file {shown} is not UTF-8: byte {error.start} is wrong"
    raise MappingError(message, [UNREADABLE.at(SourceSpan.point(shown), message)])


def _bytes(file: Path) -> bytes:
    """A pipe or a device may never end, so a regular file is wanted."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is no regular file")
    if status.st_size > LARGEST:
        raise OSError(f"it is larger than {LARGEST:,} bytes")
    return file.read_bytes()
