"""The ontology and the vocabularies as data: complete, of OWL 2 DL's structure, and in step with what is published."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import pytest
from mapped import ROOT, article_of, ask, example_files, example_lines, project_model, quads_of

ONTOLOGY = "https://www.medigy.com/ontology"
KINDS = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "owl:NamedIndividual")
BUILT_IN = (
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "<http://www.w3.org/2000/01/rdf-schema#",
    "<http://www.w3.org/2002/07/owl#",
)


@lru_cache(maxsize=1)
def own_terms() -> set[str]:
    rows = ask(
        f"SELECT DISTINCT ?t {{ GRAPH <https://www.medigy.com/id/graph/ontology> {{ ?t a ?k }} FILTER(STRSTARTS(STR(?t), '{ONTOLOGY}#')) }}"
    )
    return {row[0] for row in rows}


def declared(kind: str) -> set[str]:
    return {row[0] for row in ask(f"SELECT DISTINCT ?t {{ ?t a {kind} }}")}


@pytest.mark.parametrize(
    "needed", ["rdfs:label", "skos:definition", "skos:scopeNote", "skos:example", "rdfs:isDefinedBy"]
)
def test_every_term_of_ours_is_documented(needed: str) -> None:
    lacking = {row[0] for row in ask(f"SELECT ?t {{ ?t a ?k FILTER NOT EXISTS {{ ?t {needed} ?x }} }}")}
    assert own_terms() & lacking == set()


def test_every_term_of_ours_that_is_used_is_defined() -> None:
    used = {str(term) for quad in quads_of(example_lines()) for term in (quad.predicate, quad.object)}
    assert {term for term in used if term.startswith(f"<{ONTOLOGY}#")} - own_terms() == set()
    for file in (project_model().configuration.mapping, *project_model().configuration.shapes):
        for name in re.findall(r"\bmedigy:([A-Za-z]\w*)", file.read_text("utf-8")):
            assert f"<{ONTOLOGY}#{name}>" in own_terms(), (file.name, name)


def test_every_property_and_class_that_is_used_is_declared_once() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS[:4]:
        for term in declared(kind):
            kinds[term].add(kind)
    assert {term: found for term, found in kinds.items() if len(found) > 1} == {}
    for quad in quads_of(example_lines()):
        predicate, target = str(quad.predicate), str(quad.object)
        if not predicate.startswith(BUILT_IN):
            wanted = {"owl:DatatypeProperty"} if target.startswith('"') else {"owl:ObjectProperty"}
            assert kinds[predicate] in (wanted, {"owl:AnnotationProperty"}), predicate
        if predicate.endswith("#type>") and not target.startswith(BUILT_IN):
            assert "owl:Class" in kinds[target], target


def test_nothing_is_said_about_terms_of_others() -> None:
    axioms = (
        "rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range owl:disjointWith owl:equivalentClass owl:inverseOf"
    )
    for axiom in axioms.split():
        subjects = {row[0] for row in ask(f"SELECT ?s {{ ?s {axiom} ?o }}")}
        assert subjects <= own_terms(), axiom


def test_the_ontology_describes_itself() -> None:
    about = {row[0] for row in ask(f"SELECT ?p {{ <{ONTOLOGY}> ?p ?o }}")}
    needed = "dct:title dct:description dct:license dct:creator dct:created dct:modified owl:versionIRI owl:versionInfo"
    for name in needed.split():
        assert ask(f"SELECT ?o {{ <{ONTOLOGY}> {name} ?o }}"), name
    assert "<http://purl.org/vocab/vann/preferredNamespacePrefix>" in about


def test_every_owl_type_of_the_examples_is_a_label_of_the_ontology() -> None:
    labels = project_model().vocabularies.labels
    for file in example_files():
        label = article_of(file).front_matter["owlType"]
        assert labels.find("http://www.w3.org/2002/07/owl#Class", str(label)), label


def test_topics_and_schemes_point_at_each_other() -> None:
    assert ask("SELECT ?t { ?t skos:topConceptOf ?s FILTER NOT EXISTS { ?s skos:hasTopConcept ?t } }") == []
    assert (
        ask("SELECT ?t { ?s skos:hasTopConcept ?t FILTER NOT EXISTS { ?t skos:topConceptOf ?s ; skos:inScheme ?s } }")
        == []
    )
    for scheme in (ROOT / "ontology" / "schemes").glob("*.ttl"):
        rows = ask(f"SELECT ?t {{ ?t skos:inScheme <https://www.medigy.com/id/scheme/{scheme.stem}> }}")
        assert len(rows) >= 8, scheme.name


def test_only_the_topic_that_no_scheme_lists_is_flagged() -> None:
    rows = ask("SELECT ?l { ?t a schema:DefinedTerm ; adms:status medigy:NotReviewed ; skos:prefLabel ?l }")
    assert rows == [('"Alarm Fatigue"@en',)]


def test_a_topic_with_a_short_form_has_it_as_an_alternative_label() -> None:
    rows = ask("SELECT ?a { <https://www.medigy.com/id/topic/symplur/ehr-electronic-health-record> skos:altLabel ?a }")
    assert ('"EHR"@en',) in rows
