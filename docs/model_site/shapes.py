"""The shapes as the pages show them, and how often they let a property stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.core.nquads import read_literal
from publisher.validation.findings import code_of
from publisher.validation.ntriples import bare
from publisher.validation.paths import Predicate, render_path
from publisher.validation.protocol import SH
from publisher.validation.shapes import ShapesGraph
from publisher.validation.shapes_reader import read_shapes

TARGETS = ("targetClass", "targetObjectsOf", "targetSubjectsOf", "targetNode")
TOLD_APART = {"path", "name", "message", "severity", "property", *TARGETS}
LISTS = {"in", "and", "or", "xone", "languageIn", "ignoredProperties"}
SEVERITIES = {"Violation": "error", "Warning": "warning", "Info": "note"}


@dataclass(frozen=True)
class PropertyShape:
    """One rule: where it looks, what it wants, and how much weighs what breaks it."""

    code: str
    name: str
    path: str
    severity: str
    message: str
    constraints: tuple[tuple[str, str], ...]
    is_property: bool


@dataclass(frozen=True)
class NodeShape:
    """The rules of one kind of node; without a target it only says what a value may be."""

    code: str
    name: str
    targets: tuple[tuple[str, str], ...]
    severity: str
    message: str
    constraints: tuple[tuple[str, str], ...]
    properties: tuple[PropertyShape, ...]


def node_shapes(files: Sequence[Path]) -> list[NodeShape]:
    """Every node shape, in the order written."""
    graph = read_shapes(files)
    kind = f"<{SH}NodeShape>"
    return [_node_shape(graph, bare(each.subject)) for each in graph.triples if each.object == kind]


def counts_of(shapes: Iterable[NodeShape]) -> dict[tuple[str, str], str]:
    """From a class and a property to how often a sound node has it: ``1``, ``0..1``, ``1..*``; advice does not count."""
    lowest: dict[tuple[str, str], int] = defaultdict(int)
    highest: dict[tuple[str, str], int] = {}
    for shape in shapes:
        for kind, target in shape.targets:
            for rule in shape.properties:
                if kind == "targetClass" and rule.severity == "error" and rule.is_property:
                    wanted, key = dict(rule.constraints), (target, rule.path)
                    lowest[key] = max(lowest[key], int(wanted.get("minCount", 0)))
                    if "maxCount" in wanted:
                        highest[key] = min(highest.get(key, 1), int(wanted["maxCount"]))
    found = {}
    for key, least in lowest.items():
        most = highest.get(key)
        if least or most is not None:
            found[key] = str(least) if least == most else f"{least}..{'*' if most is None else most}"
    return found


def _node_shape(graph: ShapesGraph, shape: str) -> NodeShape:
    targets = tuple((name, graph.short(bare(term))) for name in TARGETS for term in graph.objects(shape, name))
    rules = tuple(_property_shape(graph, bare(term)) for term in graph.objects(shape, "property"))
    name = graph.text(shape, "name") or code_of(shape).replace("-", " ").capitalize()
    severity = SEVERITIES[(graph.text(shape, "severity") or f"{SH}Violation").removeprefix(SH)]
    message = graph.english_message(shape) or ""
    return NodeShape(code_of(shape), name, targets, severity, message, _constraints(graph, shape), rules)


def _property_shape(graph: ShapesGraph, shape: str) -> PropertyShape:
    one = isinstance(graph.path_of(shape), Predicate)
    shown = _path(graph, shape)
    severity = SEVERITIES[(graph.text(shape, "severity") or "").removeprefix(SH)]
    message = graph.english_message(shape) or ""
    return PropertyShape(
        code_of(shape), graph.text(shape, "name") or "", shown, severity, message, _constraints(graph, shape), one
    )


def _path(graph: ShapesGraph, shape: str) -> str:
    """The path in SPARQL's syntax, by prefixed names; a sequence of properties with blanks around its slashes."""
    path = graph.path_of(shape)
    assert path is not None
    written = re.sub(r"<([^>]*)>", lambda found: graph.short(found[1]), render_path(path))
    return written.replace("/", " / ")


def _constraints(graph: ShapesGraph, shape: str) -> tuple[tuple[str, str], ...]:
    found = []
    for triple in graph.triples:
        name = triple.predicate[1:-1].removeprefix(SH)
        if bare(triple.subject) == shape and triple.predicate.startswith(f"<{SH}") and name not in TOLD_APART:
            terms = graph.list_items(triple.object) if name in LISTS else [triple.object]
            found.append((name, ", ".join(_shown(graph, term) for term in terms) or "nothing"))
    return tuple(found)


def _shown(graph: ShapesGraph, term: str) -> str:
    literal = read_literal(term) if term.startswith('"') else None
    if literal is not None:
        return literal.text
    if graph.is_named(bare(term)):
        return graph.short(bare(term))
    wanted = "; ".join(f"sh:{name} {value}" for name, value in _constraints(graph, bare(term)))
    return f"[ {_path(graph, bare(term))} {wanted} ]"
