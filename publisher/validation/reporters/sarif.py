"""``sarif``: SARIF 2.1.0, which code scanning reads (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

GitHub takes 25,000 results a run and stores the 5,000 most severe. Beyond 5,000 the severe ones come first;
what is beyond 25,000 is left out, and a notification of the run says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import TextIO
from urllib.parse import quote

from publisher.core.findings import Finding, Severity
from publisher.core.spans import SourceSpan, format_field_path
from publisher.validation.reporters.places import from_repository_root, readable
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.rulebook import CODED_RULES

STORED = 5_000
TAKEN = 25_000
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_LINK = re.compile(r"\[([^\[\]]*)\]\(")
_PLACEHOLDER = re.compile(r"\{\d+\}")


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes the log when all findings are there: the rules come before the results, and the severe before the rest."""
    every = list(findings)
    if len(every) > STORED:
        every.sort(key=lambda finding: -finding.severity)
    kept = every[:TAKEN]
    codes = {code: index for index, code in enumerate(dict.fromkeys(finding.code for finding in kept))}
    run = {
        "tool": {"driver": _driver(kept, codes)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(len(every) - len(kept))],
        "results": [],
    }
    head = json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})
    stream.write(head.removesuffix("]}]}"))
    separator = "\n"
    for finding in kept:
        stream.write(f"{separator}{json.dumps(_result(finding, codes[finding.code]))}")
        separator = ",\n"
    stream.write("\n]}]}\n")


def _driver(findings: Sequence[Finding], codes: dict[str, int]) -> dict[str, object]:
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    return {
        "name": "publisher",
        "semanticVersion": version("kg-publisher"),
        "rules": [_rule(code, first[code]) for code in codes],
    }


def _rule(code: str, finding: Finding) -> dict[str, object]:
    """The rule's documentation; a shape is named by its IRI, where its own documentation stands."""
    written: dict[str, object] = {"id": code, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}
    rule = CODED_RULES.get(code)
    if rule is not None:
        written["name"] = rule.name
        written["shortDescription"] = {"text": rule.explanation}
        written["help"] = {"text": f"{rule.explanation} {rule.remedy}"}
    elif finding.source_shape:
        written["fullDescription"] = {"text": f"A rule of the shape {readable(finding.source_shape)}."}
    return written


def _invocation(left_out: int) -> dict[str, object]:
    invocation: dict[str, object] = {"executionSuccessful": True}
    if left_out:
        text = f"{left_out} findings, the least severe, are left out: a run holds {TAKEN} results at most."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return invocation


def _result(finding: Finding, index: int) -> dict[str, object]:
    written: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_location(finding.span)],
        "partialFingerprints": {"publisherFinding/v1": finding.fingerprint},
    }
    if finding.related:
        written["relatedLocations"] = [
            {**_location(place.span), "message": {"text": _message(place.message)}} for place in finding.related
        ]
    facts = {
        "fieldPath": format_field_path(finding.field_path) if finding.field_path else None,
        "rule": finding.rule,
        "focusNode": finding.focus_node,
        "resultPath": finding.result_path,
        "value": finding.value,
        "sourceShape": finding.source_shape,
        "component": finding.component,
    }
    written["properties"] = {name: readable(value) for name, value in facts.items() if value is not None}
    return written


def _location(span: SourceSpan) -> dict[str, object]:
    uri = quote(from_repository_root(span.path).encode("utf-8", "surrogatepass"), safe="/")
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": region}}


def _message(text: str) -> str:
    """What would be a link or a placeholder is escaped (SARIF 3.11.5 and 3.11.6); all else is plain text."""
    linked = _LINK.sub(lambda found: f"\\[{found[1]}\\](", readable(text))
    return _PLACEHOLDER.sub(lambda found: f"{{{found[0]}}}", linked)
