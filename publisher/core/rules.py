"""A rule: the stable code of a kind of finding, with the text that explains it."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.spans import FieldPath, SourceSpan


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding. ``explanation`` tells what is wrong with it, ``remedy`` what to do."""

    code: str
    name: str
    severity: Severity
    explanation: str
    remedy: str

    def at(
        self,
        span: SourceSpan,
        message: str,
        *,
        field_path: FieldPath | None = None,
        rule: str | None = None,
        value: str | None = None,
        related: tuple[RelatedPlace, ...] = (),
    ) -> Finding:
        """A finding of this rule at a place; the message speaks of this very case."""
        return Finding(
            self.code,
            self.severity,
            message,
            span,
            field_path=field_path,
            rule=rule,
            value=value,
            related=related,
        )
