"""The queries of docs/ontology-lint.md find nothing in the ontology, and each finds what it is meant for."""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph
import pytest
from mapped import ROOT

ONTOLOGY = (ROOT / "ontology" / "medigy.ttl").read_text("utf-8")
DOCUMENT = (ROOT / "docs" / "ontology-lint.md").read_text("utf-8")
RULES = dict(re.findall(r"^## (\w\d\d) .*?^```sparql\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE))
BROKEN: dict[str, tuple[str, str]] = {
    "F01": ("a owl:Ontology ;\n", "a skos:Collection ;\n"),
    "F02": ("dct:license <", "dct:rights <"),
    "F03": ('dct:bibliographicCitation "', 'rdfs:comment "'),
    "F04": ("bibo:status <http", "rdfs:seeAlso <http"),
    "F05": ('owl:versionInfo "0.1.0"', 'owl:versionInfo "0.2.0"'),
    "F06": ("dct:license <https://creativecommons.org/licenses/by/4.0/>", 'dct:license "CC BY"'),
    "F07": ('dct:title "Medigy ontology"@en', 'dct:title "Medigy ontology"'),
    "F08": ('dct:issued "2026', 'dct:issued "2027'),
    "F09": (
        'vann:preferredNamespaceUri "https://www.medigy.com/ontology#"',
        'vann:preferredNamespaceUri "https://w3id.org/medigy/"',
    ),
    "F10": ("", ""),
    "T01": ('rdfs:label "Source"@en', 'rdfs:label "Quelle"@de'),
    "T02": ('skos:definition "An organization', 'rdfs:comment "An organization'),
    "T03": (
        '"The publisher of the site physicianspractice.com."@en ;\n    rdfs:isDefinedBy <https://www.medigy.com/ontology> .',
        '"The publisher of the site physicianspractice.com."@en .',
    ),
    "T04": ('skos:example "The publisher of the site', 'rdfs:comment "The publisher of the site'),
    "T05": ('"An organization that publishes works from which articles are curated."', '"A source."'),
    "T06": ("", "medigy:a_source a owl:Class ."),
    "T07": ('rdfs:label "Source"@en', 'rdfs:label "Community"@en'),
    "T08": ('skos:altLabel "Medigy Topics"@en', 'skos:altLabel "Community article"@en'),
    "S01": ("    rdfs:range owl:Thing ;\n", ""),
    "S02": ("    rdfs:range owl:Thing ;\n", "    rdfs:range owl:Thing , medigy:Community ;\n"),
    "S03": ("rdfs:subClassOf sioc:Community", "rdfs:seeAlso sioc:Community"),
    "S04": ("rdfs:subClassOf sioc:Community", "rdfs:subClassOf sioc:Community , medigy:Community"),
    "S05": ("    owl:disjointWith medigy:Community ;\n", ""),
    "S06": ("sioc:Community a owl:Class", "sioc:Site a owl:Class"),
    "S07": ("", "medigy:community a owl:DatatypeProperty ."),
    "S08": ('rdfs:label "Source"@en', 'rdfs:label "Source or author"@en'),
    "S09": ("", "medigy:isA a owl:ObjectProperty ."),
    "S10": ("", "schema:Article rdfs:subClassOf schema:CreativeWork ."),
    "S11": ("", "medigy:Source rdfs:seeAlso [] ."),
}


@lru_cache(maxsize=1)
def prefixes() -> str:
    return re.sub(
        r"@prefix (\S+)\s+(<\S+>) \.", r"PREFIX \1 \2", "\n".join(re.findall(r"^@prefix.*$", ONTOLOGY, re.MULTILINE))
    )


def found(turtle: str, query: str) -> list[str]:
    store = pyoxigraph.Store()
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    solutions = store.query(prefixes() + "\n" + query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return sorted({str(row[0]) for row in solutions})


def test_there_are_rules_and_each_has_its_test() -> None:
    assert len(RULES) >= 25
    assert set(RULES) == set(BROKEN)


@pytest.mark.parametrize("code", RULES)
def test_the_ontology_is_clean(code: str) -> None:
    assert found(ONTOLOGY, RULES[code]) == []


@pytest.mark.parametrize("code", RULES)
def test_the_rule_finds_what_it_is_meant_for(code: str) -> None:
    old, new = BROKEN[code]
    if code == "F10":
        broken = re.sub(r"(?m)^(?!medigy|schema|skos)\w+:\w+ a owl:.*$", "", ONTOLOGY)
    else:
        assert not old or ONTOLOGY.count(old) == 1, ONTOLOGY.count(old)
        broken = ONTOLOGY.replace(old, new) if old else f"{ONTOLOGY}\n{new}\n"
    assert broken != ONTOLOGY
    assert found(broken, RULES[code])
