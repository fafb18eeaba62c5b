"""``azure``: logging commands, which Azure Pipelines lists as issues of the run.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.validation.reporters.places import from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import visible, write


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes each finding as it comes. Azure knows errors and warnings only: a note is a plain line of the log."""
    for finding in findings:
        path = from_repository_root(finding.span.path)
        if finding.severity is Severity.INFO:
            place = f"{path}:{finding.span.line}:{finding.span.column}"
            write(stream, f"{visible(f'{place}: {finding.code} {finding.message}')}\n")
            continue
        properties = {
            "type": finding.severity.label,
            "sourcepath": path,
            "linenumber": str(finding.span.line),
            "columnnumber": str(finding.span.column),
            "code": finding.code,
        }
        written = "".join(f"{name}={_property(value)};" for name, value in properties.items())
        write(stream, f"##vso[task.logissue {written}]{_text(finding.message)}\n")


def _text(value: str) -> str:
    return readable(value).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace("]", "%5D").replace(";", "%3B")
