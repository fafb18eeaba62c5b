"""Paths of a project's files: as a release tells them, from the project's folder, and as they are from where one works."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan


def path_within(folder: Path, path: str) -> str:
    """The path as it is from the project's folder, so that it does not tell where the project stands.

    >>> path_within(Path("site"), "site/content/a.md"), path_within(Path(), "content/a.md"), path_within(Path("a"), "/b")
    ('content/a.md', 'content/a.md', '/b')
    """
    return path.removeprefix(_beginning(folder))


def path_from(folder: Path, path: str) -> str:
    """The path of a project's file from where one works; undoes `path_within`.

    >>> path_from(Path("site"), "content/a.md"), path_from(Path(), "content/a.md"), path_from(Path("a"), "/b")
    ('site/content/a.md', 'content/a.md', '/b')
    """
    return path if path.startswith("/") else _beginning(folder) + path


@lru_cache(maxsize=8)
def _beginning(folder: Path) -> str:
    """What stands before the paths; kept, for making and comparing paths takes ten times what joining does."""
    return "" if folder == Path() else f"{folder}/"


def finding_within(folder: Path, finding: Finding) -> Finding:
    """The finding with paths as they are from the project's folder, in its message too."""
    if folder == Path():
        return finding
    message = finding.message
    spans = [finding.span, *(each.span for each in finding.related)]
    for path in sorted({each.path for each in spans}, key=len, reverse=True):
        message = message.replace(path, path_within(folder, path))
    related = tuple(replace(each, span=_within(folder, each.span)) for each in finding.related)
    rule = finding.rule and finding.rule.replace(f"({folder}/", "(")  # it ends with its place in the mapping
    return replace(finding, message=message, span=_within(folder, finding.span), related=related, rule=rule)


def _within(folder: Path, span: SourceSpan) -> SourceSpan:
    return replace(span, path=path_within(folder, span.path))
