"""What only one article of a corpus can have: its page's address, an old address, and, most often, its source work.

Kept of each article: its path, and a digest of each of these.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.content.files import read_file
from publisher.core.configuration import DEFAULT_SCHEMA, Configuration
from publisher.core.findings import Finding, RelatedPlace
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.graph.corpus import MappedFile
from publisher.graph.digests import DigestTable, digest_of
from publisher.graph.reading import read_options
from publisher.graph.rules import OLD_ADDRESS_IS_PAGE, OLD_ADDRESS_TWICE, PAGE_TWICE, WORK_ELSEWHERE, WORK_TWICE
from publisher.mapping.context import MappingContext
from publisher.mapping.fields import referenced_fields
from publisher.mapping.plan import Plan
from publisher.validation.locate import Locator
from publisher.validation.plan_rules import Rules
from publisher.validation.shapes import ShapesGraph

Triple = tuple[str, str, str]
"""Subject, predicate and object as N-Triples terms."""

Read = Callable[[str], Article | None]
"""Reads an article again by its path, for places; None where that fails."""

_MOST_KNOWN = 4096
_REPLACES = "<http://purl.org/dc/terms/replaces>"


class Terms(NamedTuple):
    """The properties by which an article names its page, its source work, and whom it is for."""

    page: str = f"<{DEFAULT_SCHEMA}mainEntityOfPage>"
    work: str = f"<{DEFAULT_SCHEMA}isBasedOn>"
    audience: str = "<https://www.medigy.com/ontology#community>"
    old_address: str = _REPLACES

    @classmethod
    def of(cls, schema: str, ontology: str) -> Terms:
        """Those of a configuration."""
        return cls(f"<{schema}mainEntityOfPage>", f"<{schema}isBasedOn>", f"<{ontology}#community>")


class Clash(NamedTuple):
    """What an article has, and the number of the article that has it first: the article's own where it is alone."""

    triple: Triple
    rule: Rule
    first: int


class _First(NamedTuple):
    place: SourceSpan
    for_whom: frozenset[str]


