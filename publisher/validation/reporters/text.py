"""``text``: each finding with its source line and a caret under the place, and the counts at the end.

Of related places the lines are shown where they are one or two; a topic that ten files name is no reason to open them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.core.spans import SourceSpan
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import visible, width, write

_MOST_SHOWN = 120
_BEFORE = 40
_MOST_EXCERPTS = 2
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(findings: Iterable[Finding], stream: TextIO, sources: SourceLines) -> None:
    """Writes each finding as it comes, then a line such as ``2 errors, 1 warning, 0 notes in 2 files``."""
    counts: Counter[Severity] = Counter()
    paths: set[str] = set()
    for finding in findings:
        counts[finding.severity] += 1
        paths.add(finding.span.path)
        write(stream, "".join(f"{line}\n" for line in _lines(finding, sources)))
    write(stream, f"{_summary(counts, len(paths))}\n")


def _lines(finding: Finding, sources: SourceLines) -> Iterator[str]:
    yield visible(f"{finding.span}: {finding.severity.label} {finding.code} {finding.message}")
    yield from _excerpt(finding.span, sources)
    for place in finding.related:
        yield visible(f"  {place.span}: {place.message}")
        if len(finding.related) <= _MOST_EXCERPTS:
            yield from _excerpt(place.span, sources)


def _excerpt(span: SourceSpan, sources: SourceLines) -> Iterator[str]:
    """The line and the caret below; the caret stands under what is shown, whatever its letters' width."""
    line = sources(span.path, span.line)
    if line is None:
        return
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    first = max(0, start - _BEFORE) if len(line) > _MOST_SHOWN else 0
    last = min(len(line), first + _MOST_SHOWN)
    opening, closing = "…" if first else "", "…" if last < len(line) else ""
    before, marked = visible(line[first:start]), visible(line[start : min(end, last)])
    number = f"{span.line:>5}"
    yield f"{number} | {opening}{visible(line[first:last])}{closing}"
    indent = " " * (width(opening) + width(before))
    yield f"{' ' * len(number)} | {indent}{'^' * max(1, width(marked))}"


def _summary(counts: Counter[Severity], files: int) -> str:
    parts = [_counted(counts[severity], noun) for severity, noun in _NOUNS.items()]
    return f"{', '.join(parts)} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
