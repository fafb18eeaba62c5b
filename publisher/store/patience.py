"""Trying again, with growing pauses, what may pass by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import TypeVar

from publisher.core.errors import StoreError
from publisher.store.failures import PassingError

T = TypeVar("T")
LONGEST_PAUSE = 120.0


def _say_nothing(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Patience:
    """How often something is tried again; the pauses are 0.5 s, 1 s, 2 s … or as long as the store asks for.

    ``tell`` gets a sentence before each pause.
    """

    retries: int = 0
    tell: Callable[[str], None] = _say_nothing
    first_pause: float = 0.5

    def try_until_done(self, action: Callable[[], T]) -> T:
        """What the action gives. Raises its error where that cannot pass, or has not passed."""
        for tried in range(self.retries):
            try:
                return action()
            except PassingError as problem:
                pause = self.first_pause * 2**tried if problem.pause is None else problem.pause
                if pause > LONGEST_PAUSE:
                    raise StoreError(f"{problem.message} It asks to come back in {pause:,.0f} s.") from problem
                self.tell(f"{problem.message}; trying again in {pause:g} s ({tried + 1} of {self.retries})")
                sleep(pause)
        return action()


NO_PATIENCE = Patience()
