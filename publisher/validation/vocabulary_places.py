"""Where in an ontology or vocabulary file a result's value stands."""

from __future__ import annotations

from pathlib import Path

from publisher.core.findings import RelatedPlace
from publisher.core.lexical import XSD
from publisher.core.spans import SourceSpan
from publisher.core.terms import escape_literal
from publisher.mapping.rml.tokens import UnknownTokenError
from publisher.mapping.rml.turtle import Placed, Statements, Term, TooDeepError, parse_statements
from publisher.validation.ntriples import canonical_term
from publisher.validation.protocol import ShaclResult

_MOST_RELATED = 10


class VocabularyPlaces:
    """Places in Turtle files, each read once, and only where something is found in it."""

    def __init__(self) -> None:
        self._files: dict[str, Statements | None] = {}

    def locate(self, path: str, result: ShaclResult) -> tuple[SourceSpan, tuple[RelatedPlace, ...]]:
        """The value that is wrong; of several the last, the others beside it; of a missing one the node."""
        start = SourceSpan.point(path)
        if path not in self._files:
            self._files[path] = _read(path)
        statements = self._files[path]
        if statements is None or not result.focus_node.startswith("<"):
            return start, ()
        node = Term("iri", result.focus_node[1:-1])
        values = statements.values(node, (result.result_path or "").strip("<>"))
        if result.value is not None:
            values = [each for each in values if _ntriples(each.term) == canonical_term(result.value)]
        if not values:
            return statements.places.get(node, start), ()
        return values[-1].place, tuple(map(_related, values[:-1][:_MOST_RELATED]))


def _related(value: Placed) -> RelatedPlace:
    return RelatedPlace(value.place, "the property has this value too")


def _read(path: str) -> Statements | None:
    """What the file says; None where it cannot be read, or is nested too deep: then its beginning must do."""
    try:
        return parse_statements(Path(path).read_text("utf-8"), path, "")
    except (OSError, UnicodeDecodeError, UnknownTokenError, TooDeepError):
        return None


def _ntriples(term: Term) -> str:
    if term.kind != "literal":
        return f"<{term.value}>"
    kind = f"@{term.language.lower()}" if term.language else f"^^<{term.datatype}>"
    return f'"{escape_literal(term.value)}"{"" if kind == f"^^<{XSD}string>" else kind}'
