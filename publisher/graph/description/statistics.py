"""Counts of a release's triples by class and property, and the first and the last of its dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self

from publisher.graph.description.names import PREFIXES, term

_TYPE = term("rdf:type")
_TYPE_BETWEEN = f" {_TYPE} "
_SCHEMA, _DCT = PREFIXES["schema"], PREFIXES["dct"]
DATES = tuple(
    f"<{each}>" for each in (f"{_SCHEMA}datePublished", f"{_SCHEMA}dateModified", f"{_DCT}issued", f"{_DCT}modified")
)
"""The properties whose values tell when what a dataset holds was made and changed."""
_LOOKED_AT = frozenset((_TYPE, *DATES))
_TEXT = re.compile(r'> "([^"\\]*)"\^\^<[^>]*> ')


class Statistics:
    """Takes the N-Quads lines of graphs in which each triple stands once; 0.4 µs a line.

    ``classes`` and ``properties`` count by IRI in brackets: instances of the class, triples with the property.
    Of the dates that have a zone, in UTC, ``last_date`` is the latest, ``period`` the outermost two of articles.

    >>> counted = Statistics()
    >>> counted.add(['<http://a> <http://p> "x" <http://g> .'])
    >>> counted.triples, dict(counted.properties)
    (1, {'<http://p>': 1})
    """

    def __init__(self) -> None:
        self.triples = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.last_date: datetime | None = None
        self.period: tuple[datetime, datetime] | None = None

    def add(self, lines: Sequence[str], *, of_article: bool = False) -> None:
        """Counts the lines of a graph."""
        self.triples += len(lines)
        names = [line.split(" ", 2)[1] for line in lines]
        self.properties.update(names)
        looked_at = [line for line, name in zip(lines, names, strict=True) if name in _LOOKED_AT]
        self.classes.update([line.split(" ", 3)[2] for line in looked_at if _TYPE_BETWEEN in line])
        dates = [_moment(line) for line in looked_at if _TYPE_BETWEEN not in line]
        if dates:
            self._see_dates([each for each in dates if each is not None], of_article=of_article)

    def update(self, other: Statistics) -> None:
        """Counts what the other has counted."""
        self.triples += other.triples
        self.classes.update(other.classes)
        self.properties.update(other.properties)
        if other.last_date is not None:
            self._see_dates([other.last_date], of_article=False)
        if other.period is not None:
            self._see_dates(other.period, of_article=True)

    def as_plain(self) -> list[object]:
        """The counts, as JSON takes them."""
        dates = [each and each.isoformat() for each in (self.last_date, *(self.period or ()))]
        return [self.triples, self.classes, self.properties, dates]

    @classmethod
    def of_plain(cls, plain: Sequence[Any]) -> Self:
        """The counts that JSON gives back."""
        counted = cls()
        counted.triples = plain[0]
        counted.classes.update(plain[1])
        counted.properties.update(plain[2])
        last, *period = (datetime.fromisoformat(each) if each else None for each in plain[3])
        counted.last_date = last
        if len(period) == 2 and period[0] is not None and period[1] is not None:
            counted.period = period[0], period[1]
        return counted

    def _see_dates(self, dates: Sequence[datetime], *, of_article: bool) -> None:
        if dates:
            self.last_date = max(dates) if self.last_date is None else max(self.last_date, *dates)
        if dates and of_article:
            known = (*dates, *(self.period or ()))
            self.period = min(known), max(known)


def _moment(line: str) -> datetime | None:
    """The moment that a line tells with a zone; None for any other value, and for years that Python has not."""
    text = _TEXT.search(line)
    try:
        moment = datetime.fromisoformat(text[1]) if text else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
