"""SPARQL endpoints over HTTP: which address a store's name means, and what it answers to a query."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from publisher.core.errors import QueryError, StoreError, UsageError
from publisher.core.suggest import did_you_mean
from publisher.core.terms import InvalidTermError, iri, literal
from publisher.store.results import Answer, Boolean, Graph, Table

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

QUERY_PATHS = {"oxigraph": "/query", "fuseki": "/query", "virtuoso": "/sparql", "rdf4j": "", "graphdb": ""}
"""What a kind of store puts behind its address for queries."""

TIMEOUT = 60
_GRAPH_QUERIES = {"CONSTRUCT", "DESCRIBE"}


def query_address(store: str) -> str:
    """The URL that takes the queries of a store named as ``KIND+http://…``, or of a bare endpoint.

    Raises UsageError for another form.

    >>> query_address("fuseki+http://localhost:3030/articles")
    'http://localhost:3030/articles/query'
    """
    kind, plus, address = store.partition("+")
    if not plus or "://" in kind:
        kind, address = "", store
    if not address.startswith(("http://", "https://")):
        raise UsageError(
            f"{store!r} names no store: write oxigraph+http://HOST:PORT, or the endpoint's http(s) address"
        )
    if not kind:
        return address
    if kind not in QUERY_PATHS:
        known = ", ".join(QUERY_PATHS)
        raise UsageError(f"{kind!r} is no kind of store: choose {known}.{did_you_mean(kind, QUERY_PATHS)}")
    return address.rstrip("/") + QUERY_PATHS[kind]


def query_endpoint(store: str, query: str) -> Answer:
    """The answer of a store to a SPARQL query, asked by POST.

    Raises QueryError for a query that it calls broken, StoreError where it cannot be reached or gives no answer.
    """
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper  # noqa: PLC0415 - 0.2 s, only for remote stores

    address = query_address(store)
    endpoint = SPARQLWrapper(address)
    endpoint.setMethod(POST)
    endpoint.setTimeout(TIMEOUT)
    endpoint.setQuery(query)
    of_graph = endpoint.queryType in _GRAPH_QUERIES
    endpoint.setReturnFormat(TURTLE if of_graph else JSON)
    content = _ask(endpoint, address)
    return _read_graph(content, address) if of_graph else _read_rows(content, address)


def _ask(endpoint: SPARQLWrapper, address: str) -> bytes:
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException  # noqa: PLC0415 - as above

    try:
        content: bytes = endpoint.query().response.read()
    except QueryBadFormed as problem:
        raise QueryError(f"the store calls the query broken: {str(problem).strip()}") from problem
    except SPARQLWrapperException as problem:
        raise StoreError(f"{address} gave no answer: {str(problem).strip()}") from problem
    except OSError as problem:
        raise StoreError(f"{address} cannot be reached: {getattr(problem, 'reason', problem)}") from problem
    return content


def _read_rows(content: bytes, address: str) -> Table | Boolean:
    try:
        answer = json.loads(content)
        if "boolean" in answer:
            return Boolean(bool(answer["boolean"]))
        names = tuple(answer["head"]["vars"])
        rows = tuple(tuple(_term(row.get(name)) for name in names) for row in answer["results"]["bindings"])
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTermError) as problem:
        raise StoreError(f"{address} did not answer with SPARQL results in JSON: {problem}") from problem
    return Table(names, rows)


def _read_graph(content: bytes, address: str) -> Graph:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only for graphs

    try:
        return Graph(tuple(f"{quad.triple} ." for quad in parse(content, format=RdfFormat.TURTLE)))
    except SyntaxError as problem:
        raise StoreError(f"{address} did not answer with Turtle: {problem}") from problem


def _term(binding: dict[str, str] | None) -> str | None:
    """One binding (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms) as N-Triples text."""
    if binding is None:
        return None
    kind, value = binding["type"], binding["value"]
    if kind == "uri":
        return iri(value)
    if kind == "bnode":
        return f"_:{value}"
    return literal(value, binding.get("datatype"), binding.get("xml:lang"))
