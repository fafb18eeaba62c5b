"""A baseline in a run: known findings are set aside, new ones shown, repaired ones told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.core.findings import Finding
from publisher.validation.control.baseline_file import Known, known_of, read_baseline, relative_path


class Baseline:
    """What a file says is known, against what a run finds."""

    def __init__(self, file: str) -> None:
        """Raises UsageError where the file cannot be read, ConfigurationError with places where it is broken."""
        self._folder = str(Path(file).parent)
        self._left = Counter[tuple[str, str]]()
        self._known: dict[tuple[str, str], Known] = {}
        for known, count in read_baseline(file).items():
            self._left[known.path, known.fingerprint] += count
            self._known[known.path, known.fingerprint] = known
        self.set_aside = 0

    def new(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are not known. One that is known twice is set aside twice, and shown the third time."""
        for finding in findings:
            known = known_of(finding, self._folder)
            if self._left[known.path, known.fingerprint] > 0:
                self._left[known.path, known.fingerprint] -= 1
                self.set_aside += 1
            else:
                yield finding

    def repaired(self, looked_at: Iterable[str] | None = None) -> list[Known]:
        """What is known and was not found; of files that were not looked at nothing is told. None: all were."""
        seen = None if looked_at is None else {relative_path(path, self._folder) for path in looked_at}
        left = (self._known[key] for key, count in self._left.items() if count > 0)
        return sorted(each for each in left if seen is None or each.path in seen)


class Recorder:
    """Keeps the findings that pass, for the baseline file that is written at the end."""

    def __init__(self, file: str) -> None:
        """Raises as `Baseline` does, where there is such a file already and it is broken."""
        self._folder = str(Path(file).parent)
        self._known: list[Known] = []
        self._before = read_baseline(file) if Path(file).is_file() else Counter[Known]()

    def recording(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings as they come."""
        for finding in findings:
            self._known.append(known_of(finding, self._folder))
            yield finding

    def known(self, looked_at: Iterable[str] | None) -> list[Known]:
        """What is known now; of files that were not looked at what was known before. None: all were."""
        if looked_at is None:
            return self._known
        seen = {relative_path(path, self._folder) for path in looked_at}
        return [*self._known, *(each for each in self._before.elements() if each.path not in seen)]
