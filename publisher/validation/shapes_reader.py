"""Shapes files (Turtle) read into one shapes graph; a file that is broken gives its line and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from publisher.core.errors import ShapesError
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.validation.ntriples import Triple
from publisher.validation.rules import NO_SHAPES, SHAPES_SYNTAX, SHAPES_UNREADABLE
from publisher.validation.shapes import ShapesGraph, name_shapes
from publisher.validation.shapes_lint import unknown_terms

_SHACL = "<http://www.w3.org/ns/shacl#"


def read_shapes(files: Sequence[Path]) -> ShapesGraph:
    """One graph of all files. Raises ShapesError with a finding for each file that is broken, or where there is no shape.

    Parsed by Oxigraph and not by rdflib: it tells line and column of an error, keeps literals as they are written,
    and spares the engine in Rust the 0.15 s that importing rdflib takes.
    """
    triples: list[Triple] = []
    prefixes: dict[str, str] = {}
    findings: list[Finding] = []
    for file in files:
        try:
            source = file.read_bytes()
            parsed, declared = parse_turtle(source, str(file), first_label=len(triples))
        except OSError as error:
            reason = error.strerror or str(error)
            findings.append(SHAPES_UNREADABLE.at(SourceSpan.point(str(file)), f"{file} cannot be read: {reason}"))
        except ShapesError as error:
            findings.extend(error.findings)
        else:
            triples.extend(parsed)
            prefixes |= declared
            findings += unknown_terms(parsed, declared, source.decode("utf-8", "replace"), str(file))
    if findings:
        raise ShapesError(f"the shapes cannot be read: {findings[0].message}", findings)
    graph = ShapesGraph(name_shapes(triples), prefixes, tuple(str(file) for file in files))
    _require_shapes(graph)
    return graph


def parse_turtle(source: bytes, path: str, *, first_label: int = 0) -> tuple[list[Triple], dict[str, str]]:
    """The triples in the order written, blank nodes numbered from ``first_label`` on, and the prefixes declared.

    Raises ShapesError with the place of a syntax error.
    """
    parser = pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.TURTLE, base_iri=f"file:///{Path(path).name}")
    labels: dict[str, str] = {}
    triples: list[Triple] = []

    def label(term: object) -> str:
        text = str(term)
        return labels.setdefault(text, f"_:b{first_label}x{len(labels)}") if text.startswith("_:") else text

    try:
        triples.extend(Triple(label(quad.subject), str(quad.predicate), label(quad.object)) for quad in parser)
    except SyntaxError as error:
        raise _syntax_error(error, path) from error
    return triples, {prefix: space for prefix, space in parser.prefixes.items() if prefix}


def _syntax_error(error: SyntaxError, path: str) -> ShapesError:
    line, column = error.lineno or 1, error.offset or 1
    span = SourceSpan(path, line, column, error.end_lineno or line, error.end_offset or column)
    reason = str(error.msg).split(": ", 1)[-1]
    return ShapesError(f"{span}: {reason}", [SHAPES_SYNTAX.at(span, f"not Turtle: {reason}")])


def _require_shapes(graph: ShapesGraph) -> None:
    if any(_SHACL in each.predicate and "Shape" not in each.predicate for each in graph.triples):
        return
    path = graph.paths[0] if graph.paths else "publisher.yaml"
    message = f"no shape in {', '.join(graph.paths) or 'an empty list of shapes files'}: nothing would be checked"
    raise ShapesError(message, [NO_SHAPES.at(SourceSpan.point(path), message)])
