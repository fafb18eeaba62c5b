"""What a caller cannot go past. A problem of content is never raised: it is a Finding.

PublisherError                 exit code 2
├── UsageError                 what was asked for cannot be done: a missing path, an unknown name
├── ConfigurationError         publisher.yaml is missing or wrong
├── MappingError               a mapping is broken
├── ShapesError                shapes, ontology or vocabulary files are broken
├── ReleaseError               there is no current release, or it is damaged
├── StoreError                 a SPARQL store cannot be reached, refuses, or is not ours to write
└── QueryError                 a SPARQL query is broken
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.core.findings import Finding


class PublisherError(Exception):
    """Base of all; its text is the message for the user, its findings say where."""

    exit_code = 2

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.findings = tuple(findings)


class UsageError(PublisherError):
    """What was asked for on the command line or from Python cannot be done."""


class ConfigurationError(PublisherError):
    """The configuration is missing or wrong."""


class MappingError(PublisherError):
    """A mapping is broken; its findings tell each place."""


class ShapesError(PublisherError):
    """A shapes, ontology or vocabulary file is broken."""


class ReleaseError(PublisherError):
    """There is no current release, or it is damaged."""


class StoreError(PublisherError):
    """A SPARQL store cannot be used."""


class QueryError(PublisherError):
    """A SPARQL query is broken."""
