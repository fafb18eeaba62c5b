"""One page of a built site against its document: exactly one, the same addresses, and nothing that contradicts it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from publisher.core.findings import Finding
from publisher.core.iris import resolve_iri
from publisher.core.page_rules import (
    ADDRESS_DIFFERS,
    BROKEN_ALTERNATE,
    BROKEN_JSON,
    CONTRADICTION,
    DOCUMENT_DIFFERS,
    DOCUMENT_MISSING,
    DOCUMENT_REPEATED,
    NO_CANONICAL,
    SECOND_ARTICLE,
)
from publisher.pages.built_page import BuiltPage, Script
from publisher.pages.json_nodes import Node, first_difference, iri_of, nodes_of, short_type, types_of, values_of

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "AdvertiserContentArticle",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "Report",
        "SatiricalArticle",
        "ScholarlyArticle",
        "MedicalScholarlyArticle",
        "SocialMediaPosting",
        "BlogPosting",
        "LiveBlogPosting",
        "DiscussionForumPosting",
        "TechArticle",
        "APIReference",
        "BreadcrumbList",
    ]
)
"""schema.org's articles (https://schema.org/Article, "More specific Types"), and the list that stands beside one."""


class PageDocument(NamedTuple):
    """The document that a page is to carry, as JSON, the article's IRI, and the address of its page."""

    json: list[object]
    article: str
    address: str


class Read(NamedTuple):
    """A script with the JSON that it holds."""

    script: Script
    json: object


ReadData = Callable[[str], object]
"""Gives the JSON that the site has at an address; None where it has none."""


def check_page(page: BuiltPage, document: PageDocument, read_data: ReadData) -> Iterator[Finding]:
    """A finding for everything that is wrong with the page, in the order of the rules."""
    reads, broken = read_scripts(page)
    yield from broken
    own = [each for each in reads if each.json == document.json]
    if not own:
        yield _missing_or_different(page, document, reads)
    for each in own[1:]:
        yield DOCUMENT_REPEATED.at(each.script.place, f"the document of <{document.article}> stands here once more")
    stale = None if own else _stale(document, reads)
    for each in reads:
        if each not in own and each is not stale:
            yield from _check_other(each, document)
    for markup in page.types:
        if short_type(markup.type) in ARTICLE_TYPES:
            message = (
                f"the markup says here that something is a {short_type(markup.type)}; the page document says what it is"
            )
            yield SECOND_ARTICLE.at(markup.place, message)
    yield from _check_links(page, document, read_data)


def read_scripts(page: BuiltPage) -> tuple[list[Read], list[Finding]]:
    """The scripts that hold JSON, and a finding for each that does not."""
    reads, broken = [], []
    for script in page.scripts:
        try:
            reads.append(Read(script, json.loads(script.text)))
        except json.JSONDecodeError as problem:
            place = script.place_of(problem.lineno, problem.colno)
            broken.append(BROKEN_JSON.at(place, f"this is no JSON: {problem.msg}"))
        except (ValueError, RecursionError) as problem:
            broken.append(BROKEN_JSON.at(script.place, f"this cannot be read as JSON: {problem}"))
    return reads, broken


def _stale(document: PageDocument, reads: list[Read]) -> Read | None:
    """The script that is another state of the document."""
    return next((each for each in reads if document.article in _articles(each.json)), None)


def _articles(document: object) -> set[str | None]:
    return {iri_of(node) for node in nodes_of(document) if types_of(node) & ARTICLE_TYPES}


def _missing_or_different(page: BuiltPage, document: PageDocument, reads: list[Read]) -> Finding:
    stale = _stale(document, reads)
    if stale is None:
        return DOCUMENT_MISSING.at(page.head, f"the page does not carry the document of <{document.article}>")
    where = first_difference(document.json, stale.json)
    message = f"this is not the document of the current release: they differ at {where}"
    return DOCUMENT_DIFFERS.at(stale.script.place, message)


def _check_other(read: Read, document: PageDocument) -> Iterator[Finding]:
    """JSON-LD beside the document: no second article, and nothing else about the document's nodes."""
    told = {iri_of(node): node for node in nodes_of(document.json) if iri_of(node) and len(node) > 1}
    for node in nodes_of(read.json):
        articles = sorted(types_of(node) & ARTICLE_TYPES)
        if articles:
            name = node.get("@id") or node.get("headline") or node.get("name") or "no name"
            message = f"there is a second {articles[0]} here ({name}) beside the page document"
            yield SECOND_ARTICLE.at(read.script.place, message)
            return
    for node in nodes_of(read.json):
        identifier = iri_of(node)
        known = told.get(identifier)
        key = _contradicted(node, known) if known else None
        if key:
            message = f"<{identifier}> has another {key} here than in the page document"
            yield CONTRADICTION.at(read.script.place, message)


def _contradicted(node: Node, known: Node) -> str | None:
    keys = (key for key in node if not key.startswith("@") and short_type(key) in known)
    return next((key for key in keys if not values_of(node[key]) <= values_of(known[short_type(key)])), None)


def _check_links(page: BuiltPage, document: PageDocument, read_data: ReadData) -> Iterator[Finding]:
    kinds = set()
    for link in page.links:
        kinds.add(link.kind)
        address = resolve_iri(document.address, link.address.strip())
        if link.kind == "alternate":
            if read_data(address) != document.json:
                message = f"{link.address!r} is not the page's document, or is not there"
                yield BROKEN_ALTERNATE.at(link.place, message)
        elif unquote(address) != unquote(document.address):
            message = (
                f"the page says by {link.kind} that its address is {address!r}; the release says {document.address!r}"
            )
            yield ADDRESS_DIFFERS.at(link.place, message)
    if "canonical" not in kinds:
        yield NO_CANONICAL.at(page.head, f"the page has no canonical link; its address is {document.address!r}")
