"""The engine ``pyshacl``: pySHACL over rdflib graphs whose literals are kept as they are written."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SH
from rdflib.paths import MulPath, SequencePath
from rdflib.term import Node  # noqa: TC002 - rdflib is imported here in any case

from publisher.validation.engines.queries import used_prefixes
from publisher.validation.engines.refusal import refused_shapes
from publisher.validation.ntriples import canonical_term
from publisher.validation.paths import render_path
from publisher.validation.protocol import RefusedDataError, ShaclResult, Validator
from publisher.validation.shapes import ShapesGraph

_LOGGERS = ("rdflib.term", "pyshacl-validate")
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_GIVEN_PREFIXES = frozenset(("rdf", "rdfs", "owl"))
_OWN_MESSAGES = (SH.SPARQLConstraintComponent,)


class PyShacl:
    """The shapes as an rdflib graph, made once; pySHACL reads them anew for each batch, which is little of its time."""

    name = "pyshacl"

    def __init__(self, shapes: ShapesGraph) -> None:
        self._shapes = shapes
        with _quiet():
            self._graph = _graph_of(shapes.ntriples)
        _spread_declared_prefixes(self._graph)
        self._require_declared_prefixes()
        self._run(Graph())

    def validate(self, ntriples: str) -> list[ShaclResult]:
        """Every result."""
        try:
            with _quiet():
                data = _graph_of(ntriples)
        except SyntaxError as error:
            raise RefusedDataError(str(error.msg).rsplit(": ", 1)[-1], error.lineno) from error
        report = self._run(data)
        return [self._result(report, node) for node in report.objects(None, SH.result)]

    def _require_declared_prefixes(self) -> None:
        """For a prefix that is not declared rdflib raises a bare Exception, of which nobody can make a message."""
        for node, query in self._graph.subject_objects(SH.select | SH.ask):
            declarations = self._graph.objects(node, SH.prefixes / SH.declare)
            declared = {str(self._graph.value(each, SH.prefix)) for each in declarations}
            for prefix in sorted(used_prefixes(str(query)) - declared - _GIVEN_PREFIXES):
                raise refused_shapes(
                    self._shapes, f"a query uses the prefix {prefix}: without sh:prefixes that declares it"
                )

    def _run(self, data: Graph) -> Graph:
        try:
            with _quiet():
                _, report, _ = pyshacl.validate(
                    data, shacl_graph=self._graph, inplace=True, advanced=False, do_owl_imports=False
                )
        except (ReportableRuntimeError, NotImplementedError) as error:
            raise refused_shapes(self._shapes, str(error)) from error
        if not isinstance(report, Graph):
            raise refused_shapes(self._shapes, str(report))
        return report

    def _result(self, report: Graph, node: Node) -> ShaclResult:
        def one(name: str) -> Node | None:
            return report.value(node, SH[name], None, any=True)

        source = str(one("sourceShape") or "")
        path, given = self._shapes.path_of(source), one("resultPath")
        return ShaclResult(
            focus_node=_term(one("focusNode")) or "",
            result_path=render_path(path) if path else _term(given),
            value=_term(one("value")),
            source_shape=source,
            component=str(one("sourceConstraintComponent") or ""),
            severity=str(one("resultSeverity") or ""),
            messages=self._messages(source, report, node),
        )

    def _messages(self, source: str, report: Graph, node: Node) -> tuple[str, ...]:
        """The messages that the shapes state; what pySHACL makes up for a shape without one is left out."""
        stated = self._shapes.messages(source)
        component = report.value(node, SH.sourceConstraintComponent, None, any=True)
        own = component in _OWN_MESSAGES or (component, RDF.type, SH.ConstraintComponent) in self._graph
        if stated or not own:
            return stated
        return tuple(sorted(str(each) for each in report.objects(node, SH.resultMessage)))


def compile_shapes(shapes: ShapesGraph) -> Validator:
    """The engine for these shapes. Raises ShapesError where pySHACL does not take them."""
    return PyShacl(shapes)


def _spread_declared_prefixes(graph: Graph) -> None:
    """Prefixes count along ``owl:imports`` (https://www.w3.org/TR/shacl/#sparql-prefixes); pySHACL reads the first node alone."""
    for importing in set(graph.subjects(OWL.imports)):
        for declaration in list(graph.objects(importing, SequencePath(MulPath(OWL.imports, "+"), SH.declare))):
            graph.add((importing, SH.declare, declaration))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence: rdflib logs a traceback for each literal it cannot convert, pySHACL logs too; findings tell it anyway."""

    def drop(_record: logging.LogRecord) -> bool:
        return False

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for logger in loggers:
        logger.addFilter(drop)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger in loggers:
            logger.removeFilter(drop)


def _graph_of(ntriples: str) -> Graph:
    """The graph term by term: rdflib's own parsers rewrite literals (``01`` becomes ``1``) unless a module-wide switch is set."""
    graph = Graph(bind_namespaces="none")
    quads = pyoxigraph.parse(ntriples.encode("utf-8", "surrogatepass"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph.addN((_node(q.subject), _node(q.predicate), _node(q.object), graph) for q in quads)
    return graph


def _node(term: object) -> URIRef | BNode | Literal:
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal(language=None):
            # RDF 1.1 has no plain literals, rdflib keeps them apart from xsd:string, and its SPARQL writes "x" as one.
            datatype = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
            return Literal(term.value, datatype=datatype, normalize=False)
        case pyoxigraph.Literal():
            return Literal(term.value, lang=term.language, normalize=False)
    raise AssertionError(f"{term!r} is no term of a triple")


def _term(node: Node | None) -> str | None:
    """The term as N-Triples, written the way the engine ``shacl`` and the mapping write it."""
    match node:
        case None:
            return None
        case URIRef():
            return str(pyoxigraph.NamedNode(str(node)))
        case BNode():
            return f"_:{node}"
        case Literal(language=None):
            datatype = str(node.datatype or _STRING)
            return canonical_term(str(pyoxigraph.Literal(str(node), datatype=pyoxigraph.NamedNode(datatype))))
        case Literal():
            return canonical_term(str(pyoxigraph.Literal(str(node), language=node.language)))
    raise AssertionError(f"{node!r} is no term of a result")
