"""JSON-LD as other programs write it, looked at as plain JSON: its nodes, their types, and what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

Node = Mapping[str, object]


def nodes_of(document: object) -> Iterator[Node]:
    """Every object that is a node, at every depth; contexts and values are none."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict) and "@value" not in value:
            yield value
            waiting.extend(each for name, each in value.items() if name != "@context")


def iri_of(node: Node) -> str | None:
    """The node's IRI; None where it has none, or something else in its place."""
    written = node.get("@id")
    return written if isinstance(written, str) else None


def types_of(node: Node) -> set[str]:
    """The names of the node's types, without schema.org's address or prefix."""
    written = node.get("@type", node.get("type"))
    return {short_type(each) for each in (written if isinstance(written, list) else [written]) if isinstance(each, str)}


def short_type(written: str) -> str:
    """A type's name without schema.org's address or prefix.

    >>> short_type("https://schema.org/Article"), short_type("schema:Article")
    ('Article', 'Article')
    """
    for beginning in ("http://schema.org/", "https://schema.org/", "schema:"):
        written = written.removeprefix(beginning)
    return written


def values_of(value: object) -> frozenset[str]:
    """What a property says, in a form that can be compared: texts as they are, nodes by their IRIs."""
    found = set()
    for each in value if isinstance(value, list) else [value]:
        plain = each.get("@value", each.get("@id", each)) if isinstance(each, dict) else each
        found.add(plain if isinstance(plain, str) else json.dumps(plain, sort_keys=True))
    return frozenset(found)


def first_difference(one: object, other: object, path: str = "") -> str:
    """Where two documents begin to differ, as ``[0].author.name``; empty where they are equal."""
    if one == other:
        return ""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            if key not in one or key not in other:
                return f"{path}.{key}"
            found = first_difference(one[key], other[key], f"{path}.{key}")
            if found:
                return found
    if isinstance(one, list) and isinstance(other, list):
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            found = first_difference(left, right, f"{path}[{index}]")
            if found:
                return found
        return f"{path}[{min(len(one), len(other))}]"
    return path
