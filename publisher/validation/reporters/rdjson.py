"""``rdjson``: reviewdog's diagnostics, which it posts as comments of a review.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf - columns count bytes of UTF-8, from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.core.spans import SourceSpan
from publisher.validation.reporters.places import bytes_before, from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def report(findings: Iterable[Finding], stream: TextIO, sources: SourceLines) -> None:
    """Writes the document as it goes, a diagnostic a line."""
    stream.write('{"source": {"name": "publisher"}, "diagnostics": [')
    separator = "\n"
    for finding in findings:
        diagnostic: dict[str, object] = {
            "message": readable(finding.message),
            "location": _location(finding.span, sources),
            "severity": _SEVERITIES[finding.severity],
            "code": {"value": finding.code},
        }
        if finding.related:
            diagnostic["relatedLocations"] = [
                {"message": readable(place.message), "location": _location(place.span, sources)}
                for place in finding.related
            ]
        stream.write(f"{separator}{json.dumps(diagnostic)}")
        separator = ",\n"
    stream.write("\n]}\n")


def _location(span: SourceSpan, sources: SourceLines) -> dict[str, object]:
    column, end_column = bytes_before(span, sources)
    return {
        "path": readable(from_repository_root(span.path)),
        "range": {
            "start": {"line": span.line, "column": column},
            "end": {"line": span.end_line, "column": end_column},
        },
    }
