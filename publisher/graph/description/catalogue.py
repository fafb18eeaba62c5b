"""What DCAT-AP says of a release: catalogue, dataset and its version, distributions, the endpoint as a data service.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from publisher.core.configuration import Configuration
from publisher.core.configuration_dataset import DatasetConfiguration
from publisher.core.terms import XSD, iri, literal
from publisher.graph.description.authority import (
    AVAILABLE,
    GZIP,
    NQUADS,
    NQUADS_FORMAT,
    SPARQL_PROTOCOL,
    SPARQL_RESULTS_FORMAT,
    language_iri,
)
from publisher.graph.description.names import SHA256, ReleaseNames
from publisher.graph.description.triples import Triples
from publisher.graph.release_files import DATASET


class Dump(NamedTuple):
    """The release's dump: its size in bytes and the SHA-256 of these."""

    size: int
    digest: str


class History(NamedTuple):
    """The moments that a description tells, in UTC, None where nothing gives them, and the release before this one.

    ``issued`` and ``modified`` are of the release, ``period`` of the articles in it.
    """

    previous: str | None = None
    issued: datetime | None = None
    modified: datetime | None = None
    period: tuple[datetime, datetime] | None = None


class CatalogueWriter:
    """Says the same of every node that DCAT-AP asks it of. ``describe`` adds all to the triples."""

    def __init__(self, triples: Triples, names: ReleaseNames, configuration: Configuration, history: History) -> None:
        self._triples, self._names, self._history = triples, names, history
        self._configuration = configuration
        self._dataset: DatasetConfiguration = configuration.dataset
        self._contact = names.part(names.dataset, "contact")
        self._rights = names.part(names.dataset, "rights")
        self._dump, self._results = names.part(names.version, "dump"), names.part(names.version, "sparql")

    def describe(self, dump: Dump) -> None:
        """Everything but the counts."""
        self._describe_shared_nodes()
        self._describe_catalogue()
        self._describe_dataset()
        self._describe_version()
        self._describe_dump(dump)
        if self._dataset.endpoint:
            self._describe_service()

    def _describe_catalogue(self) -> None:
        node, add = self._names.catalogue, self._triples
        add.node(node, "dcat:Catalog")
        self._say_what_it_is(node, self._dataset.title)
        add.add(node, "dcat:dataset", self._names.dataset)
        add.add(node, "dcat:service", self._names.service if self._dataset.endpoint else "")
        self._say_page(node, "foaf:homepage", self._dataset.landing_page or self._configuration.site)
        add.address(node, "dcat:themeTaxonomy", *self._dataset.taxonomies)
        self._say_place(node)
        self._say_language_and_licence(node)
        self._say_first_issue(node)

    def _describe_dataset(self) -> None:
        node, add = self._names.dataset, self._triples
        self._describe_as_dataset(node, self._dataset.title)
        add.add(node, "dcat:hasVersion", self._names.version)
        add.add(node, "dcat:hasCurrentVersion", self._names.version)
        self._say_first_issue(node)

    def _describe_version(self) -> None:
        node, add, names = self._names.version, self._triples, self._names
        self._describe_as_dataset(node, f"{self._dataset.title}, release {names.identifier}")
        add.add(node, "dcat:isVersionOf", names.dataset)
        if self._history.previous is not None:
            add.add(node, "dcat:previousVersion", names.version_of(self._history.previous))
        add.add(node, "dct:issued", *_moment(self._history.issued))
        add.add(node, "dct:modified", *_moment(self._history.modified))
        add.address(node, "void:dataDump", self._download(DATASET))
        add.address(node, "void:sparqlEndpoint", self._dataset.endpoint)
        add.add(node, "void:uriSpace", literal(self._configuration.base))
        add.add(node, "void:feature", iri("http://www.w3.org/ns/formats/N-Quads"))

    def _describe_as_dataset(self, node: str, title: str) -> None:
        """DCAT-AP 3.0.1, "Dataset" (#Dataset)."""
        add, dataset, names = self._triples, self._dataset, self._names
        add.node(node, "dcat:Dataset")
        self._say_what_it_is(node, title)
        self._say_how_to_find_it(node)
        add.add(node, "dct:identifier", literal(node[1:-1]))
        add.add(node, "dcat:version", literal(names.identifier))
        add.add(node, "dcat:distribution", self._dump, self._results if dataset.endpoint else "")
        self._say_page(node, "dcat:landingPage", dataset.landing_page)
        self._say_place(node)
        self._say_language_and_licence(node)
        if self._history.period is not None:
            period = names.part(names.version, "period")
            add.add(node, "dct:temporal", period)
            add.node(period, "dct:PeriodOfTime")
            add.add(period, "dcat:startDate", *_moment(self._history.period[0]))
            add.add(period, "dcat:endDate", *_moment(self._history.period[1]))

    def _describe_dump(self, dump: Dump) -> None:
        """DCAT-AP 3.0.1, "Distribution" (#Distribution) and "Checksum" (#Checksum)."""
        node, add = self._dump, self._triples
        self._describe_as_distribution(node, "All quads of the release, as N-Quads packed by gzip.", NQUADS_FORMAT)
        address = self._download(DATASET)
        add.address(node, "dcat:accessURL", address or self._dataset.landing_page or self._configuration.site)
        add.address(node, "dcat:downloadURL", address)
        add.add(node, "dcat:mediaType", NQUADS)
        add.add(node, "dcat:compressFormat", GZIP)
        for each in (NQUADS, GZIP):
            add.node(each, "dct:MediaType")
        add.add(node, "dcat:byteSize", literal(str(dump.size), XSD + "nonNegativeInteger"))
        checksum = self._names.part(self._names.version, "dump-sha256")
        add.add(node, "spdx:checksum", checksum)
        add.node(checksum, "spdx:Checksum")
        add.add(checksum, "spdx:algorithm", SHA256)
        add.node(SHA256, "spdx:ChecksumAlgorithm")
        add.add(checksum, "spdx:checksumValue", literal(dump.digest, XSD + "hexBinary"))

    def _describe_service(self) -> None:
        """DCAT-AP 3.0.1, "Data Service" (#DataService), and the distribution that it gives access to."""
        node, add, dataset = self._names.service, self._triples, self._dataset
        self._describe_as_distribution(self._results, "Answers to SPARQL queries.", SPARQL_RESULTS_FORMAT)
        add.address(self._results, "dcat:accessURL", dataset.endpoint)
        add.add(self._results, "dcat:accessService", node)
        add.node(node, "dcat:DataService")
        add.text(node, "dct:title", f"{dataset.title}: SPARQL endpoint")
        add.text(node, "dct:description", dataset.description)
        add.address(node, "dcat:endpointURL", dataset.endpoint)
        # A GET without a query gives the service's own description (SPARQL 1.1 Service Description, section 2).
        add.address(node, "dcat:endpointDescription", dataset.endpoint_description or dataset.endpoint)
        add.add(node, "dcat:servesDataset", self._names.dataset)
        add.add(node, "dct:conformsTo", SPARQL_PROTOCOL)
        add.node(SPARQL_PROTOCOL, "dct:Standard")
        add.address(node, "dct:publisher", dataset.publisher.iri)
        self._say_how_to_find_it(node)
        self._say_licence(node)

    def _describe_as_distribution(self, node: str, description: str, format_: str) -> None:
        add = self._triples
        add.node(node, "dcat:Distribution")
        add.text(node, "dct:title", f"{self._dataset.title}, release {self._names.identifier}")
        add.text(node, "dct:description", description)
        add.add(node, "dct:format", format_)
        add.node(format_, "dct:MediaTypeOrExtent")
        self._say_kind(node, "dcatap:availability", AVAILABLE[1:-1])
        add.add(node, "dct:issued", *_moment(self._history.issued))
        add.add(node, "dct:modified", *_moment(self._history.modified))
        self._say_licence(node)

    def _describe_shared_nodes(self) -> None:
        """The publisher, the contact and the other nodes that several of the others name."""
        add, dataset = self._triples, self._dataset
        publisher = iri(dataset.publisher.iri)
        add.node(publisher, "foaf:Agent")
        add.add(publisher, "foaf:name", literal(dataset.publisher.name))
        self._say_page(publisher, "foaf:homepage", self._configuration.site)
        self._say_kind(publisher, "dct:type", dataset.publisher.kind)
        if dataset.contact is not None:
            add.node(self._contact, "vcard:Kind")
            add.add(self._contact, "vcard:fn", literal(dataset.contact.name))
            email = dataset.contact.email
            add.address(self._contact, "vcard:hasEmail", f"mailto:{email}" if email else "")
            add.address(self._contact, "vcard:hasURL", dataset.contact.url)
        for theme, label in dataset.themes.items():
            add.node(iri(theme), "skos:Concept")
            add.text(iri(theme), "skos:prefLabel", label)
        for scheme, title in dataset.taxonomies.items():
            add.node(iri(scheme), "skos:ConceptScheme")
            add.text(iri(scheme), "dct:title", title)
        if dataset.rights:
            add.node(self._rights, "dct:RightsStatement")
            add.text(self._rights, "rdfs:label", dataset.rights)
        if dataset.licence:
            add.node(iri(dataset.licence), "dct:LicenseDocument")
            self._say_kind(iri(dataset.licence), "dct:type", dataset.licence_type)

    def _say_what_it_is(self, node: str, title: str) -> None:
        self._triples.text(node, "dct:title", title)
        self._triples.text(node, "dct:description", self._dataset.description)
        self._triples.address(node, "dct:publisher", self._dataset.publisher.iri)

    def _say_how_to_find_it(self, node: str) -> None:
        self._triples.add(node, "dcat:contactPoint", self._contact if self._dataset.contact else "")
        self._triples.text(node, "dcat:keyword", *self._dataset.keywords)
        self._triples.address(node, "dcat:theme", *self._dataset.themes)

    def _say_language_and_licence(self, node: str) -> None:
        language = language_iri(self._configuration.language)
        self._triples.add(node, "dct:language", language)
        self._triples.node(language, "dct:LinguisticSystem")
        self._say_licence(node)

    def _say_licence(self, node: str) -> None:
        self._triples.address(node, "dct:license", self._dataset.licence)
        self._triples.add(node, "dct:rights", self._rights if self._dataset.rights else "")

    def _say_page(self, node: str, name: str, address: str) -> None:
        self._triples.address(node, name, address)
        if address:
            self._triples.node(iri(address), "foaf:Document")

    def _say_place(self, node: str) -> None:
        self._triples.address(node, "dct:spatial", *self._dataset.spatial)
        for place in self._dataset.spatial:
            self._triples.node(iri(place), "dct:Location")

    def _say_kind(self, node: str, name: str, concept: str) -> None:
        """A concept of another's list, whose label is the last part of its IRI."""
        self._triples.address(node, name, concept)
        if concept:
            self._triples.node(iri(concept), "skos:Concept")
            self._triples.add(iri(concept), "skos:prefLabel", literal(re.split("[/#]", concept)[-1], language="en"))

    def _say_first_issue(self, node: str) -> None:
        issued = self._dataset.issued
        self._triples.add(node, "dct:issued", literal(issued, XSD + "date") if issued else "")
        self._triples.add(node, "dct:modified", *_moment(self._history.modified))

    def _download(self, name: str) -> str:
        return f"{self._dataset.downloads}{self._names.identifier}/{name}" if self._dataset.downloads else ""


def _moment(moment: datetime | None) -> tuple[str, ...]:
    """The moment, which is in UTC, as xsd:dateTime; nothing where there is none."""
    text = moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else ""
    return (literal(text, XSD + "dateTime"),) if text else ()
