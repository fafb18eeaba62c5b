"""How many findings of each code, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.core.findings import Finding, Severity


class Statistics:
    """Counts by code and severity what passes by."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Severity, str]] = Counter()
        self._files: dict[tuple[Severity, str], set[str]] = {}

    def counting(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings as they come."""
        for finding in findings:
            key = finding.severity, finding.code
            self._counts[key] += 1
            self._files.setdefault(key, set()).add(finding.span.path)
            yield finding

    def count(self, severity: Severity) -> int:
        """How many of the severity have passed."""
        return sum(count for (each, _), count in self._counts.items() if each is severity)

    def lines(self) -> list[str]:
        """One line a code: how many, in how many files, the severity, the code."""
        ordered = sorted(self._counts.items(), key=lambda item: (-item[1], -item[0][0], item[0][1]))
        return [
            f"{count:>8,}  in {_files(len(self._files[key])):<14} {key[0].label:<8} {key[1]}" for key, count in ordered
        ]


def _files(count: int) -> str:
    return f"{count:,} file" + ("" if count == 1 else "s")
