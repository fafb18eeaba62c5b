"""What holds of the example content as a whole, and of the graph that is made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from mapped import EXAMPLES, article_of, ask, example_files, example_lines, project_model, quads_of

BASE = "https://www.medigy.com/id/"
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ARTICLES = {file.name: article_of(file).front_matter for file in example_files()}


def values_of(*path: str) -> list[object]:
    found: list[object] = []
    for front_matter in ARTICLES.values():
        value: object = front_matter
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        found += value if isinstance(value, list) else [] if value is None else [value]
    return found


def test_the_examples_are_as_many_and_as_various_as_promised() -> None:
    assert len(ARTICLES) >= 24
    assert len(set(values_of("identifier"))) >= 4
    assert len(set(values_of("communityTopics"))) >= 25
    assert len({str(topic).split(":")[0] for topic in values_of("communityTopics")}) >= 3
    assert len(set(values_of("link", "brand"))) >= 8
    assert len(set(values_of("owlType"))) >= 3


def test_the_examples_have_the_odd_cases() -> None:
    assert any("featuredImage" not in each for each in ARTICLES.values())
    assert any(each["communityTopics"] == [] for each in ARTICLES.values())
    assert any(each["categories"] == [] for each in ARTICLES.values())
    assert any(len(authors) == 2 for each in ARTICLES.values() if isinstance(authors := each["author"], list))
    titles = "".join(map(str, values_of("title")))
    assert "'" in titles
    assert "&" in titles
    assert not titles.isascii()
    assert any("@" not in str(author) for author in values_of("author"))
    names = Counter(str(author).split(" @")[0] for author in set(values_of("author")))
    assert max(names.values()) > 1, "two authors of one name at two firms"


def test_no_two_bodies_are_alike() -> None:
    """Two texts that differ by substitution share most of their sequences of four words."""
    runs = {}
    for file in example_files():
        words = article_of(file).body.decode().lower().split()
        assert 80 <= len(words) <= 400, file.name
        runs[file.name] = {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
    names = sorted(runs)
    for position, left in enumerate(names):
        for right in names[position + 1 :]:
            assert len(runs[left] & runs[right]) < 6, (left, right)


def test_the_examples_have_the_keys_of_the_seed(seed_keys: list[str]) -> None:
    for name, front_matter in ARTICLES.items():
        assert [key for key in seed_keys if key in front_matter] == list(front_matter), name
        assert set(seed_keys) - set(front_matter) <= {"featuredImage"}, name


def test_the_examples_map_without_findings() -> None:
    model = project_model()
    for file in example_files():
        assert [finding.message for finding in model.trace(file).findings] == [], file.name


def test_no_triple_stands_in_two_graphs() -> None:
    triples = Counter(str(quad.triple) for quad in quads_of(example_lines()))
    assert [triple for triple, times in triples.items() if times > 1] == []


def test_there_is_no_blank_node_and_no_default_graph() -> None:
    for quad in quads_of(example_lines()):
        assert "_:" not in (str(quad.subject)[:2], str(quad.object)[:2])
        assert str(quad.graph_name).startswith("<" + BASE + "graph/")


def test_schema_org_is_http_everywhere() -> None:
    assert [line for line in example_lines() if "https://schema.org/" in line] == []


def test_every_node_has_one_label() -> None:
    labels: dict[str, list[str]] = defaultdict(list)
    for quad in quads_of(example_lines()):
        labels[str(quad.subject)] += [str(quad.object)] if str(quad.predicate) == RDFS_LABEL else []
    assert {node: found for node, found in labels.items() if len(found) != 1} == {}


def test_every_node_of_ours_that_is_pointed_at_is_described() -> None:
    quads = list(quads_of(example_lines()))
    described = {str(quad.subject) for quad in quads}
    pointed = {str(quad.object) for quad in quads if str(quad.object).startswith("<" + BASE)}
    assert pointed - described == set()


def test_a_property_takes_literals_or_nodes_and_never_both() -> None:
    kinds: dict[str, set[bool]] = defaultdict(set)
    for quad in quads_of(example_lines()):
        kinds[str(quad.predicate)].add(str(quad.object).startswith('"'))
    assert [predicate for predicate, found in kinds.items() if len(found) > 1] == []


@pytest.mark.parametrize("label", ["skos:prefLabel", "rdfs:label"])
def test_one_label_a_language(label: str) -> None:
    assert ask(f"SELECT ?n {{ ?n {label} ?a, ?b FILTER(STR(?a) < STR(?b) && LANG(?a) = LANG(?b)) }}") == []


def test_an_alternative_label_differs_from_the_preferred_one() -> None:
    assert ask("SELECT ?n { ?n skos:altLabel ?l ; skos:prefLabel ?l }") == []


def test_labels_carry_the_language_and_names_of_people_and_organizations_none() -> None:
    tagged = "SELECT DISTINCT ?n { ?n rdfs:label ?l FILTER(LANG(?l) != '') { ?n a schema:Person } UNION { ?n a schema:Organization } }"
    assert ask(tagged) == []
    untagged = """SELECT ?n { ?n rdfs:label|skos:prefLabel|skos:altLabel ?l FILTER(LANG(?l) != 'en')
        FILTER NOT EXISTS { ?n a schema:Person } FILTER NOT EXISTS { ?n a schema:Organization } }"""
    assert ask(untagged) == []
    assert ask("SELECT ?n { ?n ?p ?l FILTER(STRSTARTS(STR(?p), STR(schema:)) && LANG(?l) != '') }") == []


def test_every_type_up_to_schema_article_is_written() -> None:
    assert ask("SELECT ?a { ?a a medigy:CuratedArticle FILTER NOT EXISTS { ?a a schema:Article } }") == []
    classes = {row[0] for row in ask("SELECT DISTINCT ?c { ?a a ?c, medigy:CuratedArticle }")}
    known = {row[0] for row in ask("SELECT ?c { ?c rdfs:subClassOf medigy:CuratedArticle }")}
    assert len(classes & known) >= 3


def test_two_authors_of_one_name_at_two_firms_are_two_people() -> None:
    rows = ask("SELECT ?p ?o { ?p schema:name 'Daniel Weiß' ; schema:affiliation ?o }")
    assert [(person[1:-1].removeprefix(BASE), firm[1:-1].removeprefix(BASE)) for person, firm in rows] == [
        ("person/daniel-weiss-heimmonitor.example.com", "organization/heimmonitor.example.com"),
        ("person/daniel-weiss-nachtdienst.example.org", "organization/nachtdienst.example.org"),
    ]


def test_the_question_of_the_demonstration_has_an_answer() -> None:
    query = """SELECT DISTINCT ?article ?source {
        ?article medigy:community/rdfs:label "Chronic Care Management (CCM)"@en ;
            dct:subject/skos:prefLabel "Interoperability"@en ; dct:source/schema:publisher/rdfs:label ?source }"""
    rows = ask(query)
    assert len({article for article, _ in rows}) >= 4
    assert len({source for _, source in rows}) >= 4


def test_every_key_of_the_examples_and_of_the_seed_is_mapped_or_ignored(seed_keys: list[str]) -> None:
    text = project_model().configuration.mapping.read_text("utf-8")
    ignored = project_model().configuration.ignored
    assert [
        key
        for key in seed_keys
        if f"{key})" not in text
        and f"{key}." not in text
        and f"{key}[" not in text
        and not any(path.split(".")[0] == key for path in ignored)
    ] == []
    assert all(len(reason) > 10 for reason in ignored.values())
    assert EXAMPLES.is_dir()


def test_one_article_alone_has_labels_and_types_for_all_that_it_describes(seed: Path) -> None:
    lines = tuple(project_model().lines(seed))
    quads = list(quads_of(lines))
    described = {str(quad.subject) for quad in quads}
    labelled = Counter(str(quad.subject) for quad in quads if str(quad.predicate) == RDFS_LABEL)
    assert labelled == dict.fromkeys(described, 1)
    pointed = {str(quad.object) for quad in quads if str(quad.object).startswith("<" + BASE)}
    assert pointed - described == set()


def test_the_seed_gets_the_iris_of_the_design(seed: Path) -> None:
    lines = project_model().lines(seed)
    article = f"<{BASE}article/1f32b383-1e58-562a-bc3e-1d998945e85f>"
    subjects = {line.split(" ")[0] for line in lines}
    expected = (
        "community/chronic-care-management topic/himss/interoperability topic/medigy/barriers-guidelines"
        " topic/symplur/healthcare-reform topic/symplur/ehr-electronic-health-record scheme/himss"
        " organization/physicianspractice.com organization/maxinovip.com person/vinit-maxinovip.com"
    )
    assert {f"<{BASE}{name}>" for name in expected.split()} | {article} <= subjects
    graphs = {line.split(" ")[-2][1:-1].removeprefix(BASE + "graph/") for line in lines}
    assert graphs == {
        "article/1f32b383-1e58-562a-bc3e-1d998945e85f",
        "source/physicianspractice.com",
        "person/vinit-maxinovip.com",
        "organization/maxinovip.com",
        "organization/physicianspractice.com",
        "community/chronic-care-management",
        "scheme/himss",
        "scheme/medigy",
        "scheme/symplur",
        "site",
    }
