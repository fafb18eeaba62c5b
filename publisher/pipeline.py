"""The whole road, a readable function a command: files, articles, quads, findings. `building` goes on to the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.core.findings import Finding, distinct
from publisher.core.nquads import split_line
from publisher.export.protocol import Exporter
from publisher.graph.blocks import BlocksWritten
from publisher.graph.corpus import MappedFile, map_corpus, unify_key_case
from publisher.graph.coverage import KeyCoverage
from publisher.graph.reading import Corpus
from publisher.graph.sorted_lines import SortedLines
from publisher.graph.workspace import Workspace
from publisher.mapping.compile import MappedArticle, compile_plan
from publisher.mapping.fields import referenced_fields
from publisher.mapping.sources import map_json_sources

if TYPE_CHECKING:
    from publisher.validation.validate import Started, Validation

BATCH = 1000


class Piece(NamedTuple):
    """A stretch of a document, and the findings made on the way to it."""

    text: str
    findings: Sequence[Finding]


def map_articles(workspace: Workspace, corpus: Corpus) -> Iterator[MappedFile]:
    """Each article with its quads and the findings of its content and its data."""
    configuration = workspace.configuration
    key = configuration.article_key if configuration else None
    reads = unify_key_case(corpus.reads, KeyCase(path[0] for path in referenced_fields(workspace.plan)))
    return map_corpus(reads, compile_plan(workspace.plan, workspace.context), key)


def map_to(workspace: Workspace, corpus: Corpus | None, exporter: Exporter) -> Iterator[Piece]:
    """The document of the format piece by piece, with the findings made on the way.

    Of the whole corpus, or without one, the mapping's own JSON files are mapped as well.
    N-Quads come as they are made; other formats are sorted, so that what belongs together stands together.
    """
    pieces = _map_all(workspace, corpus)
    if exporter.name == "nq":
        yield from pieces
        return
    with SortedLines() as lines:
        for piece in pieces:
            lines.update(f"{split_line(line).graph} {line}" for line in _lines(piece.text))
            yield Piece("", piece.findings)
        ordered = (keyed[keyed.index(" ") + 1 :] for keyed in lines)
        for text in exporter.serialize(ordered, dict(workspace.plan.prefixes)):
            yield Piece(text, ())


def check_batches(
    workspace: Workspace, corpus: Corpus, engine: str
) -> Iterator[tuple[Sequence[MappedFile], list[Finding]]]:
    """The mapped articles by the thousand, each batch with all its findings in the order of files and places.

    The last batch is empty: its findings are about the mapping and, where it is whole, the corpus.
    """
    from publisher.validation.uniqueness import uniqueness  # noqa: PLC0415 - 20 ms, only for checks

    configuration = workspace.configuration
    validation = _validation(workspace, engine)
    coverage = KeyCoverage(referenced_fields(workspace.plan), configuration.ignored if configuration else ())
    unique = uniqueness(workspace.plan, workspace.context, configuration)
    batches = map(unique.settle, _batches(map_articles(workspace, corpus)))
    for batch, findings in _checked(batches, workspace, validation):
        for file in batch:
            if file.article is not None:
                coverage.see(file.article)
        yield batch, distinct(sorted(findings, key=Finding.sort_key))
    of_vocabularies = validation.check_background() if validation is not None else []
    closing = [*workspace.mapping_findings, *of_vocabularies, *coverage.unmapped()]
    yield (), closing + (list(coverage.never_there()) if corpus.is_whole else [])


def _checked(
    batches: Iterator[list[MappedFile]], workspace: Workspace, validation: Validation | None
) -> Iterator[tuple[list[MappedFile], list[Finding]]]:
    """Each batch with its findings. While the engine works on one, the next is mapped and the last one's places are found."""
    from publisher.validation.shared_lines import SharedLines  # noqa: PLC0415 - 20 ms, only for checks

    so_far = SharedLines()
    waiting: tuple[list[MappedFile], Started] | None = None
    for batch in batches:
        if validation is None:
            yield batch, _of_files(batch)
            continue
        if waiting is not None:
            waiting[1].settle()
        before, waiting = waiting, (batch, validation.start(_mapped(batch), so_far))
        if before is not None:
            yield before[0], _of_files(before[0]) + validation.finish(before[1], workspace.plan, workspace.context)
    if validation is not None and waiting is not None:
        waiting[1].settle()
        yield waiting[0], _of_files(waiting[0]) + validation.finish(waiting[1], workspace.plan, workspace.context)


def _of_files(batch: Iterable[MappedFile]) -> list[Finding]:
    return [finding for file in batch for finding in file.findings]


def validate(workspace: Workspace, corpus: Corpus, engine: str) -> Iterator[Finding]:
    """Every finding of the articles, in the order of files and places; those about the corpus last."""
    for _, findings in check_batches(workspace, corpus, engine):
        yield from findings


def _map_all(workspace: Workspace, corpus: Corpus | None) -> Iterator[Piece]:
    if corpus is not None:
        written = BlocksWritten()
        for file in map_articles(workspace, corpus):
            text = "" if file.mapped is None else file.mapped.own + written.new(file.mapped.shared)
            yield Piece(text, distinct(file.findings) if file.findings else ())
    if workspace.plan.reads_files and (corpus is None or corpus.is_whole):
        lines, findings = map_json_sources(workspace.plan, workspace.context, workspace.mapping_file.parent)
        yield Piece("".join(lines), findings)


def _validation(workspace: Workspace, engine: str) -> Validation | None:
    """None where the configuration names no shapes: there is nothing to check then."""
    from publisher.validation.validate import Background, Validation  # noqa: PLC0415 - 20 ms, only for checks

    configuration = workspace.configuration
    if configuration is None or not configuration.shapes:
        return None
    paths = {each.graph: str(each.file) for each in configuration.vocabularies}
    return Validation(configuration.shapes, engine, Background(workspace.vocabularies.lines, paths))


def _batches(files: Iterator[MappedFile]) -> Iterator[list[MappedFile]]:
    while batch := list(islice(files, BATCH)):
        yield batch


def _mapped(batch: Iterable[MappedFile]) -> list[tuple[Article, MappedArticle]]:
    return [(file.article, file.mapped) for file in batch if file.article is not None and file.mapped is not None]


def _lines(text: str) -> list[str]:
    return text.split("\n")[:-1]
