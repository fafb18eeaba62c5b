"""The exported mapping in Morph-KGC, an engine by others: the same quads for all that it reads (docs/other-engines.md)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from needed import absent
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / ".engines" / "morph-kgc" / "bin" / "python"
RML = Namespace("http://w3id.org/rml/")
CONFIGURATION = """\
[CONFIGURATION]
output_format: N-QUADS
output_file: theirs.nq
number_of_processes: 1
udfs: functions.py
[articles]
mappings: mapping.ttl
file_path: articles.json
"""
SITE = "https://www.medigy.com/"
LABEL = f'<{SITE}#website> <http://www.w3.org/2000/01/rdf-schema#label> "Medigy"{{}} <{SITE}id/graph/site>'
LOGO = f"<{SITE}#organization> <http://schema.org/logo> <{SITE}images/medigy-logo.png> <{SITE}id/graph/site>"
"""What goes wrong there, so that its repair is noticed: a constant loses its language tag (case RMLTC0028c of RML-Core),
and a function of a constant gives nothing."""


def publisher(*arguments: str | Path) -> bytes:
    command = [sys.executable, "-m", "publisher", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def nodes_below(graph: Graph, node: Node) -> set[Node]:
    """The node and what hangs on it."""
    found, open_nodes = {node}, [node]
    while open_nodes:
        new = set(graph.objects(open_nodes.pop())) - found
        found |= new
        open_nodes += [each for each in new if not isinstance(each, Literal)]
    return found


def reads_lists(graph: Graph, node: Node) -> bool:
    """Whether a reference in it has brackets, which Morph-KGC takes for a part of the field's name."""
    below = nodes_below(graph, node)
    written = (text for each in below for key in (RML.reference, RML.template) for text in graph.objects(each, key))
    return any("[" in text for text in written)


def without_what_is_not_read(text: str) -> str:
    """The mapping without lists, and without subjects of functions, of which Morph-KGC asks a template and fails."""
    graph = Graph().parse(data=text, format="turtle")
    for triples_map in list(graph.subjects(RDF.type, RML.TriplesMap)):
        subject = graph.value(triples_map, RML.subjectMap)
        assert subject is not None
        iterator = graph.value(graph.value(triples_map, RML.logicalSource), RML.iterator)
        rules = list(graph.objects(triples_map, RML.predicateObjectMap))
        kept = [each for each in rules if not reads_lists(graph, each)]
        if (subject, RML.functionExecution, None) in graph or reads_lists(graph, subject) or str(iterator) != "$[*]":
            kept = []
        for each in set(rules) - set(kept):
            graph.remove((triples_map, RML.predicateObjectMap, each))
        if not kept:
            graph.remove((triples_map, None, None))
    return graph.serialize(format="turtle")


def quads_of(file: Path) -> set[str]:
    return {line.strip().removesuffix(".").strip() for line in file.read_text("utf-8").split("\n") if line.strip()}


def test_morph_kgc_makes_the_same_quads_of_what_it_reads(tmp_path: Path) -> None:
    if not ENGINE.is_file():
        absent("Morph-KGC is not installed (.ci/install-engines): the exported mapping is tried in our engine alone")
    mapping = ROOT / "mappings" / "medigy.yarrrml.yaml"
    exported = publisher("mapping", "export", mapping, "--rml").decode()
    (tmp_path / "mapping.ttl").write_text(without_what_is_not_read(exported), "utf-8")
    (tmp_path / "articles.json").write_bytes(publisher("articles", "--for", mapping, "examples/content"))
    (tmp_path / "config.ini").write_text(CONFIGURATION, "utf-8")
    (tmp_path / "functions.py").write_bytes((Path(__file__).parent / "morph_kgc_functions.txt").read_bytes())
    publisher("map", "--mapping", tmp_path / "mapping.ttl", "-o", tmp_path / "ours.nq")
    done = subprocess.run(
        [str(ENGINE), "-m", "morph_kgc", "config.ini"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = quads_of(tmp_path / "ours.nq"), quads_of(tmp_path / "theirs.nq")
    assert len(theirs) > 500
    assert ours - theirs == {LOGO, LABEL.format("@en")}
    assert theirs - ours == {LABEL.format("")}
