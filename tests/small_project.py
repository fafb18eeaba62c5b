"""A project of a few lines: a mapping with shared nodes, a shape, a vocabulary; for tests that build again and again."""

from __future__ import annotations

from pathlib import Path

CONFIGURATION = """\
site: https://example.org/
base: https://example.org/id/
language: en
ontology: https://example.org/ontology
content: {folder: content}
mapping: mapping.yaml
article:
  key: $(key)
  graph: $(_base)graph/article/$(key)
vocabularies:
  - {file: words.ttl, graph: $(_base)graph/words}
shapes: [shapes.ttl]
ignored: {draft: of no use to readers}
release: {folder: build, keep: 3}
"""
MAPPING = """\
prefixes:
  ex: https://example.org/ontology#
  schema: http://schema.org/
  rdfs: http://www.w3.org/2000/01/rdf-schema#
mappings:
  article:
    sources: articles
    subjects: $(_base)article/$(key)
    predicateobjects:
      - [a, schema:Article]
      - [schema:headline, $(title)]
      - [schema:about, "$(_base)topic/$(topic)~iri"]
      - [schema:keywords, "$(tags[*])"]
      - [schema:mainEntityOfPage, "$(_site)$(page)~iri"]
      - [schema:isBasedOn, "$(work)~iri"]
  topic:
    sources: articles
    subjects: $(_base)topic/$(topic)
    graphs: $(_base)graph/topic/$(topic)
    predicateobjects:
      - [a, ex:Topic]
      - [rdfs:label, $(label)]
"""
SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/ontology#> .
@prefix schema: <http://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:article a sh:NodeShape ; sh:targetClass schema:Article ; sh:property ex:headline .
ex:headline a sh:PropertyShape ; sh:path schema:headline ; sh:minCount 1 ; sh:maxLength 60 ; sh:severity sh:Violation ;
    sh:message "an article has one headline of at most 60 characters" .
ex:topic a sh:NodeShape ; sh:targetClass ex:Topic ; sh:property ex:label .
ex:label a sh:PropertyShape ; sh:path rdfs:label ; sh:maxCount 1 ; sh:severity sh:Violation ;
    sh:message "a topic has one label" .
"""
WORDS = """\
@prefix ex: <https://example.org/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Topic a rdfs:Class ; rdfs:label "Topic"@en .
"""


def article(key: str, title: str = "A title", topic: str = "care", label: str = "Care", more: str = "") -> str:
    return f"---\nkey: {key}\ntitle: {title}\ntopic: {topic}\nlabel: {label}\n{more}---\nText.\n"


def small_project(folder: Path, articles: int = 3) -> Path:
    """The project with so many articles, in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publisher.yaml").write_text(CONFIGURATION, "utf-8")
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    (folder / "shapes.ttl").write_text(SHAPES, "utf-8")
    (folder / "words.ttl").write_text(WORDS, "utf-8")
    (folder / "content").mkdir()
    for number in range(articles):
        (folder / "content" / f"{number:03}.md").write_text(article(f"a{number}"), "utf-8")
    return folder
