"""Where commands write: standard output, or a file that is replaced when all is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from publisher.core.errors import UsageError


@contextmanager
def open_output(file: str | None) -> Iterator[BinaryIO]:
    """Standard output, or the file: it is written beside and renamed when it is whole, so that a failure leaves the old one."""
    if file is None or file == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(file)
    if target.exists() and not target.is_file():
        with target.open("wb") as out:
            yield out
        return
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(target)
    except FileNotFoundError as problem:
        raise UsageError(f"cannot write {file!r}: the folder {str(target.parent)!r} is not there") from problem
    finally:
        unfinished.unlink(missing_ok=True)
