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
IGNORE_OF_LOSS = Rule(
    "V304",
    "ignore-of-a-loss",
    Severity.WARNING,
    "A comment or the configuration ignores an error for which a whole article is left out of the release. "
    "It is reported all the same, for the article would be lost without a word.",
    "Mend the error, or leave the file out on purpose, by content.ignore in the configuration.",
)
UNREADABLE_IGNORE = Rule(
    "V305",
    "ignore-without-code",
    Severity.WARNING,
    "A comment looks as if it ignored a rule, and ignores nothing: it names no code, or has no blank where one is needed.",
    "Write `# publisher: ignore CODE`, in a body `<!-- publisher: ignore CODE -->`.",
)

CONTROL_RULES: tuple[Rule, ...] = (
    BROKEN_BASELINE,
    UNNEEDED_IGNORE,
    UNKNOWN_IGNORED_RULE,
    IGNORE_OF_LOSS,
    UNREADABLE_IGNORE,
)
