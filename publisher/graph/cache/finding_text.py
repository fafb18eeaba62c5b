"""Findings as values of JSON, and back again, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.spans import SourceSpan

Plain = list[Any]


def plain_findings(findings: Iterable[Finding]) -> list[Plain]:
    """The findings, each as a list."""
    return [_plain(finding) for finding in findings]


def findings_of(values: Sequence[Plain]) -> tuple[Finding, ...]:
    """What `plain_findings` gave."""
    return tuple(_finding(value) for value in values)


def _plain(finding: Finding) -> Plain:
    return [
        finding.code,
        int(finding.severity),
        finding.message,
        _plain_span(finding.span),
        finding.field_path,
        finding.rule,
        finding.focus_node,
        finding.result_path,
        finding.value,
        finding.source_shape,
        finding.component,
        [[_plain_span(place.span), place.message] for place in finding.related],
    ]


def _finding(value: Plain) -> Finding:
    code, severity, message, span, path, rule, focus_node, result_path, term, shape, component, related = value
    return Finding(
        code,
        Severity(severity),
        message,
        SourceSpan(*span),
        None if path is None else tuple(path),
        rule,
        focus_node,
        result_path,
        term,
        shape,
        component,
        tuple(RelatedPlace(SourceSpan(*place), words) for place, words in related),
    )


def _plain_span(span: SourceSpan) -> Plain:
    return [span.path, span.line, span.column, span.end_line, span.end_column]
