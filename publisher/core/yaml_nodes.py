"""YAML as a tree that knows its places: what the builder of `yaml_builder` gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publisher.core.spans import FieldPath, SourceSpan


class Mark(NamedTuple):
    """A point in the text: line and column from 1, offset in characters from 0, all of the whole file."""

    line: int
    column: int
    offset: int


class ScalarNode(NamedTuple):
    """A scalar: its value by the YAML 1.2 core schema, and the text it holds.

    ``written`` is the text before any reading as number or word: as it stands in the file where the
    scalar is plain (``1.10``, ``0123``), with escapes and folds undone where it is quoted.

    ``style`` is ``plain``, ``single``, ``double``, ``literal`` or ``folded``.
    Dates stay text (https://yaml.org/spec/1.2.2/#103-core-schema has no timestamp).
    """

    value: str | int | float | bool | None
    written: str
    style: str
    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A sequence, in order."""

    items: list[Node]
    start: Mark
    end: Mark


class Entry(NamedTuple):
    """One key of a mapping and its value; ``merged`` tells that it came in by a merge key."""

    key: ScalarNode
    value: Node
    merged: bool = False


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping after merge keys; of equal keys the last one stands. Keys by their text."""

    entries: dict[str, Entry]
    start: Mark
    end: Mark

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())


Node = ScalarNode | SequenceNode | MappingNode


def span_of(node: Node, path: str) -> SourceSpan:
    """Where the node stands in the file that is called ``path``."""
    return SourceSpan(path, node.start.line, node.start.column, node.end.line, node.end.column)


def child(node: Node, step: str | int) -> Node | None:
    """The node one step below, or None; an index may be negative."""
    if isinstance(node, MappingNode) and isinstance(step, str):
        entry = node.entries.get(step)
        return entry.value if entry else None
    if isinstance(node, SequenceNode) and isinstance(step, int):
        inside = -len(node.items) <= step < len(node.items)
        return node.items[step] if inside else None
    return None


def descend(node: Node, path: FieldPath) -> tuple[Node, int]:
    """The deepest node on the path that exists, and how many steps were gone."""
    for depth, step in enumerate(path):
        below = child(node, step)
        if below is None:
            return node, depth
        node = below
    return node, len(path)


def plain_value(node: Node) -> object:
    """The Python value of a tree: dict, list, str, int, float, bool or None. Iterative depth is bounded by the builder."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    return {name: plain_value(entry.value) for name, entry in node.entries.items()}
