"""The signals that end a command, as one exception: what is half done is taken back on its way out."""

from __future__ import annotations

import os
import signal
from types import FrameType

_SHELL = 128
"""A shell tells a process that a signal ended by this and the signal's number."""


class Interrupted(KeyboardInterrupt):
    """A signal asked the process to end: Ctrl-C, a supervisor, a terminal that was closed."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = _SHELL + number
        self.message = f"interrupted by {signal.Signals(number).name}; what was finished stays, nothing is half written"


def interruption(problem: BaseException | None) -> Interrupted:
    """The interruption that an exception is, or was raised from; Ctrl-C where it does not say."""
    return problem if isinstance(problem, Interrupted) else Interrupted(signal.SIGINT)


def raise_on_signals() -> None:
    """The first signal is raised where the main thread stands; a second one ends the process there and then.

    A signal that is ignored, as under ``nohup``, stays ignored.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _Ending())


class _Ending:
    _has_begun = False

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if _Ending._has_begun:
            os._exit(_SHELL + number)
        _Ending._has_begun = True
        raise Interrupted(number)
