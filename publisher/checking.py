"""From files to checked batches: mapped articles with their findings, made anew only where something has changed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.content.article import Article
from publisher.content.files import SourceFile
from publisher.content.rules import KEY_CASE
from publisher.core.findings import Finding, distinct
from publisher.graph.batches import batches
from publisher.graph.cache.mapper import Recorded, RememberingMapper, contribution_of
from publisher.graph.cache.memory import FileKey, Memory, Outcome, chained, key_of
from publisher.graph.corpus import ArticleMapper, MappedFile, article_mapper
from publisher.graph.coverage import BatchKeys, KeyCoverage
from publisher.graph.reading import Corpus
from publisher.graph.unpublished import unpublished_maps
from publisher.graph.workspace import Workspace
from publisher.mapping.compile import MappedArticle
from publisher.mapping.fields import referenced_fields

if TYPE_CHECKING:
    from publisher.validation.control.ignores import Ignores
    from publisher.validation.shared_lines import SharedLines
    from publisher.validation.uniqueness import Uniqueness
    from publisher.validation.validate import Started, Validation


_VOCABULARIES = "vocabularies"


class CheckedBatch(NamedTuple):
    """Mapped files, and all that was found in them, in the order of files and places.

    The files are made when they are asked for. ``piece`` names those that are published, where there is a cache.
    ``ignored`` counts by code what of all batches is not told, ``left_out`` are the paths of files that gave no quads.
    """

    files: Callable[[], Sequence[MappedFile]]
    findings: Sequence[Finding]
    piece: str = ""
    ignored: Mapping[str, int] = MappingProxyType({})
    left_out: Sequence[str] = ()


class _Batch(NamedTuple):
    """A batch on its way: its files, what it was made of, and the engine's work on it. ``name`` is that of its outcome."""

    files: Sequence[MappedFile]
    recorded: Sequence[Recorded]
    name: str
    contribution: str
    started: Started | None


