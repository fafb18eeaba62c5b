"""The formats of findings by the names of ``--format``: one line a format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from publisher.core.errors import UsageError
from publisher.core.suggest import did_you_mean
from publisher.validation.reporters import (
    azure,
    concise,
    github,
    gitlab,
    json_array,
    json_lines,
    junit,
    rdjson,
    sarif,
    shacl_report,
    text,
)
from publisher.validation.reporters.protocol import Reporter

REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": text.report,
        "concise": concise.report,
        "json": json_array.report,
        "jsonl": json_lines.report,
        "sarif": sarif.report,
        "github": github.report,
        "gitlab": gitlab.report,
        "junit": junit.report,
        "azure": azure.report,
        "rdjson": rdjson.report,
        "report": shacl_report.report,
    }
)


def find_reporter(name: str) -> Reporter:
    """The reporter of that name. Raises UsageError where there is none."""
    reporter = REPORTERS.get(name)
    if reporter is None:
        known = ", ".join(REPORTERS)
        raise UsageError(f"there is no format {name!r} for findings: choose {known}.{did_you_mean(name, REPORTERS)}")
    return reporter
