"""Where a field stands in the file that it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from publisher.content.json_tree import JsonError, parse_json
from publisher.content.places import LineIndex
from publisher.content.quick_places import QuickPlaces
from publisher.core.spans import FieldPath, SourceSpan
from publisher.core.yaml_builder import YamlLimits
from publisher.core.yaml_nodes import MappingNode, Node, child, span_of
from publisher.mapping.interpreter.records import Document, JsonText, Record, values_of
from publisher.mapping.plan import CurrentIndex, Decode, Index, Name, Reference, Step, TermMap
from publisher.mapping.traverse import expressions_of_term, parts_of

_EVERY_NODE = YamlLimits(nodes=1 << 60)


@dataclass(slots=True)
class Places:
    """Finds places in documents; the file of an article is read once, when the first place is asked for."""

    _articles: dict[str, QuickPlaces] = field(default_factory=dict)
    _files: dict[str, JsonPlaces] = field(default_factory=dict)

    def locate(self, document: Document, path: FieldPath) -> SourceSpan:
        """The place of the value, or of the nearest key that exists around it."""
        if document.article is None:
            if document.name not in self._files:
                file = document.file or JsonText(document.name, "")
                self._files[document.name] = JsonPlaces(file.shown, file.text)
            return self._files[document.name].locate(path)
        if document.name not in self._articles:
            self._articles[document.name] = QuickPlaces(document.article)
        return self._articles[document.name].locate(path)


class JsonPlaces:
    """The places of the values of one JSON file."""

    def __init__(self, shown: str, text: str) -> None:
        self._shown = shown
        self._lines = LineIndex(shown, text)
        self._root: Node | None = None
        # What is read nowhere else, or nested too deep, is placed at the beginning of the file.
        with suppress(JsonError):
            start = 1 if text.startswith("\ufeff") else 0
            self._root = parse_json(text, start, self._lines.mark, _EVERY_NODE, allows_infinity=True).root

    def locate(self, path: FieldPath) -> SourceSpan:
        """The place of the value, or of the nearest key that exists around it."""
        node, key = self._root, None
        for step in path:
            below = child(node, step) if node is not None else None
            if below is None:
                return SourceSpan.point(self._shown) if key is None else span_of(key, self._shown)
            key = node.entries[step].key if isinstance(node, MappingNode) and isinstance(step, str) else key
            node = below
        return SourceSpan.point(self._shown) if node is None else span_of(node, self._shown)


def missing_field(maps: Sequence[TermMap], record: Record) -> FieldPath:
    """The first field that the term maps need and the record has not, as a path; empty where none is missing."""
    parts = (part for each in maps for expression in expressions_of_term(each) for part in parts_of(expression))
    for part in parts:
        if isinstance(part, Reference) and not list(values_of(record, part, lambda _rule, _message, _path: None)):
            around = record.path if part.origin == "record" else ()
            return (*around, *_written(part.steps, record.index))
    return ()


def _written(steps: Sequence[Step], index: int) -> FieldPath:
    path: list[str | int] = []
    for step in steps:
        if isinstance(step, Name):
            path.append(step.key)
        elif not isinstance(step, Decode):
            path.append(step.position if isinstance(step, Index) else index if isinstance(step, CurrentIndex) else 0)
    return tuple(path)
