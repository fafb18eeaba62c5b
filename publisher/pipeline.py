"""The whole road, a readable function a command: files, articles, quads, findings. `building` goes on to the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from publisher.core.findings import Finding, in_order
from publisher.core.nquads import lines_of, split_line
from publisher.export.protocol import Exporter
from publisher.graph.blocks import BlocksWritten
from publisher.graph.corpus import MappedFile, article_mapper
from publisher.graph.never_there import NeverThere
from publisher.graph.reading import Corpus
from publisher.graph.sorted_lines import SortedLines
from publisher.graph.workspace import Workspace
from publisher.mapping.fields import referenced_fields

if TYPE_CHECKING:
    from publisher.graph.cache.memory import Memory


WRITTEN_TOGETHER = 8


class Piece(NamedTuple):
    """A stretch of a document, and the findings made on the way to it."""

    text: str
    findings: Sequence[Finding]


def map_articles(workspace: Workspace, corpus: Corpus) -> Iterator[MappedFile]:
    """Each article with its quads and the findings of its content and its data."""
    return chain.from_iterable(article_mapper(workspace, corpus).map(corpus.sources))


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
            lines.update(f"{split_line(line).graph} {line}" for line in lines_of(piece.text))
            yield Piece("", piece.findings)
        ordered = (keyed[keyed.index(" ") + 1 :] for keyed in lines)
        for text in exporter.serialize(ordered, dict(workspace.plan.prefixes)):
            yield Piece(text, ())


def validate(
    workspace: Workspace,
    corpus: Corpus,
    engine: str,
    memory: Memory | None = None,
    ignored: Counter[str] | None = None,
) -> Iterator[Finding]:
    """Every finding of the articles, in the order of files and places; those about the corpus last.

    ``ignored`` counts by code those that are left out, for the configuration or a comment says so.
    """
    from publisher.checking import check_batches  # noqa: PLC0415 - 10 ms, only where something is checked

    for batch in check_batches(workspace, corpus, engine, memory):
        yield from batch.findings
        if ignored is not None:
            ignored.update(batch.ignored)


def _map_all(workspace: Workspace, corpus: Corpus | None) -> Iterator[Piece]:
    if corpus is not None:
        yield from _map_files(workspace, corpus)
    if workspace.plan.reads_files and (corpus is None or corpus.is_whole):
        from publisher.mapping.sources import map_json_sources  # noqa: PLC0415 - 10 ms, only for JSON files

        lines, findings = map_json_sources(workspace.plan, workspace.context, workspace.mapping_file.parent)
        yield Piece("".join(lines), findings)


def _map_files(workspace: Workspace, corpus: Corpus) -> Iterator[Piece]:
    written = BlocksWritten()
    fields = NeverThere(referenced_fields(workspace.plan) if corpus.is_whole else {})
    for files in _in_pieces(article_mapper(workspace, corpus).map(corpus.sources)):
        mapped = [file.mapped for file in files if file.mapped is not None]
        texts = [text for each in mapped for text in (each.own, written.new(each.shared))]
        findings = [finding for file in files if file.findings for finding in in_order(file.findings)]
        if corpus.is_whole:
            fields.look_into(file.article.front_matter for file in files if file.article is not None)
        yield Piece("".join(texts), findings)
    yield Piece("", list(fields.findings()))


def _in_pieces(batches: Iterable[Sequence[MappedFile]]) -> Iterator[Sequence[MappedFile]]:
    """The files of the batches a few at a time: larger texts leave more holes in memory the longer a run goes on."""
    return (files[at : at + WRITTEN_TOGETHER] for files in batches for at in range(0, len(files), WRITTEN_TOGETHER))