class Uniqueness:
    """Looks at one article's own lines after the other, and tells what an earlier article has already.

    The graph's text is all that it needs; a file is read again only for the place of a finding.
    """

    def __init__(self, terms: Terms, locator: Locator, read: Read) -> None:
        self._terms, self._locator, self._read = terms, locator, read
        self._pages, self._old, self._works = DigestTable(), DigestTable(), DigestTable()
        self._paths, self._ends = bytearray(), array("Q")
        self._known: dict[tuple[int, str], _First] = {}

    def settle(self, batch: Sequence[MappedFile]) -> list[MappedFile]:
        """The files with the findings about them, and without the quads of an article whose page another article has."""
        return [self._settled(file) for file in batch]

    def _settled(self, file: MappedFile) -> MappedFile:
        if file.mapped is None:
            return file
        found = self.see(file.path, file.mapped.own if file.names is None else file.names, file.article)
        if not found:
            return file
        is_aside = any(each.code == PAGE_TWICE.code for each in found)
        return file._replace(mapped=None if is_aside else file.mapped, findings=(*file.findings, *found))

    def names_of(self, own: str) -> str:
        """Of an article's own lines those that `see` looks at."""
        predicates = dict.fromkeys(self._terms)
        triples = (triple for predicate in predicates for triple in _triples(own, predicate))
        return "".join(f"{' '.join(triple)} .\n" for triple in triples)

    def see(self, path: str, own: str, article: Article | None = None) -> list[Finding]:
        """The findings about an article, given the N-Quads of its graph."""
        number = len(self._ends)
        self._paths += path.encode("utf-8", "surrogateescape")
        self._ends.append(len(self._paths))
        clashes = [each for each in self._clashes(number, own) if each.first != number]
        if not clashes:
            return []
        article = article or self._read(path)
        for_whom = frozenset(each[2] for each in _triples(own, self._terms.audience))
        return [self._finding(path, article, clash, for_whom) for clash in clashes]

    def _clashes(self, number: int, own: str) -> Iterator[Clash]:
        for triple in _triples(own, self._terms.page):
            digest = digest_of(_address(triple))
            yield Clash(triple, PAGE_TWICE, self._pages.claim(digest, number))
            yield Clash(triple, OLD_ADDRESS_IS_PAGE, self._old.get(digest, number))
        for triple in _triples(own, self._terms.old_address):
            digest = digest_of(_address(triple))
            yield Clash(triple, OLD_ADDRESS_IS_PAGE, self._pages.get(digest, number))
            yield Clash(triple, OLD_ADDRESS_TWICE, self._old.claim(digest, number))
        for triple in _triples(own, self._terms.work):
            yield Clash(triple, WORK_TWICE, self._works.claim(digest_of(triple[2]), number))

    def _path(self, number: int) -> str:
        start = self._ends[number - 1] if number else 0
        return self._paths[start : self._ends[number]].decode("utf-8", "surrogateescape")

    def _finding(self, path: str, article: Article | None, clash: Clash, for_whom: frozenset[str]) -> Finding:
        first = self._seen(clash)
        elsewhere = clash.rule is WORK_TWICE and first.for_whom.isdisjoint(for_whom)
        rule = WORK_ELSEWHERE if elsewhere else clash.rule
        message = _MESSAGES[rule.code].format(clash.triple[2][1:-1], first.place.path)
        related = (RelatedPlace(first.place, "the first file that has it"),)
        return rule.at(self._place(article, path, [clash.triple]), message, value=clash.triple[2], related=related)

    def _seen(self, clash: Clash) -> _First:
        """What is told of the file that has it first; kept, for it may be told of many files."""
        key = clash.first, _address(clash.triple)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            path = self._path(clash.first)
            article = self._read(path)
            place = self._place(article, path, self._same(article, clash.triple))
            self._known[key] = _First(place, self._audience(article) if article else frozenset())
        return self._known[key]

    def _audience(self, article: Article) -> frozenset[str]:
        return frozenset(each[2] for each in self._locator.triples(article, self._terms.audience))

    def _same(self, article: Article | None, triple: Triple) -> list[Triple]:
        """The triples by which the other article has what the triple names."""
        if article is None:
            return []
        of_addresses = (self._terms.page, self._terms.old_address)
        predicates = of_addresses if triple[1] in of_addresses else (triple[1],)
        found = (each for predicate in predicates for each in self._locator.triples(article, predicate))
        return [each for each in found if _address(each) == _address(triple)]

    def _place(self, article: Article | None, path: str, triples: Sequence[Triple]) -> SourceSpan:
        if article is None or not triples:
            return SourceSpan.point(path)
        return self._locator.place_of_triple(article, triples[0]).span


def uniqueness(plan: Plan, context: MappingContext, configuration: Configuration | None) -> Uniqueness:
    """The check for what a plan makes of articles."""
    key_case = KeyCase(path[0] for path in referenced_fields(plan))

    def read(path: str) -> Article | None:
        article = read_file(path, read_options(configuration)).article
        return article and key_case.unify(article)[0]

    terms = Terms.of(configuration.schema, configuration.ontology) if configuration else Terms()
    return Uniqueness(terms, Locator(Rules(plan, context), ShapesGraph((), {}, ())), read)


_MESSAGES = {
    PAGE_TWICE.code: "the page <{}> is already that of {}; give one of the two another address",
    OLD_ADDRESS_IS_PAGE.code: "<{}> is the page of one article and an old address of another, in {}; remove the alias",
    OLD_ADDRESS_TWICE.code: "<{}> is already an old address of the page of {}; it can lead to one page only",
    WORK_TWICE.code: "<{}> is already curated for this community in {}; keep one of the two articles",
    WORK_ELSEWHERE.code: "<{}> is also curated for another community, in {}",
}


def _triples(own: str, predicate: str) -> Iterator[Triple]:
    """The triples of a graph's text with the predicate, whose object is an IRI. 1 µs where the text is an article's."""
    needle = f" {predicate} <"
    at = own.find(needle)
    while at >= 0:
        subject = own[own.rfind("\n", 0, at) + 1 : at]
        if " " not in subject:
            begin = at + len(needle) - 1
            yield subject, predicate, own[begin : own.index(" ", begin)]
        at = own.find(needle, at + 1)


def _address(triple: Triple) -> str:
    """The address as a server takes it: with and without the last slash it is one page."""
    return triple[2].removesuffix(">").rstrip("/")
