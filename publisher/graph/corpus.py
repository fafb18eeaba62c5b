"""Articles one after the other through the compiled mapping: one article's graph and its part of the shared graphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.content.files import ArticleRead, SourceFile, parse_source
from publisher.content.read import ReadOptions
from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.graph.coverage import KeyFacts
from publisher.graph.digests import FirstPaths
from publisher.graph.key_places import key_path, key_place, key_place_in_file
from publisher.graph.reading import Corpus
from publisher.graph.rules import DUPLICATE_ARTICLE, KEY_IS_NO_NAME, NO_ARTICLE_KEY
from publisher.graph.workspace import Workspace
from publisher.mapping.compile import MappedArticle, compile_plan
from publisher.mapping.fields import referenced_fields

TOGETHER = 16
"""More at a time leave holes in memory: 32 cost 200 bytes an article more."""
_DOTS = re.compile(r"/\.\.?(?:[/#?]|$)")
"""A segment that means the folder itself or the one above (RFC 3986, section 3.3)."""


class Mapping(Protocol):
    """A compiled mapping."""

    def map_article(self, article: Article) -> MappedArticle:
        """The article's quads and the problems of its data."""


class MappedFile(NamedTuple):
    """A file with its article and quads, each None where there is none, and all its findings so far.

    ``digest`` (of the bytes), ``keys`` and ``names`` (lines of the graph that others must not say) are there where the
    cache has to do with it.
    """

    path: str
    article: Article | None
    mapped: MappedArticle | None
    findings: tuple[Finding, ...]
    digest: str = ""
    keys: KeyFacts | None = None
    names: str | None = None


class ArticleMapper:
    """Reads and maps one file after the other. An article without a key, or with another's, is a finding and left out.

    ``article_key`` is the reference that messages name; None: articles have no graphs of their own.
    Keeps each article's path and a digest of its graph, and nothing else.
    """

    def __init__(self, mapping: Mapping, key_case: KeyCase, options: ReadOptions, article_key: str | None) -> None:
        self.mapping = mapping
        self.key_case = key_case
        self.options = options
        self._article_key = article_key
        self._paths = FirstPaths()

    def map(self, files: Iterable[SourceFile]) -> Iterator[Sequence[MappedFile]]:
        """Each file's article with its quads and the findings of its content and its data, some files at a time.

        A processor that does one thing 16 times over has its code at hand: 150 µs an article, where parsing, mapping
        and settling in turn takes 170. The files are read some at a time as well.
        """
        rest = iter(files)
        while together := list(islice(rest, TOGETHER)):
            reads = [self._read(file) for file in together]
            mapped = [None if read.article is None else self.mapping.map_article(read.article) for read in reads]
            yield list(map(self._settled, reads, mapped))

    def _read(self, file: SourceFile) -> ArticleRead:
        read = parse_source(file, self.options)
        if read.article is None:
            return read
        article, told = self.key_case.unify(read.article)
        return ArticleRead(read.path, article, (*read.findings, *told)) if article is not read.article else read

    def _settled(self, read: ArticleRead, mapped: MappedArticle | None) -> MappedFile:
        if read.article is None or mapped is None:
            return MappedFile(read.path, None, None, read.findings)
        return self.settle(read.article, mapped, read.findings)

    def settle(self, article: Article, mapped: MappedArticle, findings: tuple[Finding, ...]) -> MappedFile:
        """The mapped file, without quads where the articles before it leave no place for them."""
        problem = _graph_problem(article, mapped, self._paths, self._article_key) if self._article_key else None
        if problem is not None:
            every = (*findings, *mapped.findings, problem)
            return MappedFile(article.path, article, None, tuple(dict.fromkeys(every)))
        every = (*findings, *mapped.findings) if findings or mapped.findings else ()
        return MappedFile(article.path, article, mapped, every)


def article_mapper(workspace: Workspace, corpus: Corpus) -> ArticleMapper:
    """What maps the articles of the corpus."""
    configuration = workspace.configuration
    key_case = KeyCase(path[0] for path in referenced_fields(workspace.plan))
    article_key = configuration.article_key if configuration else None
    return ArticleMapper(compile_plan(workspace.plan, workspace.context), key_case, corpus.options, article_key)


def _graph_problem(article: Article, mapped: MappedArticle, paths: FirstPaths, article_key: str) -> Finding | None:
    if not mapped.graph:
        told = next((finding for finding in mapped.findings if finding.severity is Severity.ERROR), None)
        if told is not None or _has_key(article, article_key):
            # An article that says nothing of its own may still say something of nodes that articles share.
            return told
        lacks = f"no {article_key}" if article.front_matter else f"no front matter, and so no {article_key}"
        message = f"the article has {lacks}, which names it; give it one that no other article has"
        return NO_ARTICLE_KEY.at(key_place(article, article_key), message)
    if _is_no_name(article, mapped.graph, article_key):
        message = f"the article's {article_key} is empty or dots, which are no name in an address; give it a name"
        return KEY_IS_NO_NAME.at(key_place(article, article_key), message)
    other = paths.claim(mapped.graph, article.path)
    if other is None:
        return None
    return DUPLICATE_ARTICLE.at(
        key_place(article, article_key),
        f"the file claims the same article as {other}: both have the graph <{mapped.graph}>; "
        f"give one of them another {article_key}",
        related=(RelatedPlace(key_place_in_file(other, article_key), "the first file of this article"),),
    )


def _is_no_name(article: Article, graph: str, article_key: str) -> bool:
    """Whether the key makes no part of an address; most graphs show by their letters that it does."""
    if "/." in graph and _DOTS.search(graph):
        return True
    doubtful = graph.endswith(("/", "%20")) or "//" in graph[8:]
    return doubtful and not str(_key_value(article, article_key)).strip()


def _has_key(article: Article, article_key: str) -> bool:
    return _key_value(article, article_key) is not None


def _key_value(article: Article, article_key: str) -> object:
    value: object = article.front_matter
    for step in key_path(article_key):
        value = value.get(step) if isinstance(value, dict) else None
    return value
