"""The W3C SHACL suite as cases: data and shapes as files, and the results that are expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from publisher.validation.ntriples import Triple, canonical_term
from publisher.validation.paths import render_path
from publisher.validation.protocol import SH, ShaclResult
from publisher.validation.shapes import ShapesGraph, name_shapes

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
Key = tuple[str, ...]


def parse(file: Path) -> list[Triple]:
    """The triples; a relative IRI is resolved against the file, so that one file is one name throughout."""
    quads = ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=file.resolve().as_uri())
    return [Triple(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


@dataclass(frozen=True)
class Case:
    """One test. ``expected`` is None where validation must fail to run."""

    name: str
    data: Path
    shapes: Path
    expected: Counter[Key] | None

    def shapes_graph(self) -> ShapesGraph:
        return ShapesGraph(name_shapes(parse(self.shapes)), {}, (str(self.shapes),))

    def ntriples(self) -> str:
        return "".join(f"{s} {p} {o} .\n" for s, p, o in parse(self.data))


def cases(folder: Path) -> Iterator[Case]:
    """Every entry of every manifest below the folder, in the order of the manifests."""
    for file in sorted(folder.rglob("*.ttl")):
        graph = ShapesGraph(tuple(parse(file)))
        for entry, predicate, kind in graph.triples:
            if (predicate, kind) == ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"<{SHT}Validate>"):
                yield _case(file, graph, entry, folder)


def _case(file: Path, graph: ShapesGraph, entry: str, folder: Path) -> Case:
    action, result = _one(graph, entry, MF + "action"), _one(graph, entry, MF + "result")
    data, shapes = (_path(_one(graph, action, SHT + name)) for name in ("dataGraph", "shapesGraph"))
    expected = None if result == f"<{SHT}Failure>" else Counter(_expected(graph, result))
    name = f"{file.parent.relative_to(folder).as_posix()}/{file.stem}"
    return Case(name, data, shapes, expected)


def _expected(graph: ShapesGraph, report: str) -> Iterator[Key]:
    for node in graph.objects(report, "result"):
        path = graph._path(term, 0) if (term := next(iter(graph.objects(node, "resultPath")), None)) else None
        yield _key(
            _optional(graph, node, "focusNode"),
            render_path(path) if path else "",
            _optional(graph, node, "value"),
            _optional(graph, node, "sourceConstraintComponent").strip("<>"),
            _optional(graph, node, "resultSeverity").strip("<>"),
        )


def key_of(result: ShaclResult) -> Key:
    return _key(result.focus_node, result.result_path or "", result.value or "", result.component, result.severity)


def _key(focus: str, path: str, value: str, component: str, severity: str) -> Key:
    """Blank nodes have no name that two readings share; what is compared is that there is one."""
    nodes = ("_:" if term.startswith("_:") else canonical_term(term) for term in (focus, value))
    return (*nodes, path, component.removeprefix(SH), severity.removeprefix(SH))


def _one(graph: ShapesGraph, subject: str, predicate: str) -> str:
    (found,) = graph._forward[(subject, f"<{predicate}>")]
    return found


def _optional(graph: ShapesGraph, node: str, name: str) -> str:
    return next(iter(graph.objects(node, name)), "")


def _path(iri: str) -> Path:
    return Path(unquote(urlsplit(iri.strip("<>")).path))
