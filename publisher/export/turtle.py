"""Turtle and TriG, grouped by subject, for people to read (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from publisher.core.nquads import Quad, split_line
from publisher.export.compact import RDF_TYPE, Compactor, used_prefixes
from publisher.export.protocol import Exporter


def write_turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle: the graphs' names are dropped."""
    prefixes = _narrowed(lines, prefixes)
    yield _header(prefixes)
    yield from _subjects(map(split_line, lines), Compactor(prefixes), "")


def write_trig(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """TriG: a block for each stretch of lines of one graph."""
    prefixes = _narrowed(lines, prefixes)
    compactor = Compactor(prefixes)
    yield _header(prefixes)
    for graph, quads in groupby(map(split_line, lines), key=lambda quad: quad.graph):
        if graph:
            yield f"\n{compactor.term(graph)} {{\n"
            yield from _subjects(quads, compactor, "  ")
            yield "}\n"
        else:
            yield from _subjects(quads, compactor, "")


def _narrowed(lines: Iterable[str], prefixes: Mapping[str, str]) -> Mapping[str, str]:
    # A stream is read once, so only what is at hand as a whole is looked through for the prefixes it uses.
    return used_prefixes(lines, prefixes) if isinstance(lines, list | tuple) else prefixes


def _header(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in sorted(prefixes.items()))


def _subjects(quads: Iterable[Quad], compactor: Compactor, indent: str) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        objects: dict[str, list[str]] = {}
        for quad in group:
            objects.setdefault(quad.predicate, []).append(compactor.term(quad.object))
        yield f"\n{indent}{compactor.term(subject)}\n{_predicates(objects, compactor, indent)}"


def _predicates(objects: dict[str, list[str]], compactor: Compactor, indent: str) -> str:
    ordered = sorted(objects, key=lambda predicate: (predicate != RDF_TYPE, compactor.term(predicate)))
    parts = []
    for predicate in ordered:
        name = "a" if predicate == RDF_TYPE else compactor.term(predicate)
        values = list(dict.fromkeys(objects[predicate]))
        separator = ", " if predicate == RDF_TYPE else f",\n{indent}    " + " " * (len(name) + 1)
        parts.append(f"{indent}    {name} {separator.join(values)}")
    return " ;\n".join(parts) + " .\n"


TURTLE = Exporter("turtle", "Turtle", "text/turtle", keeps_graphs=False, serialize=write_turtle)
TRIG = Exporter("trig", "TriG", "application/trig", keeps_graphs=True, serialize=write_trig)
