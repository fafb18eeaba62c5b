"""What `publisher.yaml` says of the dataset as a whole, for the description of each release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from publisher.core.configuration_rules import WRONG_KIND
from publisher.core.configuration_section import Section
from publisher.core.iris import is_absolute_iri
from publisher.core.lexical import XSD, is_lexical_form
from publisher.core.spans import SourceSpan

_KEYS = (
    "title",
    "description",
    "publisher",
    "contact",
    "keywords",
    "themes",
    "taxonomies",
    "licence",
    "licence_type",
    "rights",
    "spatial",
    "issued",
    "landing_page",
    "endpoint",
    "endpoint_description",
    "downloads",
    "files",
)
_MANDATORY = ("title", "description", "publisher")
_RECOMMENDED = ("contact", "keywords", "themes", "licence", "rights", "endpoint", "downloads")


@dataclass(frozen=True, slots=True)
class PublisherOfDataset:
    """Who publishes. ``iri`` is the node, ``kind`` the IRI of a kind of publisher, empty where none is given."""

    name: str
    iri: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Whom to ask."""

    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DatasetConfiguration:
    """The section ``dataset``. Texts are in the configuration's language; an empty text says nothing.

    ``themes`` and ``taxonomies`` give labels by IRI; ``downloads`` is the address below which releases are served,
    each in a folder named after its ID; ``files`` stands before the path of an article's file to make its IRI.
    ``missing`` are the keys that DCAT-AP wishes for and that are not there; ``is_given`` tells of the section itself.
    """

    title: str
    description: str
    publisher: PublisherOfDataset
    files: str
    place: SourceSpan
    contact: ContactPoint | None = None
    keywords: tuple[str, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    taxonomies: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    licence_type: str = ""
    rights: str = ""
    spatial: tuple[str, ...] = ()
    issued: str = ""
    landing_page: str = ""
    endpoint: str = ""
    endpoint_description: str = ""
    downloads: str = ""
    missing: tuple[str, ...] = ()
    is_given: bool = True

    @property
    def missing_mandatory(self) -> tuple[str, ...]:
        """Of what is missing, that without which DCAT-AP takes no description; something was put in its place."""
        return tuple(key for key in self.missing if key in _MANDATORY)


def read_dataset_section(root: Section, site: str, base: str) -> DatasetConfiguration:
    """The section ``dataset`` of the file; what it does not say is made of the site's address, and is ``missing``."""
    section = root.section("dataset", _KEYS)
    host = urlsplit(site).netloc
    if section is None:
        own = PublisherOfDataset(host, f"{site}#organization")
        missing = (*_MANDATORY, *_RECOMMENDED)
        return DatasetConfiguration(
            _title(host), _description(site), own, f"{base}file/", root.span, missing=missing, is_given=False
        )
    return DatasetConfiguration(
        title=section.text("title", _title(host)),
        description=section.text("description", _description(site)),
        publisher=_publisher(section, site, host),
        files=_iri(section, "files", f"{base}file/", ending="/"),
        place=section.span,
        contact=_contact(section),
        keywords=section.texts("keywords"),
        themes=_labels(section, "themes"),
        taxonomies=_labels(section, "taxonomies"),
        licence=_iri(section, "licence"),
        licence_type=_iri(section, "licence_type"),
        rights=section.text("rights"),
        spatial=tuple(_checked_iris(section, "spatial")),
        issued=_date(section),
        landing_page=_iri(section, "landing_page"),
        endpoint=_iri(section, "endpoint"),
        endpoint_description=_iri(section, "endpoint_description"),
        downloads=_iri(section, "downloads", ending="/"),
        missing=tuple(key for key in (*_MANDATORY, *_RECOMMENDED) if section.node(key) is None),
    )


def _title(host: str) -> str:
    return f"Articles of {host}"


def _description(site: str) -> str:
    return f"What the articles of {site} say of themselves, as a knowledge graph."


def _publisher(section: Section, site: str, host: str) -> PublisherOfDataset:
    own = section.section("publisher", ("name", "iri", "type"))
    if own is None:
        return PublisherOfDataset(host, f"{site}#organization")
    if own.node("name") is None:
        own.missing("name", "Example Press")
    return PublisherOfDataset(own.text("name", host), _iri(own, "iri", f"{site}#organization"), _iri(own, "type"))


def _contact(section: Section) -> ContactPoint | None:
    own = section.section("contact", ("name", "email", "url"))
    if own is None:
        return None
    if own.node("name") is None:
        own.missing("name", "Editors")
    email, node = own.text("email"), own.node("email")
    if node is not None and not is_absolute_iri(f"mailto:{email}"):
        own.report(WRONG_KIND, node, f"'email' takes an address such as data@example.org, not {email!r}")
    return ContactPoint(own.text("name"), email, _iri(own, "url"))


def _labels(section: Section, key: str) -> dict[str, str]:
    found = {}
    for iri, (label, node) in section.named_texts(key).items():
        if is_absolute_iri(iri) and label:
            found[iri] = label
        else:
            section.report(
                WRONG_KIND, node, f"{key!r} takes labels by absolute IRIs, such as https://example.org/health: Health"
            )
    return found


def _checked_iris(section: Section, key: str) -> list[str]:
    found = []
    for text, node in section.texts_at(key):
        if is_absolute_iri(text):
            found.append(text)
        else:
            section.report(WRONG_KIND, node, f"{key!r} takes absolute IRIs, and {text!r} is none")
    return found


def _iri(section: Section, key: str, default: str = "", *, ending: str = "") -> str:
    return section.iri(key, None, ending=ending) if section.node(key) is not None else default


def _date(section: Section) -> str:
    text, node = section.text("issued"), section.node("issued")
    if node is not None and not is_lexical_form(text, XSD + "date"):
        section.report(WRONG_KIND, node, f"'issued' takes a date such as 2021-01-20, not {text!r}")
        return ""
    return text
