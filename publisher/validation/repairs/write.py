"""Repaired bytes into their file: whole or not at all, and with the mode that it had."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def replace_bytes(path: str, before: bytes, after: bytes) -> None:
    """Writes beside the file and renames; through a link its target.

    Raises OSError, also where the file is no longer what was read, or may not be written.
    """
    file = Path(path).resolve(strict=True)
    if file.read_bytes() != before:
        raise OSError(0, "it has changed since it was read", path)
    if not os.access(file, os.W_OK):
        raise PermissionError(13, "it may not be written", path)
    status = file.stat()
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(after)
            out.flush()
            os.fchmod(out.fileno(), stat.S_IMODE(status.st_mode))
            with suppress(OSError):  # only its owner or root can hand a file over
                os.fchown(out.fileno(), status.st_uid, status.st_gid)
            os.fsync(out.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
