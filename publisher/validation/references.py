"""References of the mapping's expressions, and the field paths that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.core.spans import FieldPath
from publisher.mapping.interpreter.records import Record
from publisher.mapping.plan import CurrentIndex, Decode, Expression, Index, Name, Reference, Step
from publisher.mapping.traverse import parts_of


def references_in(expression: Expression) -> Iterator[Reference]:
    """The references of an expression, from left to right, into functions' arguments too."""
    return (part for part in parts_of(expression) if isinstance(part, Reference))


def path_of(reference: Reference, record: Record) -> FieldPath:
    """The path as far as it is one path: it ends before the first step that stands for many."""
    path = () if reference.origin == "article" else record.path
    for step in reference.steps:
        match step:
            case Name(key):
                path = (*path, key)
            case Index(position) if position >= 0:
                path = (*path, position)
            case CurrentIndex():
                path = (*path, record.index)
            case Decode():
                continue
            case _:
                break
    return path


def stands_for(steps: Sequence[Step], path: FieldPath) -> bool:
    """Whether a field path is one of those that the steps lead to. A list may be one value, so its step may be left out.

    >>> stands_for((Name("a"), Index(0)), ("a", 0)), stands_for((Name("a"),), ("b",))
    (True, False)
    """
    if not steps:
        return not path
    step, rest = steps[0], steps[1:]
    if isinstance(step, Decode):
        return stands_for(rest, path)
    if isinstance(step, Name):
        return bool(path) and path[0] == step.key and stands_for(rest, path[1:])
    return (bool(path) and stands_for(rest, path[1:])) or stands_for(rest, path)
