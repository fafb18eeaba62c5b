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
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from publisher.core.errors import QueryError, StoreError, UsageError
from publisher.loading import query_store
from publisher.store.connect import StoreOptions
from publisher.store.results import Answer, Boolean, Graph, Table


def ask(store: str, query: str) -> Answer:
    return query_store(StoreOptions(store), query)


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
    answer = ask(server, "SELECT ?o ?none { ?s ?p ?o } ORDER BY STR(?o)")
    seven = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert answer == Table(("o", "none"), ((seven, None), ("<http://e/b>", None), ('"x"@en', None)))


def test_a_boolean_and_a_graph(server: str) -> None:
    assert ask(server, "ASK { ?s ?p 8 }") == Boolean(value=False)
    graph = ask(server, "CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s ?p ?o FILTER isIRI(?o) }")
    assert graph == Graph(("<http://e/a> <http://e/q> <http://e/b> .",))


def test_a_broken_query_and_a_store_that_is_not_there(server: str) -> None:
    with pytest.raises(QueryError, match="calls the query broken"):
        ask(server, "SELECT ?s { ?s ?p }")
    with pytest.raises(StoreError, match="cannot be reached"):
        ask(f"http://127.0.0.1:{free_port()}/query", "ASK {}")


def test_an_update_is_no_query(server: str) -> None:
    with pytest.raises(UsageError, match="an update, not a query"):
        ask(server, "DROP ALL")
    assert ask(server, "ASK { ?s ?p ?o }") == Boolean(value=True)


def test_a_literal_that_is_no_number_is_shown_as_it_is(server: str) -> None:
    answer = ask(server, 'SELECT ?x { BIND("7,5"^^<http://www.w3.org/2001/XMLSchema#decimal> AS ?x) }')
    assert answer == Table(("x",), (('"7,5"^^<http://www.w3.org/2001/XMLSchema#decimal>',),))


def test_an_address_that_is_no_endpoint(server: str) -> None:
    with pytest.raises(StoreError):
        ask(server.removeprefix("oxigraph+") + "/nothing-here", "ASK {}")


def test_the_command_asks_a_store(server: str, tmp_path: Path) -> None:
    done = run(
        "query", "--store", server, "--format", "csv", "SELECT ?o { ?s ?p ?o FILTER isNumeric(?o) }", cwd=tmp_path
    )
    assert (done.returncode, done.stdout.split()) == (0, ["o", "7"])


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("SELECT ?o ?none { ?s ?p ?o }", ["json", "xml", "tsv"]),
        ("ASK { ?s ?p 7 }", ["json", "xml"]),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", ["turtle", "nt"]),
    ],
)
def test_a_store_answers_the_command_in_every_form(server: str, query: str, forms: list[str]) -> None:
    """What the command prints is read back by a second library, and is what the store holds."""
    for form in forms:
        done = run("query", "--store", server, "--format", form, query)
        assert done.returncode == 0, done.stderr
        assert answer_in(form, done.stdout) == answer_in_itself(server, query), form


def test_a_store_answers_the_command_for_people_and_for_spreadsheets(server: str) -> None:
    query = "SELECT ?o { ?s ?p ?o FILTER isLiteral(?o) } ORDER BY STR(?o)"
    assert run("query", "--store", server, "--format", "csv", query).stdout.split() == ["o", "7", "x"]
    assert "2 rows" in run("query", "--store", server, query).stdout
    assert run("query", "--store", server, "ASK { ?s ?p 8 }").stdout == "no\n"
    wrong = run("query", "--store", server, "--format", "csv", "CONSTRUCT WHERE { ?s ?p ?o }")
    assert (wrong.returncode, "choose turtle or nt" in wrong.stderr) == (2, True)


def answer_in(form: str, text: str) -> object:
    """What the text says: a boolean, the set of rows, or the set of triples."""
    if form in {"turtle", "nt"}:
        format_ = RdfFormat.TURTLE if form == "turtle" else RdfFormat.N_TRIPLES
        return {f"{quad.triple} ." for quad in parse(text.encode(), format=format_)}
    read = parse_query_results(
        text.encode(), format=QueryResultsFormat.from_extension({"xml": "srx", "json": "srj"}.get(form, form))
    )
    if isinstance(read, QueryBoolean):
        return bool(read)
    assert isinstance(read, QuerySolutions)
    return {tuple(None if term is None else str(term) for term in row) for row in read}


def answer_in_itself(server: str, query: str) -> object:
    answer = ask(server, query)
    if isinstance(answer, Boolean):
        return answer.value
    return set(answer.lines if isinstance(answer, Graph) else answer.rows)
