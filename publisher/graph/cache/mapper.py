"""Files through the mapping, or out of the memory where they have not changed."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.content.article import Article
from publisher.content.files import SourceFile, parse_source, read_source
from publisher.graph.cache.later import LaterArticle, Reader
from publisher.graph.cache.memory import FileKey, Memory
from publisher.graph.cache.records import ArticleRecord
from publisher.graph.corpus import ArticleMapper, MappedFile
from publisher.graph.coverage import KeyCoverage


class RememberingMapper:
    """Gives what an `ArticleMapper` gives; an article that the memory knows is neither parsed nor mapped."""

    def __init__(self, mapper: ArticleMapper, coverage: KeyCoverage, memory: Memory) -> None:
        self._mapper = mapper
        self._coverage = coverage
        self._memory = memory
        self._reader = Reader(mapper.options, mapper.key_case)

    def map_batch(self, files: Sequence[SourceFile], keys: Sequence[FileKey]) -> list[MappedFile]:
        """The files of a batch, in order; the records of all of them are kept if any was not known."""
        known = [self._memory.record(key) for key in keys]
        made = [(each, None) if each else self._make(file) for each, file in zip(known, files, strict=True)]
        if None in known:
            self._memory.keep_records([(key, record) for key, (record, _) in zip(keys, made, strict=True)])
        return [
            self._mapped(key, record, article or LaterArticle.of(file.path, file.source, self._reader))
            for file, key, (record, article) in zip(files, keys, made, strict=True)
        ]

    def map_again(self, keys: Sequence[FileKey]) -> list[MappedFile]:
        """Files whose bytes are not at hand any more, but whose records should be known."""
        files = [SourceFile(key.path, None) for key in keys]
        if any(self._memory.record(key) is None for key in keys):
            files = [read_source(key.path, self._mapper.options) for key in keys]
        return self.map_batch(files, keys)

    def _make(self, file: SourceFile) -> tuple[ArticleRecord, Article | None]:
        path, article, findings = parse_source(file, self._mapper.options)
        if article is None:
            return ArticleRecord(findings, (), None, None), Article(path, {}, b"", 0)
        article, renamed = self._mapper.key_case.rename(article)
        facts = self._coverage.facts(article.front_matter)
        return ArticleRecord(findings, renamed, self._mapper.mapping.map_article(article), facts), article

    def _mapped(self, key: FileKey, record: ArticleRecord, article: Article) -> MappedFile:
        if record.mapped is None:
            return MappedFile(key.path, None, None, record.findings, key.digest)
        told = self._mapper.key_case.tell(article, record.renamed) if record.renamed else ()
        settled = self._mapper.settle(article, record.mapped, (*record.findings, *told))
        return settled._replace(digest=key.digest, keys=record.keys)
