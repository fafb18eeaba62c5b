"""Descriptions as the tests look at them: built with a whole section `dataset`, read by rdflib."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node
from small_project import small_project

from publisher.graph.release_files import DESCRIPTION
from publisher.project import Project

BASE = "https://example.org/id/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""rdflib's own is DCAT 2, and warns of what came with DCAT 3."""
SPDX, VOID = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://rdfs.org/ns/void#")
SECTION = """\
dataset:
  title: Example articles
  description: What the articles say.
  publisher: {name: Example Press, type: http://purl.org/adms/publishertype/Company}
  contact: {name: Editors, email: data@example.org, url: https://example.org/contact}
  keywords: [articles, care]
  themes: {http://publications.europa.eu/resource/authority/data-theme/HEAL: Health}
  taxonomies: {http://publications.europa.eu/resource/authority/data-theme: Data themes}
  licence: https://creativecommons.org/licenses/by/4.0/
  licence_type: http://purl.org/adms/licencetype/Attribution
  rights: The licence covers the descriptions.
  spatial: [https://sws.geonames.org/6295630/]
  issued: 2021-01-20
  endpoint: https://example.org/sparql
  downloads: https://example.org/releases/
"""


def described_project(folder: Path, section: str = SECTION) -> Path:
    """A small project whose configuration has the section."""
    made = small_project(folder)
    configuration = made / "publisher.yaml"
    configuration.write_text(configuration.read_text("utf-8") + section, "utf-8")
    return made


def built(folder: Path) -> Path:
    """The folder of the release that a build gives."""
    result, findings = Project.open(folder).build()
    assert result.passed, findings
    return Path(result.release)


def description_of(release: Path) -> Graph:
    return Graph().parse(release / DESCRIPTION, format="turtle")


def version_of(release: Path) -> URIRef:
    """The node of the release itself."""
    return URIRef(f"{BASE}dataset/{release.name}")


def dump_of(graph: Graph) -> Node:
    """The node of the distribution that is the dump."""
    [dump] = graph.subjects(DCAT.byteSize)
    assert (dump, RDF.type, DCAT.Distribution) in graph
    return dump
