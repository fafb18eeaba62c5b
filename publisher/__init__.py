"""Publishes curated articles as a validated knowledge graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.core.errors import PublisherError
    from publisher.core.findings import Finding, Severity
    from publisher.core.spans import SourceSpan
    from publisher.project import Project

__all__ = ["Finding", "Project", "PublisherError", "Severity", "SourceSpan"]

_HOMES = {
    "Finding": "publisher.core.findings",
    "Project": "publisher.project",
    "PublisherError": "publisher.core.errors",
    "Severity": "publisher.core.findings",
    "SourceSpan": "publisher.core.spans",
}


def __getattr__(name: str) -> object:
    """Imports a public name when it is first asked for, so that the command line starts fast."""
    if name not in _HOMES:
        raise AttributeError(f"module 'publisher' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only with a public name

    return getattr(import_module(_HOMES[name]), name)
