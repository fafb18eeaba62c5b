"""The one type for every problem of content, mapping or shapes, located in the author's file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from publisher.core.spans import FieldPath, SourceSpan, format_field_path


class Severity(IntEnum):
    """How much a finding weighs; the names are those of ``--fail-on``."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The word printed and taken on the command line: ``info``, ``warning``, ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A second place that belongs to a finding, with what it has to do with it."""

    span: SourceSpan
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: what is wrong, where, what was expected, and what to do.

    ``rule`` names the mapping rule, the SHACL fields are IRIs or N-Triples terms as
    SHACL's validation report gives them (https://www.w3.org/TR/shacl/#results-validation-result).
    """

    code: str
    severity: Severity
    message: str
    span: SourceSpan
    field_path: FieldPath | None = None
    rule: str | None = None
    focus_node: str | None = None
    result_path: str | None = None
    value: str | None = None
    source_shape: str | None = None
    component: str | None = None
    related: tuple[RelatedPlace, ...] = ()

    @property
    def fingerprint(self) -> str:
        """32 hex digits that stay the same when the lines around the finding move.

        Made of what is wrong and where in the article's structure, never of line numbers.
        """
        parts = (
            self.code,
            self.span.path,
            format_field_path(self.field_path or ()),
            self.focus_node or "",
            self.result_path or "",
            self.value or "",
            "" if self.source_shape else self.message,  # a shape and its node say enough, whatever the words
        )
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are shown by file, then place, then code."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The distinct findings, by file, place and code."""
    return distinct(sorted(findings, key=Finding.sort_key))


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order; those that say the same at the same place are one, with the related places of all.

    So a bad value that three rules use is told once, and names the three rules.
    """
    merged: dict[tuple[str, str, SourceSpan, str | None], Finding] = {}
    for finding in findings:
        key = (finding.code, finding.message, finding.span, finding.focus_node)
        first = merged.get(key)
        if first is None:
            merged[key] = finding
        elif finding.related != first.related:
            merged[key] = replace(first, related=tuple(dict.fromkeys((*first.related, *finding.related))))
    return list(merged.values())
