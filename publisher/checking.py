"""From files to checked batches: mapped articles with their findings, made anew only where something has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.content.files import SourceFile
from publisher.core.findings import Finding, distinct
from publisher.graph.batches import batches
from publisher.graph.cache.mapper import RememberingMapper
from publisher.graph.cache.memory import FileKey, Memory, chained, key_of
from publisher.graph.corpus import ArticleMapper, MappedFile
from publisher.graph.coverage import KeyCoverage
from publisher.graph.reading import Corpus
from publisher.graph.workspace import Workspace
from publisher.mapping.compile import MappedArticle, compile_plan
from publisher.mapping.fields import referenced_fields

if TYPE_CHECKING:
    from publisher.validation.control.ignores import Ignores
    from publisher.validation.shared_lines import SharedLines
    from publisher.validation.uniqueness import Uniqueness
    from publisher.validation.validate import Started, Validation


class CheckedBatch(NamedTuple):
    """Mapped files, and all that was found in them, in the order of files and places.

    ``key`` names the files as they are, where the cache has to do with it.
    """

    files: Sequence[MappedFile]
    findings: list[Finding]
    key: str = ""


class _Batch(NamedTuple):
    """A batch on its way: its files and what mapping found, and the engine's work on it."""

    files: Sequence[MappedFile]
    key: str
    started: Started | None


def article_mapper(workspace: Workspace, corpus: Corpus) -> ArticleMapper:
    """What maps the articles of the corpus."""
    configuration = workspace.configuration
    key_case = KeyCase(path[0] for path in referenced_fields(workspace.plan))
    article_key = configuration.article_key if configuration else None
    return ArticleMapper(compile_plan(workspace.plan, workspace.context), key_case, corpus.options, article_key)


class Checker:
    """One run over a corpus, batch by batch. While the engine works on one batch, the next is mapped."""

    def __init__(self, workspace: Workspace, corpus: Corpus, engine: str, memory: Memory | None) -> None:
        configuration = workspace.configuration
        self._workspace, self._corpus, self._engine, self._memory = workspace, corpus, engine, memory
        self._coverage = KeyCoverage(referenced_fields(workspace.plan), configuration.ignored if configuration else ())
        self._mapper = article_mapper(workspace, corpus)

    def batches(self) -> Iterator[CheckedBatch]:
        """Every batch of files, in order."""
        waiting: _Batch | None = None
        for files in batches(self._corpus.sources, self._corpus.root):
            for file in files:
                self._ignores.look_at(file)
            keys = [key_of(file) for file in files] if self._memory else []
            mapped = self._unique.settle(self._map(files, keys))
            if waiting is not None and waiting.started is not None:
                waiting.started.settle()
            before, waiting = waiting, self._start(mapped, keys)
            if before is not None:
                yield self._finish(before)
        if waiting is not None:
            if waiting.started is not None:
                waiting.started.settle()
            yield self._finish(waiting)

    def closing(self) -> list[Finding]:
        """What is found about the mapping and, where it is whole, the corpus; when all batches are through."""
        of_vocabularies = self._validation.check_background() if self._validation is not None else []
        found = [*self._workspace.mapping_findings, *of_vocabularies, *self._coverage.unmapped()]
        found += self._coverage.never_there() if self._corpus.is_whole else ()
        return self._ignores.kept(found) + self._ignores.closing(is_whole=self._corpus.is_whole)

    def _map(self, files: Sequence[SourceFile], keys: Sequence[FileKey]) -> list[MappedFile]:
        if self._memory is None:
            return [self._mapper.map(file) for file in files]
        return RememberingMapper(self._mapper, self._coverage, self._memory).map_batch(files, keys)

    def _start(self, files: Sequence[MappedFile], keys: Sequence[FileKey]) -> _Batch:
        from publisher.validation.remembered import Remembered  # noqa: PLC0415 - 20 ms, only for checks

        for file in files:
            if file.keys is not None and file.article is not None:
                self._coverage.count_facts(file.article, file.keys)
            elif file.article is not None:
                self._coverage.see(file.article)
        key = chained("", keys) if self._memory else ""
        if self._validation is None:
            return _Batch(files, key, None)
        remembered = None
        if self._memory is not None:
            name = chained("shapes", (FileKey(file.path, file.digest) for file in files if file.mapped is not None))
            remembered = Remembered(name, self._memory)
        return _Batch(files, key, self._validation.start(_mapped(files), self._so_far, remembered))

    def _finish(self, batch: _Batch) -> CheckedBatch:
        findings = [finding for file in batch.files for finding in file.findings]
        if self._validation is not None and batch.started is not None:
            findings += self._validation.finish(batch.started, self._workspace.plan, self._workspace.context)
        for file in batch.files:
            if file.mapped is None:
                self._ignores.leave(file.path)
        found = distinct(sorted(self._ignores.kept(findings), key=Finding.sort_key))
        return CheckedBatch(batch.files, found, batch.key)

    @cached_property
    def _ignores(self) -> Ignores:
        from publisher.validation.control.ignores import Ignores  # noqa: PLC0415 - 20 ms, only for checks

        configuration = self._workspace.configuration
        rules, folder = (configuration.ignores, configuration.folder) if configuration else ((), Path())
        return Ignores(rules, folder, self._codes)

    def _codes(self) -> Iterable[str]:
        from publisher.validation.rulebook import CODED_RULES  # noqa: PLC0415 - only where something is ignored

        return (*CODED_RULES, *(self._validation.codes if self._validation is not None else ()))

    @cached_property
    def _unique(self) -> Uniqueness:
        from publisher.validation.uniqueness import uniqueness  # noqa: PLC0415 - 20 ms, only for checks

        return uniqueness(self._workspace.plan, self._workspace.context, self._workspace.configuration)

    @cached_property
    def _so_far(self) -> SharedLines:
        from publisher.validation.shared_lines import SharedLines  # noqa: PLC0415 - 20 ms, only for checks

        return SharedLines()

    @cached_property
    def _validation(self) -> Validation | None:
        """None where the configuration names no shapes: there is nothing to check then."""
        from publisher.validation.validate import Background, Validation  # noqa: PLC0415 - 20 ms, only for checks

        configuration = self._workspace.configuration
        if configuration is None or not configuration.shapes:
            return None
        paths = {graph: str(file) for graph, file in self._workspace.vocabularies.files.items()}
        return Validation(configuration.shapes, self._engine, Background(self._workspace.vocabularies.lines, paths))


def open_memory(workspace: Workspace, engine: str) -> Memory | None:
    """The memory of earlier runs that all of this is the same for; None for a mapping that is run by itself."""
    from publisher.graph.cache.scope import scope_of  # noqa: PLC0415 - only where the cache is used
    from publisher.validation.engines.registry import find_engine  # noqa: PLC0415 - 20 ms, only for checks

    configuration = workspace.configuration
    if configuration is None:
        return None
    return Memory(configuration.release.folder, scope_of(workspace, find_engine(engine).name))


def check_batches(
    workspace: Workspace, corpus: Corpus, engine: str, memory: Memory | None = None
) -> Iterator[CheckedBatch]:
    """The mapped articles, about a thousand in a batch, each batch with all its findings.

    The last batch is empty: its findings are about the mapping and, where it is whole, the corpus.
    """
    checker = Checker(workspace, corpus, engine, memory)
    yield from checker.batches()
    yield CheckedBatch((), checker.closing())
    if memory is not None:
        memory.close()


def _mapped(batch: Iterable[MappedFile]) -> list[tuple[Article, MappedArticle]]:
    return [(file.article, file.mapped) for file in batch if file.article is not None and file.mapped is not None]
