"""What a SHACL engine takes and gives, in text and IRIs: no type of an RDF library crosses this line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from publisher.core.errors import PublisherError
from publisher.core.findings import Severity

SH = "http://www.w3.org/ns/shacl#"

_SEVERITIES = {SH + "Violation": Severity.ERROR, SH + "Warning": Severity.WARNING, SH + "Info": Severity.INFO}


@dataclass(frozen=True, slots=True)
class Branch:
    """One shape that a ``sh:node``, ``sh:and``, ``sh:or``, ``sh:xone`` or ``sh:not`` names, and why it does not hold.

    No results: the branch holds.
    """

    shape: str
    results: tuple[ShaclResult, ...]


@dataclass(frozen=True, slots=True)
class ShaclResult:
    """One result (https://www.w3.org/TR/shacl/#results-validation-result).

    ``focus_node`` and ``value`` are N-Triples terms, ``result_path`` is a property path in SPARQL's syntax,
    ``source_shape``, ``component`` and ``severity`` are IRIs without brackets. ``messages`` are those that the
    shapes state, never an engine's own. ``found_by`` names the
    engines that report it, where several were asked.
    """

    focus_node: str
    result_path: str | None
    value: str | None
    source_shape: str
    component: str
    severity: str
    messages: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    found_by: tuple[str, ...] = ()

    @property
    def weight(self) -> Severity:
        """The finding's severity; one that SHACL does not define weighs as an error."""
        return _SEVERITIES.get(self.severity, Severity.ERROR)

    def key(self) -> tuple[str, str, str, str, str, str]:
        """What makes it the same result, whichever engine reports it."""
        return (
            self.focus_node,
            self.result_path or "",
            self.value or "",
            self.source_shape,
            self.component,
            self.severity,
        )


class RefusedDataError(PublisherError):
    """The engine could not read its data; ``line`` counts from 1, None where the engine does not tell."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


class Validator(Protocol):
    """An engine with its shapes compiled. One result is given once, in no particular order."""

    name: str

    def validate(self, ntriples: str) -> list[ShaclResult]:
        """Every result over the graph. Raises RefusedDataError where the text is not N-Triples for the engine."""
        ...
