"""Whether an installed distribution brings anything: a look at its files, at a tenth of what asking importlib.metadata costs."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder


def is_brought(group: str) -> bool:
    """Whether a distribution may have entry points of the group. Where files do not tell, the answer is yes."""
    if any(hasattr(each, "find_distributions") and each is not PathFinder for each in sys.meta_path):
        return True
    return any(_names(folder, group.encode()) for folder in sys.path)


def _names(folder: str, group: bytes) -> bool:
    """Whether the metadata in a folder of modules names the group; that in an archive may."""
    try:
        found = os.listdir(folder or os.curdir)  # noqa: PTH208 - here and below: path objects cost three times the work
    except NotADirectoryError:
        return True
    except OSError:
        return False
    return any(
        name.endswith(".egg") or _says(f"{folder or os.curdir}/{name}/entry_points.txt", group)
        for name in found
        if name.endswith((".dist-info", ".egg-info", ".egg")) or name == "EGG-INFO"
    )


def _says(file: str, group: bytes) -> bool:
    try:
        with open(file, "rb") as entries:  # noqa: PTH123 - as above
            return group in entries.read()
    except OSError:
        return False
