"""A finding as the JSON formats give it: these keys, in this order, null where there is nothing to say."""

from __future__ import annotations

import json

from publisher.core.findings import Finding
from publisher.core.spans import format_field_path

KEYS = (
    "code",
    "severity",
    "message",
    "path",
    "line",
    "column",
    "endLine",
    "endColumn",
    "fieldPath",
    "rule",
    "focusNode",
    "resultPath",
    "value",
    "sourceShape",
    "component",
    "fingerprint",
)


def record_of(finding: Finding) -> dict[str, str | int | None]:
    """The finding by `KEYS`."""
    span = finding.span
    values = (
        finding.code,
        finding.severity.label,
        finding.message,
        span.path,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        format_field_path(finding.field_path) if finding.field_path else None,
        finding.rule,
        finding.focus_node,
        finding.result_path,
        finding.value,
        finding.source_shape,
        finding.component,
        finding.fingerprint,
    )
    return dict(zip(KEYS, values, strict=True))


def json_of(finding: Finding) -> str:
    """The record on one line, in ASCII: no encoding and no lone surrogate can break it."""
    return json.dumps(record_of(finding))
