"""What the parser itself says is wrong with a YAML text, as findings."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from publisher.core.findings import Finding, RelatedPlace
from publisher.core.yaml_places import ParserMark, Places
from publisher.core.yaml_rules import YAML_ALIAS, YAML_DOCUMENTS, YAML_LIMIT, YAML_SYNTAX


def syntax_finding(error: yaml.MarkedYAMLError, places: Places) -> Finding:
    """Where the parser could not go on, and why."""
    mark = error.problem_mark or error.context_mark
    span = places.span(mark, mark) if mark else places.span_at(0)
    said = ", ".join(part for part in (error.context, error.problem) if part)
    if "maximum nesting depth" in said:  # libyaml 0.2.6 counts brackets while it reads ahead, before our own limit
        return YAML_LIMIT.at(span, "nested deeper than is read")
    rule = YAML_ALIAS if "undefined alias" in said else YAML_SYNTAX
    if mark and places.written_at(mark) == "\t":
        said = "a tab cannot indent; write spaces"
    begun = error.context_mark
    if begun is not None and mark is not None and said.endswith("quoted scalar, found unexpected end of stream"):
        end = RelatedPlace(span, "the text ends here, and the quotes are still open")
        return rule.at(places.span(begun, begun), f"this is not YAML: {said}", related=(end,))
    apart = begun is not None and mark is not None and (begun.line, begun.column) != (mark.line, mark.column)
    related = (RelatedPlace(places.span(begun, begun), "begun here"),) if apart and error.context else ()
    return rule.at(span, f"this is not YAML: {said}", related=related)


def further_documents(events: Iterator[yaml.Event], places: Places) -> list[Finding]:
    """A warning where something follows the document whose end was the last event."""
    mark: ParserMark | None = None
    try:
        event = next(events, None)
        if isinstance(event, yaml.DocumentStartEvent):
            mark = event.start_mark
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
    if mark is None:
        return []
    return [YAML_DOCUMENTS.at(places.span(mark, mark), "a second document begins here; it is not read")]
