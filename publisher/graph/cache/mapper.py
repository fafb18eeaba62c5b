"""Files through the mapping, or out of the memory where they have not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.files import SourceFile, parse_source, read_source
from publisher.graph.cache.later import LaterArticle, Reader
from publisher.graph.cache.memory import FileKey, Memory
from publisher.graph.cache.records import ArticleRecord
from publisher.graph.corpus import ArticleMapper, MappedFile
from publisher.graph.coverage import KeyCoverage


class Recorded(NamedTuple):
    """A file with its record, and its article, which may be one that is read later."""

    key: FileKey
    record: ArticleRecord
    article: Article


class RememberingMapper:
    """Gives what an `ArticleMapper` gives; an article that the memory knows is neither parsed nor mapped.

    ``names_of`` picks from an article's own lines those that other articles must not say.
    """

    def __init__(
        self, mapper: ArticleMapper, coverage: KeyCoverage, memory: Memory, names_of: Callable[[str], str]
    ) -> None:
        self._mapper = mapper
        self._coverage = coverage
        self._memory = memory
        self._names_of = names_of
        self._reader = Reader(mapper.options, mapper.key_case)

    def record_batch(self, files: Sequence[SourceFile], keys: Sequence[FileKey]) -> list[Recorded]:
        """The records of a batch, in order; all of them are kept if any was not known."""
        known = [self._memory.record(key, partial(self._remake, key.path)) for key in keys]
        recorded = [
            Recorded(key, record, LaterArticle.of(file.path, file.source, self._reader))
            if record
            else self._make(file, key)
            for key, file, record in zip(keys, files, known, strict=True)
        ]
        if None in known:
            self._memory.keep_records([(each.key, each.record) for each in recorded])
        return recorded

    def record_again(self, keys: Sequence[FileKey]) -> list[Recorded]:
        """The same for files whose bytes are not at hand any more, but whose records should be known."""
        known = [self._memory.record(key, partial(self._remake, key.path)) for key in keys]
        if None in known:
            return self.record_batch([read_source(key.path, self._mapper.options) for key in keys], keys)
        articles = (self.article(key.path) for key in keys)
        there = zip(keys, known, articles, strict=True)
        return [Recorded(key, record, article) for key, record, article in there if record is not None]

    def article(self, path: str) -> Article:
        """The article of a path, which is read when it is asked for."""
        return LaterArticle.of(path, None, self._reader)

    def mapped(self, recorded: Recorded) -> MappedFile:
        """The mapped file, in the place that the articles before it leave."""
        key, record, article = recorded
        if record.mapped is None:
            return MappedFile(key.path, None, None, record.findings, key.digest)
        told = self._mapper.key_case.tell(article, record.renamed) if record.renamed else ()
        settled = self._mapper.settle(article, record.mapped, (*record.findings, *told))
        return settled._replace(digest=key.digest, keys=record.keys, names=record.names)

    @staticmethod
    def alone(recorded: Recorded) -> MappedFile:
        """The mapped file, of which it is known that the articles before it leave it all."""
        key, record, article = recorded
        return MappedFile(key.path, article, record.mapped, (), key.digest, record.keys, record.names)

    def _make(self, file: SourceFile, key: FileKey) -> Recorded:
        path, article, findings = parse_source(file, self._mapper.options)
        if article is None:
            return Recorded(key, ArticleRecord(findings, (), None, None, ""), Article(path, {}, b"", 0))
        article, renamed = self._mapper.key_case.rename(article)
        facts = self._coverage.facts(article.front_matter)
        mapped = self._mapper.mapping.map_article(article)
        return Recorded(key, ArticleRecord(findings, renamed, mapped, facts, self._names_of(mapped.own)), article)

    def _remake(self, path: str) -> str:
        return self._mapper.mapping.map_article(self._reader.read(path, None)).own


def contribution_of(batch: Sequence[Recorded]) -> str:
    """A name for all that batches behind this one can see of it: graphs, names, renamed keys and shared lines, by path."""
    digest = hashlib.sha256()
    blocks: dict[str, int] = {}
    for key, record, _ in batch:
        mapped = record.mapped
        numbers = [blocks.setdefault(block, len(blocks)) for block in mapped.shared] if mapped else []
        seen = repr((key.path, record.names, record.renamed, mapped and mapped.graph, numbers))
        digest.update(seen.encode("utf-8", "surrogatepass"))
    digest.update(repr(list(blocks)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
