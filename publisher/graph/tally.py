"""Counts of findings by severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from publisher.core.findings import Finding, Severity


class Tally:
    """Counts what passes by.

    >>> tally = Tally()
    >>> tally.reaches("info"), str(tally)
    (False, 'no findings')
    """

    def __init__(self) -> None:
        self._counts: Counter[Severity] = Counter()

    def counting(self, *findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings, one after the other, counted as they pass."""
        for finding in chain.from_iterable(findings):
            self._counts[finding.severity] += 1
            yield finding

    def reaches(self, threshold: str) -> bool:
        """Whether any finding is at or above the severity of that name."""
        return any(count and severity >= Severity[threshold.upper()] for severity, count in self._counts.items())

    def by_severity(self) -> dict[str, int]:
        """How many of each severity, the heaviest first."""
        return {severity.label: self._counts[severity] for severity in sorted(Severity, reverse=True)}

    def __str__(self) -> str:
        total = sum(self._counts.values())
        if not total:
            return "no findings"
        names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
        parts = [_counted(self._counts[severity], names[severity]) for severity in sorted(Severity, reverse=True)]
        return f"{_counted(total, 'finding')} ({', '.join(parts)})"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
