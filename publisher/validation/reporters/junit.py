"""``junit``: a test suite a file, a test case a finding, as Jenkins and most CI systems list them.

Errors are failures. Warnings and notes are cases that pass, and say what was found in their output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.validation.reporters.places import from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import write

_NOT_XML = re.compile("[\ufffe\uffff]")


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes a suite as soon as its file is done. Without findings there is one case, which passes."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="publisher">\n')
    empty = True
    for path, group in groupby(findings, key=lambda finding: finding.span.path):
        empty = False
        write(stream, "".join(_suite(from_repository_root(path), list(group))))
    if empty:
        stream.write('<testsuite name="publisher" tests="1" failures="0" errors="0" skipped="0">\n')
        stream.write('<testcase classname="publisher" name="no findings" time="0"/>\n</testsuite>\n')
    stream.write("</testsuites>\n")


def _suite(path: str, findings: list[Finding]) -> Iterator[str]:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = f'tests="{len(findings)}" failures="{failures}" errors="0" skipped="0"'
    yield f"<testsuite name={_attribute(path)} {counts}>\n"
    for finding in findings:
        name = f"{finding.code} at {finding.span.line}:{finding.span.column}"
        yield f'<testcase classname={_attribute(path)} name={_attribute(name)} time="0">'
        said = f"{path}:{finding.span.line}:{finding.span.column}: {finding.severity.label} {finding.message}"
        if finding.severity is Severity.ERROR:
            yield f'<failure type="error" message={_attribute(finding.message)}>{_text(said)}</failure>'
        else:
            yield f"<system-out>{_text(said)}</system-out>"
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _text(value: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 - it brings urllib.request: 20 ms that other formats have no need of

    return escape(_characters(value))


def _attribute(value: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - as above

    return quoteattr(_characters(value))


def _characters(value: str) -> str:
    """What XML 1.0 allows (https://www.w3.org/TR/xml/#charsets); the rest is written as escapes."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", readable(value))
