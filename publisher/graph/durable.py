"""What makes a change of the disk survive a power cut, and look to others as if it happened at once."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def sync_path(path: Path) -> None:
    """Waits until a file's content, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Waits until everything below the folder is on the disk, names last."""
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync_path(Path(parent, name))
        sync_path(Path(parent))


def exchange(one: Path, other: Path) -> bool:
    """Swaps two folders of one file system in one step. False, with nothing changed, where the system cannot do that.

    A reader finds the one or the other under each name, never neither (renameat2(2), RENAME_EXCHANGE).
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def remove_tree(folder: Path, unfinished: Path) -> None:
    """Removes a folder: it first takes the name of something unfinished, so that half of it never looks whole."""
    folder.rename(unfinished)
    shutil.rmtree(unfinished)
