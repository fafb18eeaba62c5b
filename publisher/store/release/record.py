"""What a store was made of, told beside its files: the next release may be made out of it, if nobody has touched it since."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from publisher.graph.release_files import DESCRIPTION, GRAPHS, PROVENANCE, STORE, digest_of_file

RECORD = "publisher.json"
_TABLE = ".sst"
_OF_A_RUN = ("LOCK", "LOG", RECORD)
_MADE_OF = (GRAPHS, PROVENANCE, DESCRIPTION)


def write_record(store: Path, release: Path) -> None:
    """Tells what the store, which is closed, was made of."""
    (store / RECORD).write_text(json.dumps({"of": _made_of(release), "files": _files(store)}), "utf-8")


def is_untouched(release: Path) -> bool:
    """Whether the finished release's store is as it was made, of the files that stand beside it."""
    store = release / STORE
    try:
        told = json.loads((store / RECORD).read_bytes())
        return bool(told == {"of": _made_of(release), "files": _files(store)})
    except (OSError, ValueError):
        return False


def link_store(store: Path, target: Path) -> None:
    """A second store with the same content. Raises OSError.

    RocksDB writes a table once and never changes it, so that both stores can have the same file; all else is copied.
    So do RocksDB's own checkpoints (https://github.com/facebook/rocksdb/wiki/Checkpoints).
    """
    target.mkdir()
    for file in store.iterdir():
        if file.suffix == _TABLE:
            _link(file, target / file.name)
        elif not file.name.startswith(_OF_A_RUN):
            shutil.copyfile(file, target / file.name)


def _link(file: Path, target: Path) -> None:
    with suppress(OSError):
        os.link(file, target)
    if not target.exists():  # a file system without links, or with too many of this file
        shutil.copy2(file, target)


def _made_of(release: Path) -> list[str]:
    return [digest_of_file(release / name) for name in _MADE_OF]


def _files(store: Path) -> dict[str, list[int]]:
    """Size and time of each file that holds data."""
    found = {}
    for file in sorted(store.iterdir()):
        if not file.name.startswith(_OF_A_RUN):
            status = file.stat()
            found[file.name] = [status.st_size, status.st_mtime_ns if file.suffix == _TABLE else 0]
    return found
