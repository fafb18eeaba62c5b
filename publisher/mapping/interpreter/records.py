"""Records of an iteration, and walking a path of steps inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publisher.content.article import Article
from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, format_field_path
from publisher.mapping.data_rules import INVALID_JSON, NOT_SINGLE
from publisher.mapping.functions.model import InvalidJsonError
from publisher.mapping.functions.own import decode_json
from publisher.mapping.paths import format_reference
from publisher.mapping.plan import CurrentIndex, Decode, Index, Name, Reference, Step, Wildcard

Report = Callable[[Rule, str, FieldPath], None]
"""Takes a data error: its rule, what is wrong, and where."""


class Value(NamedTuple):
    """A value of the source, never None, and the fields that it comes of; ``reference`` where it is one's as it is."""

    value: object
    paths: tuple[FieldPath, ...] = ()
    reference: Reference | None = None


class JsonText(NamedTuple):
    """A JSON file: how it is called before people, and its text."""

    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """What is iterated: an article's front matter, or a whole JSON file.

    ``name`` tells records of several documents apart. In an article ``[*]`` takes a scalar for a list of one.
    ``file`` is where a JSON file stands as it is shown to people, with its text.
    """

    name: str
    root: object
    article: Article | None = None
    file: JsonText | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its value, the path to it, and where it stands in its iteration, from 0."""

    document: Document
    value: object
    path: FieldPath
    index: int


def records_of(document: Document, iterator: Reference, report: Report) -> Iterator[Record]:
    """The records of an iteration, in order. What is null or missing counts in the numbering and gives none."""
    walker = Walker(document, 0, report, iterator)
    for index, found in enumerate(walker.candidates(document.root, (), iterator.steps)):
        if found is not None:
            yield Record(document, found.value, found.paths[0], index)


def values_of(record: Record, reference: Reference, report: Report) -> Iterator[Value]:
    """The values of a reference, in order; null and missing ones are none."""
    walker = Walker(record.document, record.index, report, reference)
    in_article = reference.origin == "article"
    start, path = (record.document.root, ()) if in_article else (record.value, record.path)
    found = walker.candidates(start, path, reference.steps)
    return (each._replace(reference=reference) for each in found if each is not None)


@dataclass(frozen=True, slots=True)
class Walker:
    """Goes down from a value; gives None where the last list has an element but the path does not go on."""

    document: Document
    current: int
    report: Report
    reference: Reference

    def candidates(self, value: object, path: FieldPath, steps: tuple[Step, ...]) -> Iterator[Value | None]:
        """The values at the end of the path."""
        if not steps:
            yield None if value is None else Value(value, (path,))
            return
        step, rest = steps[0], steps[1:]
        if isinstance(step, Wildcard):
            for below, key in self._elements(value, members=step.members):
                yield from self.candidates(below, (*path, *key), rest)
            return
        if isinstance(step, Name) and isinstance(value, list):
            self._tell_of_array(path, steps)
        below, key = self._single(value, path, step)
        if below is not None:
            yield from self.candidates(below, (*path, *key), rest)
        elif not any(isinstance(each, Wildcard) for each in rest):
            yield None

    def _elements(self, value: object, *, members: bool) -> list[tuple[object, FieldPath]]:
        if isinstance(value, list):
            return [(element, (index,)) for index, element in enumerate(value)]
        if isinstance(value, dict) and (members or self.document.article is None):
            return [(member, (key,)) for key, member in value.items()]
        return [] if value is None or self.document.article is None else [(value, ())]

    def _tell_of_array(self, path: FieldPath, steps: tuple[Step, ...]) -> None:
        """Report an array in which the name of a member was looked for; ``steps`` are those not gone yet."""
        gone = self.reference.steps[: len(self.reference.steps) - len(steps)]
        fix = format_reference(self.reference, (*gone, Wildcard(), *steps))
        self.report(
            NOT_SINGLE, f"`{format_field_path(path)}` is an array: leave one, or let the mapping write {fix}", path
        )

    def _single(self, value: object, path: FieldPath, step: Step) -> tuple[object, FieldPath]:
        if isinstance(step, Name):
            return (value.get(step.key), (step.key,)) if isinstance(value, dict) else (None, ())
        if isinstance(step, Decode):
            return self._decoded(value, path), ()
        position = self.current if isinstance(step, CurrentIndex) else step.position if isinstance(step, Index) else 0
        return self._element(value, position)

    def _element(self, value: object, position: int) -> tuple[object, FieldPath]:
        if isinstance(value, list):
            index = position + len(value) if position < 0 else position
            return (value[index], (index,)) if 0 <= index < len(value) else (None, ())
        alone = position in (0, -1) and not isinstance(value, dict) and self.document.article is not None
        return (value, ()) if alone else (None, ())

    def _decoded(self, value: object, path: FieldPath) -> object:
        if not isinstance(value, str):
            return value
        try:
            return decode_json(value)
        except InvalidJsonError as error:
            self.report(INVALID_JSON, f"`{format_field_path(path)}`: {error}", path)
            return None
