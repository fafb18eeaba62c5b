"""How a store is named, and what its name means."""

from __future__ import annotations

import pytest
from command_line import run

from publisher.core.errors import UsageError
from publisher.store.address import read_address
from publisher.store.profiles.registry import PROFILES


@pytest.mark.parametrize(
    ("store", "queries", "updates"),
    [
        ("oxigraph+http://h:1", "http://h:1/query", "http://h:1/update"),
        ("fuseki+https://h/ds/", "https://h/ds/query", "https://h/ds/update"),
        ("virtuoso+http://h:8890", "http://h:8890/sparql", "http://h:8890/sparql-auth"),
        ("rdf4j+http://h/s/repositories/a", "http://h/s/repositories/a", "http://h/s/repositories/a/statements"),
        ("graphdb+http://h/repositories/a", "http://h/repositories/a", "http://h/repositories/a/statements"),
        ("http://h/a+b", "http://h/a+b", "http://h/a+b"),
        ("generic+http://h/sparql", "http://h/sparql", "http://h/sparql"),
        ("http://h/sparql?key=K", "http://h/sparql?key=K", "http://h/sparql?key=K"),
    ],
)
def test_a_store_is_named_by_its_kind_and_address(store: str, queries: str, updates: str) -> None:
    address = read_address(store)
    assert (address.query_url, address.update_url) == (queries, updates)
    assert "K" not in address.shown


def test_updates_may_go_elsewhere() -> None:
    address = read_address("http://h/query", "http://h/update")
    assert (address.query_url, address.update_url) == ("http://h/query", "http://h/update")


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_each_kind_has_an_example_that_is_read(profile: object) -> None:
    example = getattr(profile, "example").replace("HOST:PORT", "localhost:1")  # noqa: B009
    assert read_address(example).profile == profile


@pytest.mark.parametrize(
    "store",
    ["", "localhost:7878", "oxigraph+localhost", "oxigrap+http://h", "file:///etc/passwd", "http://", "http://h:port/"],
)
def test_what_names_no_store_is_told(store: str) -> None:
    with pytest.raises(UsageError):
        read_address(store)


@pytest.mark.parametrize(
    "store", ["oxigraph+http://me:hunter2@h:1", "http://hunter2@h/sparql", "http://me:hunter2@:x/"]
)
def test_a_password_in_an_address_is_refused_and_not_shown(store: str) -> None:
    for command in (["query", "ASK {}"], ["load"]):
        done = run(*command, "--store", store)
        assert done.returncode == 2
        assert "hunter2" not in done.stdout + done.stderr
        assert "PUBLISHER_STORE_PASSWORD" in done.stderr
