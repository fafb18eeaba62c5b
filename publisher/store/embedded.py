"""The Oxigraph store inside a release: opened only to be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from publisher.core.errors import QueryError, StoreError
from publisher.store.results import Answer, Boolean, Graph, Table
from publisher.store.services import asks_services


def query_store(folder: Path, query: str, prefixes: Mapping[str, str], *, asks_others: bool = False) -> Answer:
    """The answer of the store to a SPARQL query; the default graph is the union of all graphs.

    Other servers are asked only where ``asks_others`` allows SERVICE. Raises QueryError for a broken query, StoreError
    where the store, or such a server, cannot be read.
    """
    from pyoxigraph import QueryBoolean, QueryTriples, Store  # noqa: PLC0415 - 10 ms, only where a store is used

    if not asks_others and asks_services(query):
        raise QueryError(
            "the query asks another server by SERVICE, which is not done unasked: --allow-service allows it"
        )
    try:
        store = Store.read_only(str(folder))
    except OSError as problem:
        raise StoreError(f"the store in {str(folder)!r} cannot be opened: {problem}") from problem
    try:
        answer = store.query(query, use_default_graph_as_union=True, prefixes=dict(prefixes))
        if isinstance(answer, QueryBoolean):
            return Boolean(bool(answer))
        if isinstance(answer, QueryTriples):
            return Graph(tuple(dict.fromkeys(f"{triple} ." for triple in answer)))
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(tuple(None if term is None else str(term) for term in row) for row in answer)
        return Table(names, rows)
    except SyntaxError as problem:
        raise QueryError(f"the query is broken: {problem.msg or problem}") from problem
    except (OSError, ValueError, RuntimeError) as problem:
        raise StoreError(f"the store cannot answer: {problem}") from problem
