"""How a load fails, for every kind of store: a clear message, exit code 2, no secret shown, and nothing half done."""

from __future__ import annotations

from base64 import b64encode

import pytest
from bench import Bench
from proxy import Answer, Passed
from servers import free_port, start_oxigraph

SECRET = "hunter2-of-the-night"  # noqa: S105 - it opens nothing


def told(bench: Bench, *options: str, expected: str) -> str:
    """Loads, which must fail with 2 and say what is expected; no secret is in what is said."""
    done = bench.load(*options)
    assert done.code == 2, done.err
    assert expected in done.err
    assert done.out == ""
    assert SECRET not in done.err
    assert b64encode(f"publisher:{SECRET}".encode()).decode() not in done.err
    return done.err


def guard(bench: Bench, scheme: str) -> None:
    """The proxy lets nobody through without the right header, as one before Oxigraph or RDF4J does."""
    right = f"Basic {b64encode(b'publisher:open sesame').decode()}" if scheme == "Basic" else "Bearer open-sesame"

    def rule(request: Passed) -> Answer | None:
        if request.headers.get("authorization") == right:
            return None
        said = f"no entry for {request.headers.get('authorization')} or {SECRET}"
        return Answer(401, {"WWW-Authenticate": f'{scheme} realm="store"'}, said.encode())

    bench.proxy.rule = rule


def test_a_wrong_password(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    if bench.kind == "fuseki":
        bench.server = bench.server.__class__(**{**vars(bench.server), "path": "/guarded"})
    elif bench.kind != "virtuoso":
        guard(bench, "Basic")
    user = "dba" if bench.kind == "virtuoso" else "publisher"
    monkeypatch.setenv("PUBLISHER_STORE_USER", user)
    monkeypatch.setenv("PUBLISHER_STORE_PASSWORD", SECRET)
    told(bench, expected="401")
    assert bench.proxy.updates == []
    assert len(bench.proxy.requests) == 0, "what is refused once is not tried again"
    monkeypatch.setenv("PUBLISHER_STORE_PASSWORD", "dba" if bench.kind == "virtuoso" else "open sesame")
    bench.must_load()
    bench.proxy.rule = lambda _: None
    if bench.kind != "fuseki":
        bench.must_be_in_step()


def test_a_store_that_is_down(bench: Bench) -> None:
    bench.proxy.port = free_port()
    error = told(bench, "--retries", "1", expected="cannot be reached: Connection refused")
    assert "trying again in 0.5 s (1 of 1)" in error


def test_a_store_that_is_read_only(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    if bench.kind == "fuseki":
        bench.server = bench.server.__class__(**{**vars(bench.server), "path": "/readable"})
    elif bench.kind == "virtuoso":
        monkeypatch.setenv("PUBLISHER_STORE_USER", "reader")
        monkeypatch.setenv("PUBLISHER_STORE_PASSWORD", "reader")
    else:
        # Oxigraph's own answer, at RDF4J too, which has no such mode.
        bench.proxy.rule = lambda request: Answer(403, {}, b"The server is read-only") if request.is_update else None
    error = told(bench, expected="ermission" if bench.kind == "virtuoso" else "read-only")
    assert "127.0.0.1" in error
    assert bench.managed() == set()


def test_a_request_too_large_is_sent_in_parts(bench: Bench) -> None:
    """As a proxy with a small client_max_body_size does."""
    limit = 4_000
    bench.proxy.rule = lambda request: Answer(413) if len(request.body) > limit else None
    bench.must_load()
    assert max(len(request.body) for request in bench.proxy.updates) > limit, "something was too large at first"
    bench.proxy.rule = lambda _: None
    bench.must_be_in_step()


def test_a_graph_too_large_is_told(bench: Bench) -> None:
    bench.proxy.rule = lambda request: Answer(413) if len(request.body) > 1_500 else None
    assert "Even graph <" in told(bench, expected="too large")
    bench.proxy.rule = lambda _: None
    bench.must_load()
    bench.must_be_in_step()


@pytest.mark.parametrize("reached", [False, True], ids=["the update was lost", "its answer was lost"])
def test_a_run_that_broke_off_is_gone_on_with(bench: Bench, *, reached: bool) -> None:
    for number in range(40):
        bench.site.write(f"more-{number:02}")
    bench.site.build()
    cut = Answer(0)

    def rule(request: Passed) -> Answer | None:
        return cut if request.is_update and b"topic-more-39>" in request.body else None

    bench.proxy.rule, bench.proxy.after = (lambda _: None, rule) if reached else (rule, lambda _: None)
    bench.site.write("more-39", title="the last one")
    told(bench, "--retries", "0", expected="cannot be reached")
    bench.proxy.rule = bench.proxy.after = lambda _: None
    out = bench.must_load()
    assert "0 dropped" in out
    bench.must_be_in_step()


def test_secrets_come_from_a_file_too(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    if bench.kind == "virtuoso":
        pytest.skip("knows no bearer tokens")
    guard(bench, "Bearer")
    monkeypatch.delenv("PUBLISHER_STORE_USER", raising=False)
    file = bench.site.folder / "credentials.toml"
    file.write_text("token = 'open-sesame'\n[headers]\nX-Api-Key = 'k'\n", "utf-8")
    bench.must_load("--credentials", str(file))
    assert {request.headers.get("x-api-key") for request in bench.proxy.requests} == {"k"}
    bench.proxy.rule = lambda _: None
    bench.must_be_in_step()


def test_oxigraph_that_serves_read_only(bench: Bench) -> None:
    if bench.kind != "oxigraph":
        pytest.skip("of Oxigraph's own mode")
    folder = bench.site.folder / "store"
    start_oxigraph(folder).kill()
    server = start_oxigraph(folder, read_only=True)
    try:
        bench.proxy.target = server.port
        told(bench, expected="The server is read-only")
    finally:
        server.kill()
