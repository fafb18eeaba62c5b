"""Findings about quads of a release, put at the place in the article's file that the quad was made of.

A module of its own, because it needs the mapping, which a load without findings does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from publisher.core.errors import PublisherError
from publisher.core.findings import Finding
from publisher.graph.reading import read_corpus
from publisher.graph.workspace import Request, Workspace, open_workspace
from publisher.mapping.explain import ExplainedTriple, MadeOf, explain


def placed_in_articles(folder: Path, findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order; each whose value is a term or a line that an article makes stands where that comes from.

    What cannot be placed stays where it is: the article or the mapping may have changed since the release was built.
    """
    findings = list(findings)
    try:
        workspace = open_workspace(folder, Request()) if findings else None
    except PublisherError:
        workspace = None
    if workspace is None:
        return findings
    groups = groupby(findings, key=lambda finding: finding.span.path)
    return [finding for path, group in groups for finding in _placed(workspace, path, list(group))]


def _placed(workspace: Workspace, path: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    triples = tuple(_triples(workspace, path)) if Path(path).is_file() else ()
    for finding in findings:
        triple = _made(triples, finding.value or "")
        if triple is None:
            yield finding
        else:
            field = max(triple.fields, key=_length)
            yield replace(finding, span=field.place, field_path=field.path, rule=triple.rule)


def _triples(workspace: Workspace, path: str) -> Iterator[ExplainedTriple]:
    for read in read_corpus(workspace.configuration, [path]).reads:
        if read.article is not None:
            yield from explain(workspace.plan, workspace.context, read.article).triples


def _made(triples: Iterable[ExplainedTriple], value: str) -> ExplainedTriple | None:
    """The triple that is the line, or the one with the fewest fields that has the IRI."""
    found = [each for each in triples if each.fields and (f"<{value}>" in each.line or each.line == value)]
    return min(found, key=lambda each: len(each.fields), default=None)


def _length(field: MadeOf) -> tuple[int, int]:
    """How far the value reaches in the file."""
    place = field.place
    return (place.end_line - place.line, place.end_column - place.column)
