"""Standard output and standard error that a reader may leave at any time, as with ``publisher validate | head``.

A command whose findings matter goes on to its end: files are written, and the exit code is the same as without the pipe.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Outlet(io.FileIO):
    """A descriptor to write to; when nobody reads any more, the rest is dropped."""

    has_reader = True
    _takes_more = True

    def write(self, content: ReadableBuffer, /) -> int:
        """As `FileIO.write`; what nobody will read counts as written. A full disk is an error once."""
        if self._takes_more:
            try:
                return super().write(content)
            except OSError as problem:
                self._takes_more = False
                # What else writes to the descriptor, such as the interpreter at its end, shall not fail again.
                os.dup2(os.open(os.devnull, os.O_WRONLY | getattr(os, "O_CLOEXEC", 0)), self.fileno())
                if not isinstance(problem, BrokenPipeError):
                    raise
                self.has_reader = False
        return memoryview(content).nbytes


def let_readers_leave() -> None:
    """From now on a reader that leaves ends nothing."""
    sys.stdout, sys.stderr = _with_outlet(sys.stdout), _with_outlet(sys.stderr)


def has_reader() -> bool:
    """Whether somebody still reads standard output; for a command that gives nothing else."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return not isinstance(raw, Outlet) or raw.has_reader


def _with_outlet(stream: TextIO) -> TextIO:
    """The stream anew; as it is where it is none of the interpreter's own, as in a test."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    buffer: object = stream.buffer
    raw = buffer if isinstance(buffer, io.FileIO) else getattr(buffer, "raw", None)  # python -u has no buffer
    if type(raw) is not io.FileIO:
        return stream
    stream.flush()
    outlet = io.BufferedWriter(Outlet(stream.fileno(), "wb", closefd=False))
    is_told_at_once = stream.line_buffering or raw is buffer
    return io.TextIOWrapper(outlet, stream.encoding, stream.errors, line_buffering=is_told_at_once)
