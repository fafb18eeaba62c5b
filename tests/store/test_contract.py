"""What holds for every kind of store: one contract, swept over the registry of profiles, at real servers."""

from __future__ import annotations

from bench import Bench
from proxy import Answer

DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
UNCHANGED = "nothing was written"


def test_load_change_remove_add_and_unchanged(bench: Bench) -> None:
    site, proxy = bench.site, bench.proxy
    foreign = [f"{site.base}graph/of-another", site.base.replace("site", "another")]
    for graph in foreign:
        bench.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <{site.base}a> <{site.base}b> 'c', 'd' }} }}")
    theirs = bench.stored(foreign)
    assert len(theirs) == 4

    def loaded(*, unsent: str = "") -> str:
        site.build()
        proxy.requests.clear()
        out = bench.must_load()
        bench.must_be_in_step(beside=foreign)
        assert bench.stored(foreign) == theirs
        sent = b"".join(request.body for request in proxy.updates).decode()
        assert not unsent or unsent not in sent
        return out

    assert "7 graphs written (7 new" in loaded()
    site.write("one", title="Another title")
    assert "1 graph written (1 changed" in loaded(unsent="article/two")
    site.remove("two")
    assert "0 graphs written, 2 dropped, 5 unchanged" in loaded(unsent="article/one")
    site.write("four")
    assert "2 graphs written (2 new" in loaded(unsent="article/one")
    assert UNCHANGED in loaded()
    assert [request.is_update for request in proxy.requests] == [False], "an unchanged corpus is one query"


def test_the_union_of_the_graphs_counts_each_triple_once(bench: Bench) -> None:
    """The publisher's own graph and what else the store holds are left out: the graphs of the release are asked for."""
    bench.must_load()
    quads = bench.site.quads()
    distinct = {line[: line.rindex(" <")] for line in quads}
    named = " ".join(f"FROM <{entry.graph}>" for entry in bench.site.entries())
    count = f"SELECT (COUNT(*) AS ?n) {named} WHERE {{ ?s ?p ?o }}"
    by_graph = (
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{bench.site.base}graph/')"
        f" && ?g NOT IN (<{bench.site.state_graph}>, <{bench.site.description_graph}>)) }}"
    )
    for query in (count, by_graph):
        assert bench.select(query).rows[0][0].split('"')[1] == str(len(distinct))  # type: ignore[union-attr]


def test_verify_repairs_what_others_did(bench: Bench) -> None:
    bench.must_load()
    graphs = [entry.graph for entry in bench.site.entries()]
    bench.update(f"DELETE WHERE {{ GRAPH <{graphs[0]}> {{ ?s <http://schema.org/headline> ?o }} }}")
    bench.update(f"INSERT DATA {{ GRAPH <{graphs[1]}> {{ <{bench.site.base}x> <{bench.site.base}y> 1 }} }}")
    bench.update(f"DROP SILENT GRAPH <{graphs[-1]}>")
    assert UNCHANGED in bench.must_load()
    assert "3 graphs written (3 damaged in the store" in bench.must_load("--verify")
    bench.must_be_in_step()
    bench.update(f"DELETE WHERE {{ GRAPH <{bench.site.description_graph}> {{ ?s <{DERIVED}> ?o }} }}")
    bench.update(f"INSERT DATA {{ GRAPH <{bench.site.description_graph}> {{ <{bench.site.base}x> <{DERIVED}> 1 }} }}")
    out = bench.must_load("--verify")
    assert "0 graphs written" in out
    assert "described anew" in out
    bench.must_be_in_step()
    bench.proxy.requests.clear()
    assert UNCHANGED in bench.must_load("--verify")
    assert bench.proxy.updates == []


def test_a_dry_run_tells_the_plan_and_sends_nothing(bench: Bench) -> None:
    out = bench.must_load("--dry-run")
    for entry in bench.site.entries():
        assert f"write <{entry.graph}> ({entry.quads} quad" in out
    assert out.endswith("7 to write, 0 to drop, 0 unchanged; nothing sent\n")
    assert bench.proxy.updates == []
    assert bench.managed() == set()


def test_a_lost_state_is_made_anew(bench: Bench) -> None:
    bench.must_load()
    bench.update(f"DROP SILENT GRAPH <{bench.site.state_graph}>")
    assert "7 graphs written (7 new" in bench.must_load()
    bench.must_be_in_step()


def test_what_is_told_of_a_file_changes_with_its_article(bench: Bench) -> None:
    """And with the bytes of the file alone, too; the description changes by itself where the configuration does."""
    bench.must_load()
    file = bench.site.folder / "content" / "two.md"
    file.write_text(file.read_text("utf-8") + "More.\n", "utf-8")
    bench.site.build()
    assert "1 graph written (1 changed" in bench.must_load()
    bench.must_be_in_step()
    configuration = bench.site.folder / "publisher.yaml"
    configuration.write_text(configuration.read_text("utf-8") + "dataset: {title: Something else}\n", "utf-8")
    bench.site.build()
    assert "0 graphs written, 0 dropped, 7 unchanged, described anew" in bench.must_load()
    bench.must_be_in_step()


def test_a_description_left_half_written_is_written_anew_with_all_provenance(bench: Bench) -> None:
    bench.must_load()
    state, described = bench.site.state_graph, bench.site.description_graph
    digest = f"<{described}> <{state}#digest>"
    bench.update(f"DELETE WHERE {{ GRAPH <{state}> {{ {digest} ?d }} }}")
    bench.update(f"INSERT DATA {{ GRAPH <{state}> {{ {digest} 'pending' }} }}")
    bench.update(f"DROP SILENT GRAPH <{described}>")
    assert "described anew" in bench.must_load()
    bench.must_be_in_step()


def test_a_key_that_is_renamed_keeps_what_is_told_of_its_file(bench: Bench) -> None:
    """Its file goes over to a new graph; then the files of three articles change places, at last in several requests."""
    site = bench.site
    bench.must_load()
    site.write("two", id="renamed")
    site.build()
    assert "1 dropped" in bench.must_load()
    bench.must_be_in_step()
    site.write("two", id="renamed again", title="Another title")
    site.build()
    assert "1 dropped" in bench.must_load()
    bench.must_be_in_step()
    for file, key in {"one": "three", "two": "one", "three": "two"}.items():
        site.write(file, id=key, title=f"Another {key}")
    site.build()
    bench.must_load()
    bench.must_be_in_step()
    for file, key in {"one": "a", "two": "three", "three": "one"}.items():
        site.write(file, id=key)
    site.build()
    bench.proxy.rule = lambda request: Answer(413) if len(request.body) > 5_500 else None
    bench.must_load()
    assert max(len(request.body) for request in bench.proxy.updates) > 5_500, "what changes places was sent in parts"
    bench.proxy.rule = lambda _: None
    bench.must_be_in_step()
