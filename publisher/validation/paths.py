"""SHACL property paths (https://www.w3.org/TR/shacl/#property-paths): written as SPARQL does, and walked hop by hop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Predicate:
    """One property; ``iri`` without brackets."""

    iri: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """A path walked backwards."""

    path: Path


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any one of the paths."""

    choices: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A path walked any number of times, or at most once, or at least once."""

    path: Path
    mark: Literal["*", "+", "?"]


Path = Predicate | Inverse | Sequence | Alternative | Repeat
Neighbours = Callable[[str, str], Iterable[str]]
"""From a node over a predicate (``<…>``, or ``^<…>`` for backward) to the nodes there. All are N-Triples terms."""


def render_path(path: Path) -> str:
    """The path in SPARQL's syntax.

    >>> render_path(Sequence((Predicate("urn:a"), Inverse(Predicate("urn:b")))))
    '<urn:a>/^<urn:b>'
    """
    match path:
        case Predicate(iri):
            return f"<{iri}>"
        case Inverse(inner):
            return f"^{_bracketed(inner)}"
        case Sequence(steps):
            return "/".join(_bracketed(step) for step in steps)
        case Alternative(choices):
            return "|".join(_bracketed(choice) for choice in choices)
        case Repeat(inner, mark):
            return f"{_bracketed(inner)}{mark}"


def first_predicates(path: Path) -> list[str]:
    """The IRIs a walk forward from the focus node can begin with; none where it begins backward."""
    match path:
        case Predicate(iri):
            return [iri]
        case Inverse():
            return []
        case Sequence(steps):
            return first_predicates(steps[0])
        case Alternative(choices):
            return [iri for choice in choices for iri in first_predicates(choice)]
        case Repeat(inner, _):
            return first_predicates(inner)


def walk(path: Path, start: str, neighbours: Neighbours) -> list[str]:
    """The nodes that the path leads to, each once, in the order they are met."""
    match path:
        case Predicate(iri):
            return _unique(neighbours(start, f"<{iri}>"))
        case Inverse(Predicate(iri)):
            return _unique(neighbours(start, f"^<{iri}>"))
        case Inverse(inner):
            return walk(_turned(inner), start, neighbours)
        case Sequence(steps):
            nodes = [start]
            for step in steps:
                nodes = _unique(reached for node in nodes for reached in walk(step, node, neighbours))
            return nodes
        case Alternative(choices):
            return _unique(reached for choice in choices for reached in walk(choice, start, neighbours))
        case Repeat(inner, mark):
            return _repeated(inner, mark, start, neighbours)


def _repeated(path: Path, mark: str, start: str, neighbours: Neighbours) -> list[str]:
    found: dict[str, None] = {} if mark == "+" else {start: None}
    waiting = walk(path, start, neighbours)
    while waiting:
        node = waiting.pop(0)
        if node in found:
            continue
        found[node] = None
        if mark != "?":
            waiting.extend(walk(path, node, neighbours))
    return list(found)


def _turned(path: Path) -> Path:
    match path:
        case Predicate():
            return Inverse(path)
        case Inverse(inner):
            return inner
        case Sequence(steps):
            return Sequence(tuple(_turned(step) for step in reversed(steps)))
        case Alternative(choices):
            return Alternative(tuple(_turned(choice) for choice in choices))
        case Repeat(inner, mark):
            return Repeat(_turned(inner), mark)


def _bracketed(path: Path) -> str:
    text = render_path(path)
    return f"({text})" if isinstance(path, Sequence | Alternative) else text


def _unique(nodes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(nodes))
