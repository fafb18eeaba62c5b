"""``gitlab``: the Code Quality report that GitLab shows in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.validation.reporters.places import from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes the array as it goes. GitLab drops an entry whose fingerprint it has seen, so equal ones are numbered."""
    seen: Counter[str] = Counter()
    separator = "[\n"
    for finding in findings:
        fingerprint = finding.fingerprint
        seen[fingerprint] += 1
        entry = {
            "description": readable(finding.message),
            "check_name": finding.code,
            "fingerprint": _numbered(fingerprint, seen[fingerprint]),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": readable(from_repository_root(finding.span.path)),
                "lines": {"begin": finding.span.line, "end": finding.span.end_line},
            },
        }
        stream.write(f"{separator}{json.dumps(entry)}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _numbered(fingerprint: str, number: int) -> str:
    if number == 1:
        return fingerprint
    return hashlib.sha256(f"{fingerprint} {number}".encode()).hexdigest()[:32]
