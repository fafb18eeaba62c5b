"""What a reader of mappings is told, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.core.findings import Finding
from publisher.mapping.plan import Plan


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """``base`` resolves relative IRIs where the mapping states no base of its own.

    ``externals`` are values of ``$(_name)`` by name, without the underscore; they override those of the mapping,
    and may themselves be templates. ``article_graph`` is the template of an article's own graph; None: the default graph.
    """

    base: str | None = None
    externals: Mapping[str, str] = field(default_factory=dict)
    schema_namespace: str = "http://schema.org/"
    article_graph: str | None = None
    check_files: bool = True


@dataclass(frozen=True, slots=True)
class ReadMapping:
    """A plan that can be run, and the findings that are no errors. ``externals`` are the names that it asks for."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    externals: frozenset[str] = frozenset()
