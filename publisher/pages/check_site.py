"""A built site against the release: every article's page carries its document, and no other page does."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from publisher.core.errors import UsageError
from publisher.core.findings import Finding
from publisher.core.page_rules import DOCUMENT_ELSEWHERE, PAGE_MISSING, PAGE_UNREADABLE
from publisher.core.spans import SourceSpan
from publisher.graph.key_places import key_place_in_file
from publisher.pages.articles import ReleaseArticles
from publisher.pages.built_page import BuiltPage, read_page
from publisher.pages.check_page import PageDocument, check_page, read_scripts
from publisher.pages.document import DocumentBuilder
from publisher.pages.json_nodes import iri_of, nodes_of
from publisher.pages.plan import PagePlan

PAGE_FILE = "index.html"


class SiteChecked(NamedTuple):
    """How many articles' pages were looked at, and how many of them are as they should be."""

    articles: int
    sound: int


class BuiltSite:
    """The folder of a built site, and the address under which it is published."""

    def __init__(self, folder: Path, address: str) -> None:
        if not folder.is_dir():
            raise UsageError(f"there is no folder {str(folder)!r}; name the folder that the site's generator wrote")
        self.folder = folder
        self._address = address

    def page(self, address: str) -> Path | None:
        """The file of the page with that address."""
        inside = self._inside(address)
        if inside is None:
            return None
        name = inside.rstrip("/")
        names = [f"{name}/{PAGE_FILE}"] if inside.endswith("/") or not name else [name, f"{name}.html"]
        files = (self.folder / each.lstrip("/") for each in [*names, f"{name}/{PAGE_FILE}", f"{name}.html"])
        return next((file for file in files if file.is_file()), None)

    def data(self, address: str) -> object:
        """The JSON at that address; None where there is none."""
        inside = self._inside(address)
        try:
            return None if inside is None else json.loads((self.folder / inside).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def _inside(self, address: str) -> str | None:
        """The path below the folder; None for an address elsewhere, or one that leads out of it."""
        plain = address.partition("#")[0].partition("?")[0]
        if not plain.startswith(self._address):
            return None
        path = unquote(plain[len(self._address) :])
        return None if ".." in path.split("/") or "\0" in path or path.startswith("/") else path


def check_site(
    articles: ReleaseArticles, plan: PagePlan, site: BuiltSite, article_key: str
) -> Generator[Finding, None, SiteChecked]:
    """Gives a finding for everything that is wrong; those of a page in their order."""
    builder = DocumentBuilder(plan, articles.shared_nodes(plan))
    pages: dict[Path, str] = {}
    count = sound = 0
    for entry, lines in articles:
        text = builder.build(lines, entry.graph)
        if not text:
            continue
        count += 1
        document = _page_document(text)
        file = site.page(document.address)
        if file is None:
            message = f"the site in {str(site.folder)!r} has no page for {document.address or 'an article without an address'!r}"
            yield PAGE_MISSING.at(key_place_in_file(entry.source or "", article_key), message)
            continue
        pages[file] = document.article
        findings = list(_check_file(file, document, site))
        sound += not findings
        yield from findings
    yield from _documents_elsewhere(site, pages)
    return SiteChecked(count, sound)


def _page_document(text: str) -> PageDocument:
    """The document as JSON. Its first element is the article, whose address is that of the page."""
    found = json.loads(text)
    assert isinstance(found, list), "a document is an array"
    address = found[0].get("url")
    return PageDocument(found, found[0]["@id"], address if isinstance(address, str) else "")


def _check_file(file: Path, document: PageDocument, site: BuiltSite) -> Iterator[Finding]:
    page = _read(file)
    if isinstance(page, Finding):
        yield page
    elif page is not None:
        yield from sorted(check_page(page, document, site.data), key=Finding.sort_key)


def _read(file: Path, needed: bytes = b"") -> BuiltPage | Finding | None:
    """None for a page that has not what is needed."""
    try:
        content = file.read_bytes()
        return read_page(content, str(file)) if needed in content else None
    except (OSError, RecursionError, ValueError) as problem:
        return PAGE_UNREADABLE.at(SourceSpan.point(str(file)), f"the page cannot be read: {problem}")


def _documents_elsewhere(site: BuiltSite, pages: dict[Path, str]) -> Iterator[Finding]:
    """Documents on pages that are no article's own. Only pages that hold JSON-LD are read in full."""
    articles = set(pages.values())
    for file in sorted(site.folder.rglob("*.html")):
        if file in pages or not file.is_file():
            continue
        page = _read(file, b"ld+json")
        if page is None:
            continue
        if isinstance(page, Finding):
            yield page
            continue
        reads, broken = read_scripts(page)
        yield from broken
        for each in reads:
            told = (iri_of(node) for node in nodes_of(each.json) if len(node) > 2)
            found = next((iri for iri in told if iri in articles), None)
            if found:
                yield DOCUMENT_ELSEWHERE.at(
                    each.script.place, f"this page carries the document of <{found}>, and is not its page"
                )
