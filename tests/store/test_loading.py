"""What holds for a load whatever the store: retries, redirects, limits, pruning. At Oxigraph, or where it matters elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from bench import Bench
from proxy import Answer, Passed

from publisher.core.errors import StoreError, UsageError
from publisher.project import Project
from publisher.store.credentials import Credentials, read_credentials


@pytest.fixture
def only(bench: Bench) -> Bench:
    """The bench of Oxigraph alone."""
    if bench.kind != "oxigraph":
        pytest.skip("does not depend on the store")
    return bench


def failing(answers: Iterator[Answer]) -> object:
    return lambda request: next(answers, None) if request.is_update else None


@pytest.mark.parametrize("status", [0, 429, 502, 503, 504])
def test_what_can_pass_is_tried_again(only: Bench, status: int) -> None:
    only.proxy.rule = failing(iter((Answer(status, {"Retry-After": "1"}), Answer(status)) if status else (Answer(0),)))  # type: ignore[assignment]
    start = time.monotonic()
    done = only.load()
    assert done.code == 0
    assert "trying again in " in done.err
    if status:
        assert "trying again in 1 s (1 of 4)" in done.err
        assert "trying again in 1 s (2 of 4)" in done.err
        assert time.monotonic() - start >= 2
    only.must_be_in_step()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 500])
def test_what_cannot_pass_is_not_tried_again(only: Bench, status: int) -> None:
    only.proxy.rule = lambda request: Answer(status, {}, b"<h1>Not   so</h1>") if request.is_update else None
    done = only.load()
    assert (done.code, "trying again" in done.err) == (2, False)
    assert f"answered {status}" in done.err
    assert "It says: Not so" in done.err
    assert only.managed() == set()


def test_a_store_that_asks_for_an_hour_is_not_waited_for(only: Bench) -> None:
    only.proxy.rule = lambda _: Answer(503, {"Retry-After": "3600"})
    done = only.load()
    assert (done.code, "come back in 3,600 s" in done.err) == (2, True)


def test_a_redirect_is_told_and_not_followed(only: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_STORE_USER", "me")
    monkeypatch.setenv("PUBLISHER_STORE_PASSWORD", "geheim")
    target = f"http://127.0.0.1:{only.server.port}/query?secret=1"
    only.proxy.rule = lambda _: Answer(302, {"Location": target})
    done = only.load()
    assert done.code == 2
    assert "points to http://127.0.0.1" in done.err
    assert "secret" not in done.err


def test_a_page_in_place_of_results_is_told(only: Bench) -> None:
    only.proxy.rule = lambda _: Answer(200, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
    done = only.load()
    assert (done.code, "did not answer with SPARQL results" in done.err) == (2, True)


def test_a_request_without_an_answer_ends(only: Bench) -> None:
    def rule(_: Passed) -> Answer | None:
        time.sleep(1.5)
        return None

    only.proxy.rule = rule
    done = only.load("--timeout", "0.5", "--retries", "0")
    assert (done.code, "no answer within 0.5 s; --timeout" in done.err) == (2, True)


def test_many_dropped_graphs_must_be_wanted(only: Bench) -> None:
    only.must_load()
    only.site.remove("two")
    only.site.remove("three")
    only.site.build()
    for options in ([], ["--dry-run"]):
        only.proxy.requests.clear()
        done = only.load(*options)
        assert done.code == 2
        assert "would drop 4 of the store's 7 graphs, more than 30%" in done.err
        assert only.proxy.updates == []
    assert "4 dropped" in only.must_load("--prune")
    only.must_be_in_step()


def test_more_graphs_than_the_store_tells_at_once(bench: Bench) -> None:
    """Virtuoso cuts results here after 200 rows, without a word."""
    if bench.kind != "virtuoso":
        pytest.skip("no other store cuts results by itself")
    for number in range(110):
        bench.site.write(f"n{number:03}", text="short")
    bench.site.build()
    bench.must_load()
    assert len(bench.site.entries()) > 200
    assert "all 227 graphs are in step" in bench.must_load("--verify")
    bench.site.remove("n077")
    bench.site.build()
    assert "0 graphs written, 2 dropped" in bench.must_load()


def test_a_graph_beyond_an_inserts_limit_is_split(bench: Bench) -> None:
    if bench.kind != "virtuoso":
        pytest.skip("of the other kinds none has the limit")
    bench.site.write("one", topics=[f"t{number}" for number in range(1_200)], text="short")
    bench.site.build()
    bench.must_load()
    table = bench.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{bench.site.base}graph/article/one> {{ ?s ?p ?o }} }}")
    [entry] = [each for each in bench.site.entries() if each.graph.endswith("article/one")]
    assert table.rows[0][0] == f'"{entry.quads}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_what_the_store_cannot_take_is_a_finding_before_anything_is_sent(bench: Bench) -> None:
    long = "https://work.example.com/" + "x" * 1_900
    bench.site.write("two", source=long)
    bench.site.build()
    done = bench.load()
    if bench.kind == "virtuoso":
        assert done.code == 1
        lines = (bench.site.folder / "content" / "two.md").read_text("utf-8").split("\n")
        [number] = [number for number, line in enumerate(lines, 1) if long in line]
        column = lines[number - 1].index(long) + 1
        assert f"two.md:{number}:{column}: error S101 Virtuoso cuts IRIs after 1,850 bytes" in done.err
        assert bench.proxy.updates == []
        return
    assert done.code == 0
    bench.must_be_in_step()


def test_credentials_are_read_without_being_shown() -> None:
    environment = {
        "PUBLISHER_STORE_USER": "me",
        "PUBLISHER_STORE_PASSWORD": "geheim",
        "PUBLISHER_STORE_HEADERS": "A: bbbb\nC: dddd",
    }
    found = read_credentials(environment)
    assert (found.user, found.password, dict(found.headers)) == ("me", "geheim", {"A": "bbbb", "C": "dddd"})
    assert "geheim" not in repr(found)
    assert found.redact("said geheim twice: geheim") == "said *** twice: ***"
    assert not read_credentials({})


@pytest.mark.parametrize(
    "content",
    ["user = geheim", "user = 7\npassword = 'geheim'", "pasword = 'geheim'", "password = 'geheim'", "[headers]\n'a b' = 'geheim'",
     "user = 'a:b'\npassword = 'geheim'", 'token = "geheim\\n\\u0001x"'],
)  # fmt: skip
def test_broken_credentials_are_told_without_being_shown(content: str, tmp_path: object) -> None:
    file = f"{tmp_path}/credentials.toml"
    with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123 - any file
        out.write(content)
    with pytest.raises(UsageError) as raised:
        read_credentials({}, file)
    assert "geheim" not in str(raised.value)


def test_a_scheme_needs_what_it_signs_with() -> None:
    with pytest.raises(UsageError, match="PUBLISHER_STORE_TOKEN"):
        Credentials(user="me", password="x").scheme("bearer", "basic")  # noqa: S106 - it opens nothing
    with pytest.raises(UsageError, match="PUBLISHER_STORE_USER"):
        Credentials(token="x").scheme("digest", "basic")  # noqa: S106 - it opens nothing


def test_a_project_loads_a_store(only: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(only.site.folder)
    project = Project.open(".")
    result = project.load(only.store)
    assert (result.written, result.dropped, result.unchanged, result.findings) == (7, 0, 0, ())
    assert "7 graphs written (7 new" in result.summary
    only.must_be_in_step()
    only.update(f"DROP SILENT GRAPH <{only.site.base}graph/article/one>")
    again = project.load(only.store, verify=True)
    assert (again.written, again.unchanged, again.miscounted) == (1, 6, ())
    only.must_be_in_step()
    only.site.remove("two")
    only.site.remove("three")
    only.site.build()
    assert [each.graph.rpartition("/")[2] for each in project.difference()] == [
        "three",
        "two",
        "topic-three",
        "topic-two",
    ]
    with pytest.raises(StoreError, match="would drop 4"):
        project.load(only.store)
    assert project.load(only.store, prune=True).dropped == 4


def test_a_load_that_a_store_cannot_take_says_where_from_python_too(bench: Bench) -> None:
    if bench.kind != "virtuoso":
        pytest.skip("of the other kinds none has the limit")
    bench.site.write("two", source="https://work.example.com/" + "x" * 1_900)
    bench.site.build()
    result = Project.open(bench.site.folder).load(bench.store)
    assert (result.written, bench.proxy.updates) == (0, [])
    assert {(each.code, each.field_path) for each in result.findings} == {("S101", ("source",))}
