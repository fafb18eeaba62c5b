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

UNNEEDED_IGNORE = Rule(
    "V302",
    "ignore-not-needed",
    Severity.INFO,
    "A comment or the configuration ignores a rule that reports nothing there: the fault is mended, or never was.",
    "Remove the code, so that the rule speaks again when there is a reason.",
)
UNKNOWN_IGNORED_RULE = Rule(
    "V303",
    "ignore-of-no-rule",
    Severity.WARNING,
    "A comment or the configuration ignores a code that no rule has, so nothing is ignored.",
    "Correct the code; `publisher rule` lists all.",
)

CONTROL_RULES: tuple[Rule, ...] = (BROKEN_BASELINE, UNNEEDED_IGNORE, UNKNOWN_IGNORED_RULE)
