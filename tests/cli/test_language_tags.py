"""A site in a language with a region: each text stands once in a release, whichever file it comes from."""

from __future__ import annotations

from pathlib import Path

from command_line import run
from small_project import CONFIGURATION, MAPPING, WORDS, small_project

from publisher.graph.release_files import read_dataset

CLASS = """\
  class:
    sources: articles
    subjects: ex:Topic
    graphs: $(_base)graph/words
    predicateobjects: [{p: rdfs:label, o: {value: Topic, language: $(_language)}}]
"""


def test_a_label_of_vocabulary_and_mapping_is_one_triple(tmp_path: Path) -> None:
    small_project(tmp_path, articles=1)
    (tmp_path / "publisher.yaml").write_text(CONFIGURATION.replace("language: en", "language: en-us"), "utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING + CLASS, "utf-8")
    (tmp_path / "words.ttl").write_text(WORDS.replace("@en", "@en-US"), "utf-8")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = list(read_dataset((tmp_path / "build" / "current").resolve()))
    labels = [line for line in lines if '"Topic"@' in line]
    node, label = "<https://example.org/ontology#Topic>", "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert labels == [f'{node} {label} "Topic"@en-US <https://example.org/id/graph/words> .']
    counted = run(
        "query", "SELECT (COUNT(*) AS ?n) { GRAPH <https://example.org/id/graph/words> { ?s ?p ?o } }", cwd=tmp_path
    )
    of_words = [line for line in lines if line.endswith("<https://example.org/id/graph/words> .")]
    assert str(len(of_words)) in counted.stdout.split()
