"""Lines on their way into the generated source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.mapping.compiler.writer import Code


class Sink(NamedTuple):
    """Where lines go: the function for those that do not repeat, that for those that may, and the latter's list."""

    safe: str = "a"
    loose: str = "u"
    list: str = "loose"


ARTICLE = Sink()
"""The article's own lines."""


@dataclass(slots=True)
class Lines:
    """Lines on their way to the output: neighbours under the same conditions are written together.

    ``implied`` are conditions that hold anyway where the lines stand.
    """

    sink: Sink = ARTICLE
    implied: tuple[str, ...] = ()
    code: Code = field(default_factory=Code)
    _pending: list[tuple[str, str]] = field(default_factory=list)
    _guards: tuple[str, ...] = ()

    def add(self, fragment: str, guards: Iterable[str], *, repeats: bool, first: str = "") -> None:
        """One line; ``repeats`` tells that another may be equal to it. ``first`` is done before it under its guards."""
        wanted = tuple(each for each in dict.fromkeys(guards) if each not in self.implied)
        if wanted != self._guards:
            self.flush()
        self._guards = wanted
        if first and ("", first) not in self._pending:
            self._pending.append(("", first))
        into = self.sink.loose if repeats else self.sink.safe
        if self._pending and into == self.sink.safe == self._pending[-1][0]:
            fragment = self._pending.pop()[1] + fragment
        self._pending.append((into, fragment))

    def flush(self) -> None:
        """Write out what is pending."""
        body = Code([f"{into}(f'{text}')" if into else text for into, text in self._pending])
        if self._guards:
            self.code.nest(f"if {' and '.join(self._guards)}:", body)
        else:
            self.code.lines += body.lines
        self._pending = []
