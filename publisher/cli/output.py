"""Where commands write: standard output, or a file that is replaced when all is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
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


def refuse_same_file(outputs: Sequence[str | None], inputs: Iterable[str | Path]) -> None:
    """Raises UsageError where one file would be written twice, or what is read would be written over."""
    read = {os.path.realpath(each) for each in inputs}
    written: dict[str, str] = {}
    for output in outputs:
        if output is None or output == "-" or (Path(output).exists() and not Path(output).is_file()):
            continue
        real = os.path.realpath(output)
        if real in written:
            raise UsageError(f"{written[real]!r} and {output!r} are one file: name another one for one of the two")
        if real in read:
            raise UsageError(f"{output!r} is read, and would be written over: name another file to write to")
        written[real] = output
