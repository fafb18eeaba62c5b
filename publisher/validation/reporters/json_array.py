"""``json``: one array, one finding a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from publisher.core.findings import Finding
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.record import json_of


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes the array as it goes."""
    separator = "[\n"
    for finding in findings:
        stream.write(f"{separator}{json_of(finding)}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")
