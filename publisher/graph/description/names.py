"""The IRIs of a description: its vocabularies, and the nodes that it gives names to."""

from __future__ import annotations

from typing import NamedTuple

from publisher.core.terms import XSD, encode_template_value, iri

DESCRIPTION_GRAPH = "graph/dataset"
"""Where the description stands in a store, behind the configuration's base."""

STATE_GRAPH = "graph/publisher"
"""Where the publisher keeps its state in a store that it loads, behind the configuration's base."""
RESERVED_GRAPHS = (DESCRIPTION_GRAPH, STATE_GRAPH)

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdrs": "http://www.w3.org/2007/05/powder-s#",
    "xsd": XSD,
}


def term(name: str) -> str:
    """The IRI of a prefixed name, in brackets.

    >>> term("dcat:Dataset")
    '<http://www.w3.org/ns/dcat#Dataset>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


SHA256 = term("spdx:checksumAlgorithm_sha256")


class ReleaseNames(NamedTuple):
    """The nodes of one release's description, each in brackets. ``identifier`` is the release's ID."""

    base: str
    identifier: str

    @property
    def graph(self) -> str:
        """The graph that the description stands in; the document that describes its nodes."""
        return iri(self.base + DESCRIPTION_GRAPH)

    @property
    def catalogue(self) -> str:
        """The catalogue, the same one for all releases."""
        return iri(f"{self.base}catalog")

    @property
    def dataset(self) -> str:
        """The dataset, the same one for all releases."""
        return iri(f"{self.base}dataset")

    @property
    def service(self) -> str:
        """The SPARQL endpoint as a service."""
        return iri(f"{self.base}service/sparql")

    @property
    def version(self) -> str:
        """The release itself."""
        return self.version_of(self.identifier)

    def version_of(self, identifier: str) -> str:
        """The release with that ID."""
        return iri(f"{self.base}dataset/{identifier}")

    def part(self, of: str, name: str) -> str:
        """A node that belongs to another one: a checksum, a period, a contact."""
        return iri(f"{of[1:-1]}#{name}")

    def partition(self, kind: str, of: str) -> str:
        """The part of the release that is about one class or property, named after its IRI."""
        return iri(f"{self.base}dataset/{self.identifier}/{kind}/{encode_template_value(of)}")
