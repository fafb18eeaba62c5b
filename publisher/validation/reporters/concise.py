"""``concise``: ``path:line:column: CODE message``, one finding a line, as editors and grep read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import visible, write


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes each finding as it comes."""
    for finding in findings:
        write(stream, f"{visible(f'{finding.span}: {finding.code} {finding.message}')}\n")
