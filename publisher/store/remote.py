"""What a store over HTTP answers to a query."""

from __future__ import annotations

import json

from publisher.core.terms import XSD, InvalidTermError, escape_literal
from publisher.store.client import StoreClient
from publisher.store.results import Answer, Boolean, Graph, Table

_VIRTUOSO_ASK = ["__ASK_RETVAL"]


def query_endpoint(client: StoreClient, query: str) -> Answer:
    """The answer of a store to a SPARQL query.

    Raises QueryError for a query that it calls broken, StoreError where it cannot be reached or gives no answer.
    """
    content = client.query(query)
    return _read_graph(content.bytes, client) if content.is_graph else _read_rows(content.bytes, client)


def _read_rows(content: bytes, client: StoreClient) -> Table | Boolean:
    try:
        answer = json.loads(content)
        if "boolean" in answer:
            return Boolean(bool(answer["boolean"]))
        names = tuple(answer["head"]["vars"])
        rows = tuple(tuple(_term(row.get(name)) for name in names) for row in answer["results"]["bindings"])
        if answer["head"]["vars"] == _VIRTUOSO_ASK:
            return Boolean(answer["results"]["bindings"][0][names[0]]["value"] == "1")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, InvalidTermError) as problem:
        raise client.nonsense("SPARQL results in JSON", problem) from problem
    return Table(names, rows)


def _read_graph(content: bytes, client: StoreClient) -> Graph:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only for graphs

    try:
        return Graph(tuple(f"{quad.triple} ." for quad in parse(content, format=RdfFormat.TURTLE)))
    except SyntaxError as problem:
        raise client.nonsense("Turtle", problem) from problem


def _term(binding: dict[str, str] | None) -> str | None:
    """One binding (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms) as N-Triples text."""
    if binding is None:
        return None
    kind, value = binding["type"], binding["value"]
    if kind == "uri":
        return f"<{value}>"
    if kind == "bnode":
        return f"_:{value}"
    language, datatype = binding.get("xml:lang"), binding.get("datatype")
    # A store's data may be wrong; whoever asks must see it as it is.
    written = f'"{escape_literal(value)}"'
    if language:
        return f"{written}@{language}"
    return written if datatype in {None, XSD + "string"} else f"{written}^^<{datatype}>"
