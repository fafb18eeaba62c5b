"""One run's control: what of its findings is shown, and what is told behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.content.files import SourceFile
from publisher.core.findings import Finding, Severity
from publisher.validation.control.baseline import Baseline, Recorder
from publisher.validation.control.baseline_file import baseline_text
from publisher.validation.control.statistics import Statistics


class Control:
    """Findings pass through `weigh`; when they are through, the rest can be asked.

    ``ignored`` takes by code how many never came, for the configuration or a comment ignores them.
    """

    def __init__(self, baseline: str | None, write_baseline: str | None, max_warnings: int | None) -> None:
        """Reads the baseline before anything else is done. Raises UsageError, ConfigurationError."""
        self.statistics = Statistics()
        self._file = baseline
        self._baseline = Baseline(baseline) if baseline is not None else None
        self._recorder = Recorder(write_baseline) if write_baseline is not None else None
        self._max_warnings = max_warnings
        self.ignored = Counter[str]()

    def weigh(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are shown. Those of the baseline are recorded for a new one, and not shown."""
        if self._recorder is not None:
            findings = self._recorder.recording(findings)
        if self._baseline is not None:
            findings = self._baseline.new(findings)
        return self.statistics.counting(findings)

    def closing(self, looked_at: Iterable[str] | None) -> list[str]:
        """Lines about what is not shown: ignored, or known by the baseline; and what of that is repaired where it was looked."""
        lines = []
        if self.ignored:
            counted = ", ".join(f"{count:,} {code}" for code, count in sorted(self.ignored.items()))
            lines.append(f"{self.ignored.total():,} ignored by publisher.yaml or a comment and not shown: {counted}")
        return lines if self._baseline is None else lines + self._about_baseline(self._baseline, looked_at)

    def _about_baseline(self, baseline: Baseline, looked_at: Iterable[str] | None) -> list[str]:
        repaired = baseline.repaired(looked_at)
        lines = [f"repaired: {each.path}: {each.code} {each.message}" for each in repaired]
        if lines:
            lines.append(f"{len(lines):,} of the baseline {self._file} repaired; --write-baseline takes them out")
        if baseline.set_aside:
            lines.append(f"{baseline.set_aside:,} known by the baseline {self._file} and not shown")
        return lines

    def baseline_text(self, looked_at: Iterable[str] | None) -> str | None:
        """The baseline of this run's findings, and of the files that it did not look at; None where none was asked for."""
        return None if self._recorder is None else baseline_text(self._recorder.known(looked_at))

    def too_many_warnings(self) -> str | None:
        """A complaint where more warnings were shown than are allowed."""
        found = self.statistics.count(Severity.WARNING)
        if self._max_warnings is None or found <= self._max_warnings:
            return None
        counted = "1 warning" if found == 1 else f"{found:,} warnings"
        return f"{counted}, more than the {self._max_warnings:,} that --max-warnings allows"


def seen_paths(files: Iterable[SourceFile], seen: set[str]) -> Iterator[SourceFile]:
    """The files as they come; the path of each is added to ``seen``."""
    for file in files:
        seen.add(file.path)
        yield file
