"""Which nodes are one and which are two, and what outlives its label: asked of a release, as a consumer asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import write_article

from publisher import Project

BASE = "https://www.medigy.com/id/"
DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"
OLD = "interoperability"


@pytest.fixture
def content(project: Path) -> Path:
    (project / "article.md").unlink()
    return project / "examples" / "content"


def ask(project: Path, query: str) -> list[tuple[str, ...]]:
    """The rows over the release that is built of the project; IRIs of ours without their beginning."""
    opened = Project.open(project)
    result, findings = opened.build()
    assert result.passed, [each.message for each in findings]
    return [tuple(term.strip('<>"').removeprefix(BASE) for term in row) for row in opened.query(query).rows]


def edit_topic(project: Path, old: str, new: str) -> None:
    himss = project / "ontology" / "schemes" / "himss.ttl"
    text = himss.read_text("utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    himss.write_text(text.replace(old, new), "utf-8")


def test_two_authors_of_one_name_and_two_firms_are_two_people(project: Path, content: Path) -> None:
    for number, host in enumerate(("one.example.org", "two.example.org"), 1):
        write_article(content, number, author=f"Jo Wu @{host}")
    query = 'SELECT ?p ?o { ?p a schema:Person ; schema:name "Jo Wu" ; schema:affiliation ?o } ORDER BY ?p'
    assert ask(project, query) == [
        ("person/jo-wu-one.example.org", "organization/one.example.org"),
        ("person/jo-wu-two.example.org", "organization/two.example.org"),
    ]


def test_two_firms_under_one_host_are_one_organization(project: Path, content: Path) -> None:
    """A host is all that an article tells of a firm, as an affiliation and as a source, in any case of its letters."""
    write_article(content, 1, author="Jo Wu @shared.example.org", link__brand="elsewhere.example.org")
    write_article(content, 2, author="Li Na @Shared.Example.org", link__brand="elsewhere.example.org")
    write_article(content, 3, author="Ann Lee @elsewhere.example.org", link__brand="SHARED.example.org")
    query = (
        """SELECT DISTINCT ?o ?l { ?o a schema:Organization ; rdfs:label ?l FILTER(CONTAINS(LCASE(?l), "shared")) }"""
    )
    assert ask(project, query) == [("organization/shared.example.org", "shared.example.org")]
    people = ask(
        project, "SELECT DISTINCT ?n { ?p schema:affiliation ?o ; schema:name ?n . ?w schema:publisher ?o } ORDER BY ?n"
    )
    assert people == [("Ann Lee",), ("Jo Wu",), ("Li Na",)]


def test_two_hosts_of_one_firm_are_one_organization_where_its_register_says_so(project: Path, content: Path) -> None:
    for number, host in enumerate(("carepathjournal.example.org", "www.carepathjournal.example.org"), 1):
        write_article(content, number, link__brand=host)
    query = "SELECT DISTINCT ?o ?n { ?o a medigy:Source ; schema:name ?n }"
    assert ask(project, query) == [("organization/carepathjournal.example.org", "Care Path Journal")]


def test_a_renamed_topic_keeps_its_iri(project: Path, content: Path) -> None:
    write_article(content, 1, communityTopics="['HIMSS: Interoperability']")
    write_article(content, 2, communityTopics="['HIMSS: Connected Care']")
    himss = project / "ontology" / "schemes" / "himss.ttl"
    himss.write_text(himss.read_text("utf-8").replace('"Interoperability"', '"Connected Care"'), "utf-8")
    preferred = 'skos:prefLabel "Connected Care"@en ;'
    edit_topic(project, preferred, f'{preferred} skos:hiddenLabel "Interoperability"@en ;')
    query = (
        'SELECT ?k ?t { ?a schema:about ?t ; dct:identifier ?k . ?t skos:prefLabel "Connected Care"@en } ORDER BY ?k'
    )
    assert ask(project, query) == [("article-1", f"topic/himss/{OLD}"), ("article-2", f"topic/himss/{OLD}")]
    by_old_name = query.replace('skos:prefLabel "Connected Care"', 'skos:hiddenLabel "Interoperability"')
    assert len(Project.open(project).query(by_old_name).rows) == 2
    assert Project.open(project).query("SELECT ?t { ?t a schema:DefinedTerm ; adms:status ?s }").rows == ()


def test_a_merged_topic_still_answers(project: Path, content: Path) -> None:
    """Under its old IRI it says what replaced it, under its old label articles are found; nothing else is on the old IRI."""
    write_article(content, 1, communityTopics="['HIMSS: Interoperability']")
    write_article(content, 2, communityTopics="['HIMSS: Health Information Exchange']")
    edit_topic(
        project,
        f"topic:{OLD} a skos:Concept , schema:DefinedTerm ;\n",
        f"topic:{OLD} a skos:Concept , schema:DefinedTerm ;\n"
        f"    <{DEPRECATED}> true ;\n"
        "    dct:isReplacedBy topic:health-information-exchange ;\n",
    )
    old = f"<{BASE}topic/himss/{OLD}>"
    rows = ask(
        project, f"SELECT ?k ?t {{ {old} dct:isReplacedBy ?t . ?a schema:about ?t ; dct:identifier ?k }} ORDER BY ?k"
    )
    new = "topic/himss/health-information-exchange"
    assert rows == [("article-1", new), ("article-2", new)]
    opened = Project.open(project)
    by_label = 'SELECT ?k { ?o skos:prefLabel "Interoperability"@en ; dct:isReplacedBy? ?t . ?a schema:about ?t ; dct:identifier ?k }'
    assert len(opened.query(by_label).rows) == 2
    assert opened.query(f"SELECT ?a {{ ?a schema:about|dct:subject {old} }}").rows == ()
    assert len(opened.query(f"SELECT ?l {{ {old} rdfs:label ?l ; a skos:Concept ; <{DEPRECATED}> true }}").rows) == 1
