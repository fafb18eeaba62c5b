"""Counts of a release's triples by class and property, and the first and the last of its dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

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
