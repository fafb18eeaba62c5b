"""``jsonl``: one JSON object a line (https://jsonlines.org/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.record import json_of


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes each finding as it comes."""
    stream.writelines(f"{json_of(finding)}\n" for finding in findings)
