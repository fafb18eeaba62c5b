"""What holds for every format, swept over the registry: a release, one graph and one article, read back by two libraries."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import project, run
from pyld import jsonld
from pyoxigraph import parse
from test_formats import OXIGRAPH, RDFLIB, expected, quads_by_rdflib, without_graph

from publisher import publication
from publisher.core.nquads import graph_of_line, split_line
from publisher.export.protocol import Exporter
from publisher.export.registry import EXPORTERS
from publisher.graph.release_files import read_dataset
from publisher.graph.release_graphs import read_entries
from publisher.graph.release_piece import GraphLines, make_piece
from publisher.graph.release_writer import ReleaseWriter
from publisher.graph.workspace import Request, Workspace, open_workspace

KEY = "04f20c81-e635-518e-8f58-0ad06a83ebca"
GRAPH = f"https://www.medigy.com/id/graph/article/{KEY}"
SCOPES = {"whole": (None, None), "graph": (None, GRAPH), "article": (KEY, None)}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = project(tmp_path_factory.mktemp("exported"), articles=2)
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return open_workspace(folder, Request())


@pytest.fixture(params=EXPORTERS.values(), ids=lambda exporter: exporter.name)
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return request.param


@pytest.fixture(params=SCOPES)
def scope(request: pytest.FixtureRequest) -> tuple[str | None, str | None]:
    return SCOPES[request.param]


def test_what_is_exported_is_read_back_equal(
    workspace: Workspace, exporter: Exporter, scope: tuple[str | None, str | None]
) -> None:
    lines = list(publication.export_lines(workspace, *scope))
    assert len(lines) > 20
    document = "".join(publication.export(workspace, exporter, *scope))
    assert {str(quad) for quad in parse(document.encode(), format=OXIGRAPH[exporter.name])} == expected(exporter, lines)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")
def test_rdflib_reads_an_exported_article_back_equal(workspace: Workspace, exporter: Exporter) -> None:
    """The ontology is left to Oxigraph: rdflib takes seconds for it."""
    lines = list(publication.export_lines(workspace, *SCOPES["article"]))
    document = "".join(publication.export(workspace, exporter, *SCOPES["article"]))
    kept = [line if exporter.keeps_graphs else without_graph(line) for line in lines]
    assert quads_by_rdflib(document, RDFLIB[exporter.name]) == quads_by_rdflib("\n".join(kept) + "\n", "nquads")


def test_an_article_is_its_graph_and_the_nodes_that_it_links_to(workspace: Workspace) -> None:
    lines = list(publication.export_lines(workspace, *SCOPES["article"]))
    own = [line for line in lines if graph_of_line(line) == GRAPH]
    assert own == list(publication.export_lines(workspace, *SCOPES["graph"]))
    linked = {split_line(line).object for line in own}
    others = [line for line in lines if graph_of_line(line) != GRAPH]
    assert others
    assert {split_line(line).subject for line in others} <= linked
    release = publication.current_release(workspace)
    there = {split_line(line).subject for line in read_dataset(release) if graph_of_line(line) != GRAPH}
    types = {split_line(line).object for line in own if "22-rdf-syntax-ns#type>" in line}
    assert {split_line(line).subject for line in others} == (linked - types) & there


def test_graphs_that_are_dropped_are_told(workspace: Workspace, exporter: Exporter) -> None:
    assert workspace.configuration is not None
    folder = workspace.configuration.folder
    told = f"{exporter.title} has no graphs: their names are left out"
    exported = run("export", "--format", exporter.name, "--graph", GRAPH, cwd=folder)
    mapped = run("map", "--format", exporter.name, f"examples/content/{KEY}.md", cwd=folder)
    for done in (exported, mapped):
        assert done.returncode == 0, done.stderr
        assert (told in done.stderr) == (not exporter.keeps_graphs)
    assert list(parse(mapped.stdout.encode(), format=OXIGRAPH[exporter.name]))


def test_xml_names_what_it_cannot_say_and_writes_no_file(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    mapping = folder / "mappings" / "medigy.yarrrml.yaml"
    text = mapping.read_text("utf-8")
    assert "schema:headline" in text
    mapping.write_text(text.replace("schema:headline", "http://example.org/0"), "utf-8")
    done = run("map", "--format", "rdfxml", "-o", "out.rdf", cwd=folder)
    assert (done.returncode, (folder / "out.rdf").exists()) == (2, False)
    assert "RDF/XML cannot say" in done.stderr
    assert "choose another format" in done.stderr


@pytest.mark.parametrize("name", ["nq", "nt"])
def test_lines_are_written_in_memory_that_does_not_grow(name: str, tmp_path: Path) -> None:
    with ReleaseWriter(tmp_path) as release:
        for number in range(30):
            own = (f'<s:{each}> <p:p> "{"x" * 100}" <g:{number}> .' for each in range(2_000))
            release.add_piece(make_piece([GraphLines(f"g:{number}", sorted(own))]))
        release.close_dataset()
        folder = release.finish({"passed": True})
    size = measured(lambda: sum(map(len, EXPORTERS[name].serialize(read_dataset(folder), {}))))
    assert size[0] > 6 << 20
    assert size[1] < 2 << 20
    assert sum(entry.quads for entry in read_entries(folder)) == 60_000


def measured(work: Callable[[], int]) -> tuple[int, int]:
    """What the work gives, and the most memory that it held."""
    tracemalloc.start()
    result = work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return result, peak


def test_a_document_for_people_is_grouped_by_subject_with_prefixes(workspace: Workspace) -> None:
    document = "".join(publication.export(workspace, EXPORTERS["trig"], *SCOPES["graph"]))
    assert document.count(f"<{GRAPH}> {{") == 1
    subjects = [line for line in document.split("\n") if line.startswith(("  <", "  medigy:"))]
    assert len(subjects) == len(set(subjects))
    assert "schema:headline " in document
    document = "".join(publication.export(workspace, EXPORTERS["rdfxml"], *SCOPES["graph"]))
    assert 'xmlns:schema="http://schema.org/"' in document
    assert document.count(f'<rdf:Description rdf:about="https://www.medigy.com/id/article/{KEY}">') == 1


def test_json_ld_is_compacted_as_far_as_its_context_goes(workspace: Workspace) -> None:
    """PyLD's own compaction with the document's context gives the document itself, but for the order."""
    document = json.loads("".join(publication.export(workspace, EXPORTERS["jsonld"], *SCOPES["article"])))
    assert document["@context"]["schema"] == "http://schema.org/"
    assert in_order(jsonld.compact(document, document["@context"], {"graph": True})) == in_order(document)


def in_order(value: object) -> object:
    """The value with its arrays sorted."""
    if isinstance(value, dict):
        return {key: in_order(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(in_order, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value