class Checker:
    """One run over a corpus, batch by batch. While the engine works on one batch, the next is mapped.

    With a memory, a batch that is known with all that it can see of those before it is taken from there. What those
    before it said is gone through again only when a batch comes that is not known.
    """

    def __init__(self, workspace: Workspace, corpus: Corpus, engine: str, memory: Memory | None) -> None:
        configuration = workspace.configuration
        self._workspace, self._corpus, self._engine, self._memory = workspace, corpus, engine, memory
        self._coverage = KeyCoverage(referenced_fields(workspace.plan), configuration.ignored if configuration else ())
        self._passed_by: list[Sequence[FileKey]] = []
        self._seen = ""

    def batches(self) -> Iterator[CheckedBatch]:
        """Every batch of files, in order."""
        waiting: _Batch | None = None
        for files in batches(self._corpus.sources, self._corpus.root):
            for file in files:
                self._ignores.look_at(file)
            keys = [key_of(file) for file in files] if self._memory else []
            name = chained(self._seen, keys)
            known = self._memory.outcome(name) if self._memory else None
            if waiting is not None and waiting.started is not None:
                waiting.started.settle()
            before, waiting = waiting, None if known else self._start(files, keys, name)
            if before is not None:
                yield self._finish(before)
            if known is not None:
                yield self._pass_by(keys, known)
        if waiting is not None:
            if waiting.started is not None:
                waiting.started.settle()
            yield self._finish(waiting)

    def closing(self) -> CheckedBatch:
        """What is found about the mapping and, where it is whole, the corpus; when all batches are through."""
        found = [*self._workspace.mapping_findings, *self._of_vocabularies(), *self._coverage.unmapped()]
        found += unpublished_maps(self._workspace.plan)
        found += self._coverage.never_there() if self._corpus.is_whole else ()
        told = self._ignores.kept(found) + self._ignores.closing(is_whole=self._corpus.is_whole)
        return CheckedBatch(tuple, sorted(told, key=Finding.sort_key), ignored=self._ignores.counts)

    def _of_vocabularies(self) -> Sequence[Finding]:
        known = self._memory.findings(_VOCABULARIES) if self._memory else None
        if known is None:
            known = tuple(self._validation.check_background()) if self._validation is not None else ()
            if self._memory is not None:
                self._memory.keep_findings(_VOCABULARIES, known)
        return known

    def _pass_by(self, keys: Sequence[FileKey], known: Outcome) -> CheckedBatch:
        self._coverage.count_batch(known.keys, self._remembering.article)
        self._passed_by.append(keys)
        self._seen = chained(self._seen, [FileKey("", known.contribution)])
        left_out = frozenset(known.left_out)
        published = chained("piece", [key for key in keys if key.path not in left_out])
        return self._checked(known, partial(self._alone, keys, left_out), published)

    def _alone(self, keys: Sequence[FileKey], left_out: Container[str]) -> Sequence[MappedFile]:
        published = [key for key in keys if key.path not in left_out]
        return [self._remembering.alone(each) for each in self._remembering.record_again(published)]

    def _start(self, files: Sequence[SourceFile], keys: Sequence[FileKey], name: str) -> _Batch:
        recorded: Sequence[Recorded] = ()
        contribution = ""
        if self._memory is None:
            mapped = self._unique.settle(list(chain.from_iterable(self._mapper.map(files))))
            for file in mapped:
                if file.article is not None:
                    self._coverage.see(file.article)
        else:
            self._catch_up()
            recorded = self._remembering.record_batch(files, keys)
            mapped = self._unique.settle([self._remembering.mapped(each) for each in recorded])
            self._coverage.count_batch(_keys_of(recorded), self._remembering.article)
            contribution = contribution_of(recorded)
            self._seen = chained(self._seen, [FileKey("", contribution)])
        if self._validation is None:
            return _Batch(mapped, recorded, name, contribution, None)
        from publisher.validation.remembered import Remembered  # noqa: PLC0415 - 20 ms, only for checks

        remembered = Remembered(chained("shapes", _published(mapped)), self._memory) if self._memory else None
        started = self._validation.start(_pairs(mapped), self._so_far, remembered)
        return _Batch(mapped, recorded, name, contribution, started)

    def _catch_up(self) -> None:
        """Goes through what the batches that were passed by said, for those behind them."""
        from publisher.validation.batch import Batch  # noqa: PLC0415 - 20 ms, only for checks

        for keys in self._passed_by:
            mapped = self._unique.settle([self._remembering.mapped(e) for e in self._remembering.record_again(keys)])
            if self._validation is not None:
                self._so_far.take_in(Batch.shared_of(_pairs(mapped)))
        self._passed_by.clear()

    def _finish(self, batch: _Batch) -> CheckedBatch:
        found = [finding for file in batch.files for finding in file.findings]
        is_sound = True
        if self._validation is not None and batch.started is not None:
            found += self._validation.finish(batch.started, self._workspace.plan, self._workspace.context)
            is_sound = not batch.started.answer.result().refused
        left_out = tuple(file.path for file in batch.files if file.mapped is None)
        outcome = Outcome(tuple(found), _keys_of(batch.recorded), batch.contribution, left_out)
        if self._memory is not None and is_sound and _is_by_itself(batch):
            self._memory.keep_outcome(batch.name, outcome)
        published = chained("piece", _published(batch.files)) if self._memory is not None else ""
        return self._checked(outcome, lambda: batch.files, published)

    def _checked(self, outcome: Outcome, files: Callable[[], Sequence[MappedFile]], published: str) -> CheckedBatch:
        """The batch without what is ignored."""
        for path in outcome.left_out:
            self._ignores.leave(path)
        kept = self._ignores.kept(outcome.findings, frozenset(outcome.left_out))
        findings = distinct(sorted(kept, key=Finding.sort_key))
        lost = [path for path in outcome.left_out if path != self._corpus.root]  # a folder is no article
        return CheckedBatch(files, findings, published, left_out=lost)

    @cached_property
    def _mapper(self) -> ArticleMapper:
        return article_mapper(self._workspace, self._corpus)

    @cached_property
    def _remembering(self) -> RememberingMapper:
        assert self._memory is not None, "only what is remembered is made by it"
        return RememberingMapper(self._mapper, self._coverage, self._memory, self._unique.names_of)

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
        from publisher.validation.background import Background  # noqa: PLC0415 - 20 ms, only for checks
        from publisher.validation.constants import constant_lines  # noqa: PLC0415
        from publisher.validation.validate import Validation  # noqa: PLC0415

        workspace = self._workspace
        if workspace.configuration is None or not workspace.configuration.shapes:
            return None
        paths = {graph: str(file) for graph, file in workspace.vocabularies.files.items()}
        made = constant_lines(workspace.plan, workspace.context)
        background = Background(workspace.vocabularies.lines, paths, made)
        return Validation(workspace.configuration.shapes, self._engine, background)


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
    yield checker.closing()
    if memory is not None:
        memory.close()


def _pairs(files: Iterable[MappedFile]) -> list[tuple[Article, MappedArticle]]:
    return [(file.article, file.mapped) for file in files if file.article is not None and file.mapped is not None]


def _published(files: Iterable[MappedFile]) -> Iterator[FileKey]:
    return (FileKey(file.path, file.digest) for file in files if file.mapped is not None)


def _keys_of(recorded: Iterable[Recorded]) -> BatchKeys:
    return BatchKeys.of((each.key.path, each.record.keys) for each in recorded if each.record.keys is not None)


def _is_by_itself(batch: _Batch) -> bool:
    """Whether nothing that was found depends on what stands in files of other batches: a place there could move."""
    for file, (_, record, _) in zip(batch.files, batch.recorded, strict=True):
        of_mapping = record.mapped.findings if record.mapped else ()
        told = sum(each.code == KEY_CASE.code for each in file.findings) if record.renamed else 0
        if (file.mapped is None) != (record.mapped is None):
            return False
        if len(file.findings) != len(record.findings) + len(of_mapping) + told:
            return False
    return True
