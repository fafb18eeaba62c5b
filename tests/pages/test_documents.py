"""What a page document is: a JSON array that readers of JSON-LD and of plain JSON understand, equal to the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import project, run
from published import documents, example_site, nodes_of, parsed, publish, release_triples
from readers import read_with_pyoxigraph
from shared_data import shared_path

CONCEPT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept>"


def test_every_article_has_its_document() -> None:
    found = documents(example_site())
    assert len(found) == 24
    for text in found.values():
        article, *_ = parsed(text)
        assert article["@type"] == "Article"
        assert article["headline"]
        assert isinstance(article["author"], (dict, list))


def test_every_triple_of_a_document_stands_in_the_release_for_that_article() -> None:
    site = example_site()
    for key, text in documents(site).items():
        triples = read_with_pyoxigraph(text)
        assert len(triples) > 70, key
        assert triples - release_triples(site, key) == frozenset(), key


def test_every_node_has_an_iri_and_nothing_is_null_or_behind_graph() -> None:
    for key, text in documents(example_site()).items():
        assert "null" not in text.replace('"null', ""), key
        for node in nodes_of(parsed(text)):
            assert str(node.get("@id", "")).startswith("http"), (key, node)
            assert "@graph" not in node


def test_a_reference_leads_to_a_node_that_the_document_tells_of() -> None:
    for key, text in documents(example_site()).items():
        nodes = list(nodes_of(parsed(text)))
        told = {node["@id"] for node in nodes if len(node) > 1}
        assert {node["@id"] for node in nodes} - told == set(), key


def test_topics_are_defined_terms_under_the_iris_of_the_concepts() -> None:
    site = example_site()
    release = run("-C", site, "export", "--format", "nq").stdout
    for text in documents(site).values():
        topics = parsed(text)[0].get("about", [])
        for topic in topics if isinstance(topics, list) else [topics]:
            assert topic["@type"] == "DefinedTerm"
            assert topic["inDefinedTermSet"]["@type"] == "DefinedTermSet"
            assert f"<{topic['@id']}> {CONCEPT}" in release


def test_the_breadcrumbs_stand_in_their_order(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    file = next((folder / "examples" / "content").iterdir())
    text = file.read_text("utf-8")
    many = "".join(f"- Step {number}\n" for number in range(1, 12))
    links = "".join(f"- /step-{number}/\n" for number in range(1, 12))
    text = text.replace("breadcrumbs:\n- Home\n", f"breadcrumbs:\n{many}- Home\n")
    file.write_text(text.replace("breadcrumbLinks:\n- /\n", f"breadcrumbLinks:\n{links}- /\n"), "utf-8")
    publish(folder)
    [document] = documents(folder).values()
    breadcrumbs = parsed(document)[1]
    items = breadcrumbs["itemListElement"]
    assert isinstance(items, list)
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert len(items) > 12


def test_the_seed_has_about_a_hundred_triples(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=0)
    seed = next(shared_path("seed").glob("*.txt"))
    (folder / "examples" / "content" / "seed.md").write_bytes(seed.read_bytes())
    publish(folder)
    [document] = documents(folder).values()
    assert 95 <= len(read_with_pyoxigraph(document)) <= 115


@pytest.mark.parametrize("removed", ["featuredImage", "author", "communityTopics", "breadcrumbs", "link", "basePath"])
def test_what_is_missing_is_left_out_with_every_reference_to_it(tmp_path: Path, removed: str) -> None:
    folder = project(tmp_path, articles=1)
    file = next((folder / "examples" / "content").iterdir())
    lines, kept = file.read_text("utf-8").split("\n"), []
    inside = False
    for line in lines:
        inside = line.startswith(removed + ":") or (inside and line.startswith(("-", " ")) and line != "---")
        if not inside:
            kept.append(line)
    assert len(kept) < len(lines)
    file.write_text("\n".join(kept), "utf-8")
    shapes = folder / "shapes" / "medigy.ttl"
    shapes.write_text(shapes.read_text("utf-8").replace("sh:severity sh:Violation", "sh:severity sh:Info"), "utf-8")
    publish(folder)
    [document] = documents(folder).values()
    nodes = list(nodes_of(parsed(document)))
    told = {node["@id"] for node in nodes if len(node) > 1}
    assert {node["@id"] for node in nodes} - told == set()
    assert "null" not in document
    assert read_with_pyoxigraph(document) <= release_triples(folder, parsed(document)[0]["@id"].rpartition("/")[2])
