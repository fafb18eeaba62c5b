"""The main job, from a folder of articles to answers, through the command line alone."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from command_line import project, run
from pyoxigraph import RdfFormat, parse

EXAMPLES = len(list((Path(__file__).parents[2] / "examples" / "content").iterdir()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("built"))
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert f"{EXAMPLES} articles" in done.stdout
    assert "now current" in done.stdout
    return folder


def test_a_release_holds_what_it_says(built: Path) -> None:
    current = built / "build" / "current"
    assert current.is_symlink()
    manifest = json.loads((current / "manifest.json").read_text("utf-8"))
    lines = gzip.decompress((current / "dataset.nq.gz").read_bytes()).decode().rstrip("\n").split("\n")
    assert manifest["passed"] is True
    assert manifest["articles"] == EXAMPLES
    assert manifest["quads"] == len(lines) == len(set(lines))
    assert manifest["id"] == current.resolve().name
    graphs = [json.loads(line) for line in gzip.decompress((current / "graphs.jsonl.gz").read_bytes()).splitlines()]
    assert sum(graph["quads"] for graph in graphs) == len(lines)
    for graph in graphs:
        own = [line for line in lines if line.endswith(f" <{graph['graph']}> .")]
        assert own == sorted(own)
        assert hashlib.sha256(("\n".join(own) + "\n").encode()).hexdigest() == graph["digest"]
    for line in (current / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((current / name).read_bytes()).hexdigest() == digest


def test_the_dump_is_strictly_valid_and_no_triple_stands_in_two_graphs(built: Path) -> None:
    dump = gzip.decompress((built / "build" / "current" / "dataset.nq.gz").read_bytes())
    triples = [str(quad.triple) for quad in parse(dump, format=RdfFormat.N_QUADS)]
    assert len(triples) == len(set(triples))


def test_the_store_holds_the_dump(built: Path) -> None:
    """Beside the graph of the description, which is about the publication: docs/stores.md."""
    manifest = json.loads((built / "build" / "current" / "manifest.json").read_text("utf-8"))
    data = "GRAPH ?g { ?s ?p ?o } FILTER(?g != <https://www.medigy.com/id/graph/dataset>)"
    for query in (
        f"SELECT (COUNT(*) AS ?n) {{ {data} }}",
        f"SELECT (COUNT(DISTINCT *) AS ?n) {{ SELECT ?s ?p ?o {{ {data} }} }}",
    ):
        done = run("query", "--format", "csv", query, cwd=built)
        assert done.stdout.split() == ["n", str(manifest["quads"])]


def test_building_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = project(tmp_path)
    shutil.copytree(again / "examples", again / "moved")
    assert run("build", cwd=again).returncode == 0
    first, second = (folder / "build" / "current" for folder in (built, again))
    assert first.resolve().name == second.resolve().name
    for name in ("dataset.nq.gz", "graphs.jsonl.gz", "findings.jsonl", "manifest.json", "SHA256SUMS"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_one_article_is_exported_with_what_it_links_to(built: Path) -> None:
    key = json.loads(
        run(
            "query",
            "--format",
            "json",
            "SELECT ?k { ?a dct:identifier ?k ; a medigy:CuratedArticle } LIMIT 1",
            cwd=built,
        ).stdout
    )["results"]["bindings"][0]["k"]["value"]
    done = run("export", "--format", "turtle", "--article", key, cwd=built)
    assert done.returncode == 0
    assert "have no graphs" in done.stderr or "has no graphs" in done.stderr
    triples = [str(quad) for quad in parse(done.stdout.encode(), format=RdfFormat.TURTLE)]
    assert any("http://schema.org/headline" in triple for triple in triples)
    assert any("medigy.com/id/community/" in triple.split(" ")[0] for triple in triples)


def test_an_unknown_article_or_graph_is_told(built: Path) -> None:
    for arguments in (["--article", "nobody"], ["--graph", "http://e/none"]):
        done = run("export", *arguments, cwd=built)
        assert (done.returncode, done.stdout) == (2, "")
        assert "the current release has no" in done.stderr


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("SELECT * { ?s a medigy:Community }", ["table", "json", "csv", "tsv", "xml"]),
        ("ASK { ?s a medigy:Community }", ["table", "json", "xml"]),
        ("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . ?s a medigy:Community }", ["turtle", "nt"]),
    ],
)
def test_answers_come_in_every_form(built: Path, query: str, formats: list[str]) -> None:
    for form in formats:
        done = run("query", "--format", form, query, cwd=built)
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_a_broken_query_is_told(built: Path) -> None:
    done = run("query", "SELECT WHERE", cwd=built)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the query is broken" in done.stderr


def test_a_query_comes_from_a_file_or_from_standard_input(built: Path) -> None:
    (built / "q.rq").write_text("ASK {}", "utf-8")
    assert run("query", "--file", "q.rq", cwd=built).stdout == "yes\n"
    assert run("query", "--file", "-", cwd=built, stdin="ASK {}").stdout == "yes\n"


def test_map_gives_what_build_publishes(built: Path) -> None:
    dump = gzip.decompress((built / "build" / "current" / "dataset.nq.gz").read_bytes()).decode()
    mapped = set(run("map", cwd=built).stdout.rstrip("\n").split("\n"))
    assert mapped <= set(dump.rstrip("\n").split("\n"))
    assert run("map", "--format", "trig", "-o", "out.trig", cwd=built).returncode == 0
    again = {str(quad) for quad in parse((built / "out.trig").read_bytes(), format=RdfFormat.TRIG)}
    assert again == {str(quad) for quad in parse("\n".join(mapped).encode(), format=RdfFormat.N_QUADS)}
