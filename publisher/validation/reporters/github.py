"""``github``: workflow commands, which GitHub Actions shows as annotations beside the line.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.validation.reporters.places import from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import write

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes each finding as it comes, one command a line."""
    for finding in findings:
        span = finding.span
        properties = {"file": from_repository_root(span.path), "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:  # GitHub takes columns of one line only
            properties |= {"col": span.column, "endColumn": span.end_column}
        properties["title"] = finding.code
        written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        write(stream, f"::{_COMMANDS[finding.severity]} {written}::{_text(finding.message)}\n")


def _text(value: str) -> str:
    return readable(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
