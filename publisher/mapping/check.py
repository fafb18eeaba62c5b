"""Lint of a mapping: errors, warnings, and notes on what other engines do not know."""

from __future__ import annotations

from pathlib import Path

from publisher.core.errors import MappingError
from publisher.core.findings import Finding
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.plan_checks import portability
from publisher.mapping.read import ReaderOptions, read_mapping


def check_mapping(file: Path, shown: str, options: ReaderOptions) -> list[Finding]:
    """All that is to be said about a mapping file, in the order of its lines."""
    try:
        read = read_mapping(file, shown, options)
    except MappingError as error:
        return sorted(error.findings, key=lambda finding: finding.sort_key())
    found = [*read.findings, *portability(read.plan, known_functions())]
    return sorted(found, key=lambda finding: finding.sort_key())
