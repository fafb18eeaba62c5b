"""Queries to a real Oxigraph server on the loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run

from publisher.core.errors import QueryError, StoreError, UsageError
from publisher.store.remote import query_address, query_endpoint
from publisher.store.results import Boolean, Graph, Table


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert binary is not None, "the package oxigraph belongs to the test extra: run 'make test'"
    port = free_port()
    command = [binary, "serve", "--location", str(tmp_path_factory.mktemp("server")), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        update = b'INSERT DATA { <http://e/a> <http://e/p> "x"@en, 7, <http://e/b> }'
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/update", update, {"Content-Type": "application/sparql-update"}
        )
        for _ in range(100):
            try:
                urllib.request.urlopen(request).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not start within 10 s")
        yield f"oxigraph+http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def test_rows(server: str) -> None:
    answer = query_endpoint(server, "SELECT ?o ?none { ?s ?p ?o } ORDER BY STR(?o)")
    seven = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert answer == Table(("o", "none"), ((seven, None), ("<http://e/b>", None), ('"x"@en', None)))


def test_a_boolean_and_a_graph(server: str) -> None:
    assert query_endpoint(server, "ASK { ?s ?p 8 }") == Boolean(value=False)
    graph = query_endpoint(server, "CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s ?p ?o FILTER isIRI(?o) }")
    assert graph == Graph(("<http://e/a> <http://e/q> <http://e/b> .",))


def test_a_broken_query_and_a_store_that_is_not_there(server: str) -> None:
    with pytest.raises(QueryError, match="calls the query broken"):
        query_endpoint(server, "SELECT ?s { ?s ?p }")
    with pytest.raises(StoreError, match="cannot be reached"):
        query_endpoint(f"http://127.0.0.1:{free_port()}/query", "ASK {}")


def test_an_address_that_is_no_endpoint(server: str) -> None:
    with pytest.raises(StoreError):
        query_endpoint(server.removeprefix("oxigraph+") + "/nothing-here", "ASK {}")


def test_the_command_asks_a_store(server: str, tmp_path: Path) -> None:
    done = run(
        "query", "--store", server, "--format", "csv", "SELECT ?o { ?s ?p ?o FILTER isNumeric(?o) }", cwd=tmp_path
    )
    assert (done.returncode, done.stdout.split()) == (0, ["o", "7"])


@pytest.mark.parametrize(
    ("store", "address"),
    [
        ("oxigraph+http://h:1", "http://h:1/query"),
        ("fuseki+https://h/ds/", "https://h/ds/query"),
        ("virtuoso+http://h:8890", "http://h:8890/sparql"),
        ("rdf4j+http://h/rdf4j-server/repositories/a", "http://h/rdf4j-server/repositories/a"),
        ("http://h/a+b", "http://h/a+b"),
    ],
)
def test_a_store_is_named_by_its_kind_and_address(store: str, address: str) -> None:
    assert query_address(store) == address


@pytest.mark.parametrize(
    "store", ["", "localhost:7878", "oxigraph+localhost", "oxigrap+http://h", "file:///etc/passwd"]
)
def test_what_names_no_store_is_told(store: str) -> None:
    with pytest.raises(UsageError):
        query_address(store)
