"""Where a field stands in the file that it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.content.positions import ArticlePlaces
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.interpreter.records import Document


@dataclass(slots=True)
class Places:
    """Finds places in documents; the file of an article is read once, when the first place is asked for."""

    _articles: dict[str, ArticlePlaces] = field(default_factory=dict)

    def locate(self, document: Document, path: FieldPath) -> SourceSpan:
        """The place of the value, or of the nearest key that exists around it; of a JSON file its beginning."""
        if document.article is None:
            return SourceSpan.point(document.name)
        if document.name not in self._articles:
            self._articles[document.name] = ArticlePlaces(document.article)
        return self._articles[document.name].locate(path)
