"""A store of a kind with a proxy before it, a small site to load, and the loading of the one into the other."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import NamedTuple

from proxy import Proxy
from servers import Server
from small_site import SmallSite

from publisher.cli.command import main
from publisher.core.nquads import split_line
from publisher.loading import query_store
from publisher.store.connect import StoreOptions, connect
from publisher.store.results import Table

XSD = "http://www.w3.org/2001/XMLSchema#"
SERVER_OF = {"graphdb": "rdf4j", "generic": "oxigraph"}
"""Kinds that are tried at another's server: GraphDB, which cannot be had here, speaks RDF4J's protocol."""

_SHORT_ZONE = {f'"2021-01-20T04:05:40+00:00"^^<{XSD}dateTime>': f'"2021-01-20T04:05:40Z"^^<{XSD}dateTime>'}
_SHORT_SECONDS = {f'"2021-01-20T04:05:40.900000Z"^^<{XSD}dateTime>': f'"2021-01-20T04:05:40.9Z"^^<{XSD}dateTime>'}
_SHORT_DECIMAL = {f'"40.90"^^<{XSD}decimal>': f'"40.9"^^<{XSD}decimal>'}
_SHORT_INTEGER = {f'"007"^^<{XSD}integer>': f'"7"^^<{XSD}integer>'}
_VIRTUOSO = {
    f'"2021-01-20T04:05:40.900000Z"^^<{XSD}dateTime>': f'"2021-01-20T04:05:40.900Z"^^<{XSD}dateTime>',
    f'"true"^^<{XSD}boolean>': f'"1"^^<{XSD}boolean>',
}
_SMALL_TAG = {"@en-US": "@en-us"}
_PLAIN_INTEGER = {f"^^<{XSD}nonNegativeInteger>": f"^^<{XSD}integer>"}
CHANGES: Mapping[str, Mapping[str, str]] = {
    "oxigraph": {**_SHORT_ZONE, **_SHORT_SECONDS, **_SHORT_DECIMAL, **_SHORT_INTEGER, **_SMALL_TAG, **_PLAIN_INTEGER},
    "fuseki": {**_SHORT_SECONDS, **_SHORT_DECIMAL, **_SHORT_INTEGER},
    "virtuoso": {**_VIRTUOSO, **_SHORT_ZONE, **_SHORT_DECIMAL, **_SHORT_INTEGER, **_SMALL_TAG},
    "rdf4j": {},
}
"""Which terms a kind of store gives back otherwise than they were written. No other may differ, and these must."""


class Done(NamedTuple):
    """How a run of the command ended."""

    code: int
    out: str
    err: str


def run_here(*arguments: str) -> Done:
    """Runs the command in this process, which is faster, and as a user would see it."""
    out, err = io.StringIO(), io.StringIO()
    code: object = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int)
    assert "fault of the publisher itself" not in err.getvalue(), err.getvalue()
    return Done(code, out.getvalue(), err.getvalue())


@dataclass
class Bench:
    """``options`` go with every load; ``kind`` is the profile's name."""

    kind: str
    server: Server
    proxy: Proxy
    site: SmallSite

    @property
    def store(self) -> str:
        return self.named(self.proxy.port)

    @property
    def options(self) -> list[str]:
        url = f"http://127.0.0.1:{self.proxy.port}"
        return ["--update-url", f"{url}/update"] if self.kind == "generic" else []

    def named(self, port: int) -> str:
        if self.kind == "generic":
            return f"http://127.0.0.1:{port}/query"
        return f"{self.kind}+{self.server.named(port).partition('+')[2]}"

    def load(self, *options: str, site: SmallSite | None = None) -> Done:
        folder = str((site or self.site).folder)
        return run_here("-C", folder, "load", "--store", self.store, *self.options, *options)

    def must_load(self, *options: str) -> str:
        done = self.load(*options)
        assert done.code == 0, done.err
        return done.out

    def update(self, text: str) -> None:
        """Writes past the publisher and past the proxy."""
        update_url = f"http://127.0.0.1:{self.server.port}/update" if self.kind == "generic" else None
        connect(StoreOptions(self.named(self.server.port), update_url)).update_once(text)

    def select(self, query: str) -> Table:
        answer = query_store(StoreOptions(self.named(self.server.port)), query)
        assert isinstance(answer, Table)
        return answer

    def stored(self, graphs: Iterable[str]) -> set[str]:
        """The quads that the store has in the graphs, as N-Quads lines."""
        found: set[str] = set()
        # Virtuoso is set to give 200 rows at most.
        for batch in _by(10 if self.kind == "virtuoso" else 100, list(graphs)):
            values = " ".join(f"<{graph}>" for graph in batch)
            table = self.select(f"SELECT ?s ?p ?o ?g {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            found |= {" ".join(filter(None, row)) + " ." for row in table.rows}
        return found

    def managed(self) -> set[str]:
        """The graphs of the site that the store has, without those that are about the publication."""
        own = f"<{self.site.state_graph}>, <{self.site.description_graph}>"
        held = f"FILTER(STRSTARTS(STR(?g), '{self.site.base}') && ?g NOT IN ({own}))"
        table = self.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {held} }}")
        return {str(row[0])[1:-1] for row in table.rows}

    def must_be_in_step(self, *, beside: Sequence[str] = ()) -> None:
        """The store's graphs are the release's, and each holds the same triples, but for the listed changes."""
        graphs = [entry.graph for entry in self.site.entries()]
        assert self.managed() - set(beside) == set(graphs)
        stored, released = self.stored(graphs), set(map(self.as_stored, self.site.quads()))
        assert (sorted(released - stored), sorted(stored - released)) == ([], [])
        stored, released = self.stored_description(), set(map(self.as_stored, self.site.description()))
        assert (sorted(released - stored), sorted(stored - released)) == ([], [])

    def stored_description(self) -> set[str]:
        """What the store has in the graph of the description, asked 200 rows at a time, as N-Quads lines."""
        graph, found = self.site.description_graph, set[str]()
        for start in range(0, 100_000, 200):
            page = f"ORDER BY STR(?s) STR(?p) STR(?o) LIMIT 200 OFFSET {start}"
            table = self.select(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} {page}")
            found |= {" ".join(filter(None, row)) + f" <{graph}> ." for row in table.rows}
            if len(table.rows) < 200:
                break
        return found

    def as_stored(self, line: str) -> str:
        changes = CHANGES[SERVER_OF.get(self.kind, self.kind)]
        quad = split_line(line)
        term = quad.object
        for written, given in changes.items():
            if term == written or (written.startswith(("@", "^^")) and term.endswith(written)):
                term = term.removesuffix(written) + given
        return f"{quad.subject} {quad.predicate} {term} {quad.graph} ."


def _by(size: int, items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))
