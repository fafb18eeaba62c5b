"""The rules of a run's control: codes V3xx."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

BROKEN_BASELINE = Rule(
    "V301",
    "broken-baseline",
    Severity.ERROR,
    "A baseline file is not what --write-baseline writes, so it cannot tell which findings are known.",
    "Correct the place, or write the file again with --write-baseline.",
)

CONTROL_RULES: tuple[Rule, ...] = (BROKEN_BASELINE,)
