"""Reads front matters that are laid out as earlier ones were, and learns their layouts."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.content.layout import Layout
from publisher.content.layout_code import Reader, compile_layout
from publisher.content.layout_scan import scan_layout

_MOST_LAYOUTS = 4
_LARGEST_LAYOUT = 400
_FIRST_LESSON = 8
_LEAST_SAMPLES = 3
_LEAST_CREDIT = -64
_MOST_CREDIT = 64
_SELDOM = 8


@dataclass(slots=True)
class _Known:
    """A layout, and its reader as of when it was last compiled."""

    layout: Layout
    samples: int = 1
    is_new: bool = True
    read: Reader | None = None


class Layouts:
    """The layouts of a corpus, at most four, for few sites have more orders of keys.

    To learn one costs 250 µs an article and 5 ms for compiling it, and saves 30 µs with each article that has it. So
    of each run of misses eight are looked at, and each run is twice as long as the one before; where most articles are
    missed, few are tried.
    """

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._lesson = _FIRST_LESSON
        self._missed = 0
        self._credit = 0
        self._skipped = 0

    def read(self, text: str) -> dict[str, object] | None:
        """The front matter, or None where the reader of lines has to see."""
        if self._credit <= _LEAST_CREDIT:
            self._skipped += 1
            if self._skipped % _SELDOM:
                return None
        for place, known in enumerate(self._known):
            front_matter = known.read(text) if known.read is not None else None
            if front_matter is not None:
                if place:
                    self._known.insert(0, self._known.pop(place))
                if self._credit < _MOST_CREDIT:
                    self._credit += 1
                return front_matter
        if self._credit > _LEAST_CREDIT:
            self._credit -= 1
        return None

    def learn(self, text: str) -> None:
        """Look at a front matter that was missed, and that the reader of lines has read."""
        self._missed += 1
        if self._missed % (self._lesson // _FIRST_LESSON) == 0:
            seen = scan_layout(text)
            if seen is not None:
                self._add(seen)
        if self._missed >= self._lesson:
            self._missed, self._lesson = 0, self._lesson * 2
            for known in self._known:
                if known.is_new and known.samples >= _LEAST_SAMPLES:
                    known.read, known.is_new = compile_layout(known.layout), False

    def _add(self, seen: Layout) -> None:
        for known in self._known:
            if known.layout.agrees_with(seen):
                known.layout.merge(seen)
                known.samples += 1
                known.is_new = True
                if known.layout.size() > _LARGEST_LAYOUT:
                    self._known.remove(known)
                return
        if len(self._known) < _MOST_LAYOUTS:
            self._known.append(_Known(seen))
