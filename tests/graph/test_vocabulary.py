"""Labels of ontology and vocabularies: which one wins, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.core.configuration import VocabularyFile
from publisher.core.errors import ShapesError
from publisher.graph.vocabulary import Vocabularies, read_vocabularies
from publisher.mapping.context import below

PREFIXES = """
@prefix : <http://e/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def read(folder: Path, turtle: str) -> Vocabularies:
    file = folder / "v.ttl"
    file.write_text(PREFIXES + turtle, "utf-8")
    return read_vocabularies([VocabularyFile(file, "http://g/v")])


def test_a_preferred_label_wins_over_another_nodes_alternative_label(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        ':s a skos:ConceptScheme . :a skos:inScheme :s; skos:altLabel "Care"@en . :b skos:inScheme :s; skos:prefLabel "care"@en .',
    ).labels
    assert labels.find("http://e/s", "CARE") == "http://e/b"


def test_a_hidden_label_still_finds_a_renamed_concept(tmp_path: Path) -> None:
    labels = read(tmp_path, ':a skos:inScheme :s; skos:prefLabel "New"@en; skos:hiddenLabel "Old  name"@en .').labels
    assert labels.find("http://e/s", " old\tname ") == "http://e/a"
    assert labels.find("http://e/s", "other") is None
    assert labels.find("http://e/other", "new") is None


def test_a_merged_concept_hands_its_labels_to_its_successor(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        ':old skos:inScheme :s; skos:prefLabel "Old"@en; owl:deprecated true; dct:isReplacedBy :new . :new skos:inScheme :s; skos:prefLabel "New"@en .',
    ).labels
    assert labels.find("http://e/s", "Old") == "http://e/new"


def test_a_label_that_two_bear_alike_is_neithers_unless_one_was_merged_into_the_other(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        ':a skos:inScheme :s; skos:altLabel "Care", "Old"@en; skos:hiddenLabel "B" . :b skos:inScheme :s; skos:prefLabel "B";'
        ' skos:altLabel "care" . :old skos:inScheme :s; skos:altLabel "Old"; dct:isReplacedBy :a . :c skos:inScheme :t; skos:altLabel "Care" .',
    ).labels
    assert labels.bearers("http://e/s", " CARE") == ("http://e/a", "http://e/b")
    assert [labels.bearers("http://e/s", each) for each in ("Old", "B", "none")] == [None, None, None]
    assert (labels.find("http://e/s", "old"), labels.find("http://e/s", "b")) == ("http://e/a", "http://e/b")
    assert (labels.bearers("http://e/t", "Care"), labels.find("http://e/t", "Care")) == (None, "http://e/c")


def test_classes_are_found_among_those_below_a_class_at_any_depth(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        ' :Podcast a owl:Class; rdfs:subClassOf :Audio; skos:altLabel "Podcasts"@en .'
        ' :Audio a owl:Class; rdfs:subClassOf :Article, :Audio; skos:prefLabel "Audio"@en .'
        ' :Article a owl:Class; rdfs:subClassOf :Podcast; skos:prefLabel "Article"@en . :Firm a owl:Class; skos:prefLabel "Firm"@en .',
    ).labels
    assert labels.find(below("http://e/Article"), "podcasts") == "http://e/Podcast"
    assert labels.find(below("http://e/Article"), "Audio") == "http://e/Audio"
    assert labels.find(below("http://e/Article"), "Firm") is None
    assert labels.find(below("http://e/Article"), "Article") is None, "no class is below itself, circle or not"
    assert labels.find("http://www.w3.org/2002/07/owl#Class", "Firm") == "http://e/Firm"


def test_lines_stand_in_the_configured_graph(tmp_path: Path) -> None:
    assert read(tmp_path, ':a skos:prefLabel "A\\tB"@en .').lines == (
        '<http://e/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A\\tB"@en <http://g/v> .',
    )


@pytest.mark.parametrize(("turtle", "place"), [(":a :b .", (6, 7)), (":a nope:b :c .", (6, 4))])
def test_broken_turtle_is_told_with_its_place(tmp_path: Path, turtle: str, place: tuple[int, int]) -> None:
    with pytest.raises(ShapesError) as raised:
        read(tmp_path, turtle)
    [finding] = raised.value.findings
    assert (finding.span.line, finding.span.column) == place


def test_a_blank_node_cannot_be_published(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="give it an IRI"):
        read(tmp_path, ":a :b [ :c 1 ] .")


def test_language_tags_are_cased_as_rfc_5646_recommends(tmp_path: Path) -> None:
    text = 'said \\"@en-us .'
    read_in = read(tmp_path, f':a skos:prefLabel "A"@EN-us, "B"@zh-hant-TW, "C"@de, "{text}"@en-gb, "{text}" .')
    assert [line.rpartition('"')[2] for line in read_in.lines] == [
        f"{tag} <http://g/v> ." for tag in ("@en-US", "@zh-Hant-TW", "@de", "@en-GB", "")
    ]
    assert all(text in line for line in read_in.lines[3:])
