"""Counts of a release's triples by class and property, and the first and the last of its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from publisher.core.nquads import read_literal, split_line
from publisher.graph.description.names import PREFIXES, term

_TYPE = term("rdf:type")
_TYPE_BETWEEN = f" {_TYPE} "
_SCHEMA, _DCT = PREFIXES["schema"], PREFIXES["dct"]
DATES = tuple(
    f"<{each}>" for each in (f"{_SCHEMA}datePublished", f"{_SCHEMA}dateModified", f"{_DCT}issued", f"{_DCT}modified")
)
"""The properties whose values tell when what a dataset holds was made and changed."""


class Statistics:
    """Takes the N-Quads lines of graphs in which each triple stands once; 0.3 µs a line.

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
        counts = Counter([line.split(" ", 2)[1] for line in lines])
        self.properties.update(counts)
        if _TYPE in counts:
            self.classes.update([line.split(" ", 3)[2] for line in lines if _TYPE_BETWEEN in line])
        if any(each in counts for each in DATES):
            self._see_dates([each for each in _dates_of(lines) if each is not None], of_article=of_article)

    def _see_dates(self, dates: Sequence[datetime], *, of_article: bool) -> None:
        if dates:
            self.last_date = max(dates) if self.last_date is None else max(self.last_date, *dates)
        if dates and of_article:
            known = (*dates, *(self.period or ()))
            self.period = min(known), max(known)


def _dates_of(lines: Iterable[str]) -> Iterator[datetime | None]:
    for line in lines:
        if line.split(" ", 2)[1] in DATES:
            literal = read_literal(split_line(line).object)
            yield _moment(literal.text) if literal else None


def _moment(text: str) -> datetime | None:
    """The moment of an xsd:dateTime with a zone; None for any other text, and for years that Python has not."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
