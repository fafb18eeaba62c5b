"""Batches of mapped articles against shapes: findings in the author's files, and nothing lost when one article is bad."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

from publisher.content.article import Article
from publisher.core.errors import ShapesError
from publisher.core.findings import Finding, Severity
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.plan import Plan
from publisher.validation.background import Background
from publisher.validation.batch import Batch, Mapped, Piece
from publisher.validation.branches import with_branches
from publisher.validation.comparisons import without_flawed
from publisher.validation.engines.registry import AUTO, find_engine
from publisher.validation.explained import explained_fields, is_explained, line_of, texts_of
from publisher.validation.findings import (
    code_of,
    refused_findings,
    result_findings,
    wrong_term_findings,
)
from publisher.validation.lexical import ill_formed_literals
from publisher.validation.locate import Located, Locator
from publisher.validation.ntriples import bare, nodes_of
from publisher.validation.page_advice import small_images
from publisher.validation.plan_rules import Rules
from publisher.validation.protocol import RefusedDataError, ShaclResult
from publisher.validation.remembered import Remembered
from publisher.validation.shapes_reader import read_shapes
from publisher.validation.shared_lines import SharedLines, said_earlier

BATCH_SIZE = 1000


class MappedWithFindings(Mapped, Protocol):
    """A mapped article that also tells what went wrong in mapping."""

    @property
    def findings(self) -> Sequence[Finding]:
        """Data errors; what they explain is not reported again as missing."""
        ...


class Answer(NamedTuple):
    """What an engine says of a batch: its results over what it could read, and what was set aside for that."""

    results: list[ShaclResult]
    batch: Batch
    refused: list[tuple[Piece, str, RefusedDataError]]


class Started(NamedTuple):
    """A batch that the engine works on. ``earlier`` is what batches before it said of its shared nodes, by file."""

    mapped: Sequence[tuple[Article, MappedWithFindings]]
    batch: Batch
    earlier: Mapping[str, str]
    so_far: SharedLines
    answer: Future[Answer]
    remembered: Remembered | None = None
    known: Sequence[Finding] | None = None

    def settle(self) -> None:
        """Waits for the engine, and remembers what the batch says of shared nodes."""
        self.so_far.take_in(self.answer.result().batch.shared)


class Validation:
    """Shapes compiled once for an engine, asked about one batch of articles after the other."""

    def __init__(self, shapes: Sequence[Path], engine: str = AUTO, background: Background | None = None) -> None:
        """Raises ShapesError where a shapes file is broken or the engine refuses it, UsageError where there is no such engine."""
        self._shapes = read_shapes(shapes)
        self._engine = find_engine(engine)
        self._validator = self._engine.compile(self._shapes)
        self._background = background or Background()
        self._background_text = self._background.ntriples
        self._of_background = self._validate_background()
        self._rules: Rules | None = None
        self._well_formed: set[str] = set()
        self._pool = ThreadPoolExecutor(1, "shacl") if self._engine.runs_beside else None

    @property
    def engine(self) -> str:
        """The name of the engine that was chosen."""
        return self._engine.name

    @property
    def codes(self) -> set[str]:
        """The codes that the shapes' findings can have."""
        return {
            code_of(bare(each.subject)) for each in self._shapes.triples if self._shapes.is_named(bare(each.subject))
        }

    def check_background(self) -> list[Finding]:
        """The findings about the vocabularies and what no field takes part in; they are in no batch's findings again."""
        return self._background.findings(self._of_background.values(), self._shapes)

    def check(
        self,
        mapped: Sequence[tuple[Article, MappedWithFindings]],
        plan: Plan,
        context: MappingContext,
        so_far: SharedLines | None = None,
    ) -> list[Finding]:
        """The findings over one batch (`BATCH_SIZE` articles do well), sorted by file and place.

        ``so_far``, one object a run, carries from batch to batch what was said of shared nodes.
        Without results no plan is interpreted and no article is read again.
        """
        started = self.start(mapped, so_far or SharedLines())
        started.settle()
        return self.finish(started, plan, context)

    def start(
        self,
        mapped: Sequence[tuple[Article, MappedWithFindings]],
        so_far: SharedLines,
        remembered: Remembered | None = None,
    ) -> Started:
        """Gives a batch to the engine, which may work beside what is done next.

        The batch before must be settled, for what it said of shared nodes. A batch that is remembered with all that
        it can see needs no engine.
        """
        shared = Batch.shared_of(mapped)
        earlier = so_far.about(shared)
        if remembered is not None:
            remembered = remembered.with_earlier(earlier)
            known = remembered.memory.findings(remembered.key)
            if known is not None:
                done: Future[Answer] = Future()
                done.set_result(Answer([], Batch((), "", shared), []))
                return Started(mapped, Batch(()), earlier, so_far, done, remembered, known)
        batch = Batch.of(mapped, self._background_text, shared)
        batch = batch.behind("".join(f"{line}\n" for line in earlier))
        if self._pool is None:
            answer: Future[Answer] = Future()
            answer.set_result(self._ask(batch))
        else:
            answer = self._pool.submit(self._ask, batch)
        return Started(mapped, batch, earlier, so_far, answer, remembered)

    def finish(self, started: Started, plan: Plan, context: MappingContext) -> list[Finding]:
        """The findings of a batch that is settled, sorted by file and place."""
        if started.known is not None:
            return list(started.known)
        if self._rules is None or self._rules.plan is not plan or self._rules.context is not context:
            self._rules = Rules(plan, context)
        locator = Locator(self._rules, self._shapes, texts_of(started.mapped))
        results, batch, refused = started.answer.result()
        findings = [each for piece in started.batch.pieces for each in self._check_lexical(piece, locator)]
        findings += [each for piece, line, error in refused for each in refused_findings(piece, line, error, locator)]
        explained = {article.path: explained_fields(each.findings) for article, each in started.mapped if each.findings}
        results = [each for each in results if line_of(each) not in started.earlier]
        for result, places in self._located(results, batch, locator, explained):
            findings += result_findings(result, places, self._shapes, said_earlier(result, started.earlier))
        ordered = sorted(dict.fromkeys(findings), key=Finding.sort_key)
        if started.remembered is not None and not refused:  # what was set aside is not said to later batches
            started.remembered.memory.keep_findings(started.remembered.key, ordered)
        return ordered

    def _check_lexical(self, piece: Piece, locator: Locator) -> Iterable[Finding]:
        for wrong in (*ill_formed_literals(piece.ntriples, self._well_formed), *small_images(piece.ntriples)):
            yield from wrong_term_findings(wrong, piece.articles, locator)

    def _ask(self, batch: Batch) -> Answer:
        """The results; a piece that the engine cannot read is set aside, and the rest is tried again."""
        refused: list[tuple[Piece, str, RefusedDataError]] = []
        while True:
            text = batch.ntriples
            try:
                results = self._validator.validate(text)
            except RefusedDataError as error:
                piece, line = self._offender(batch, error)
                refused.append((piece, line, error))
                batch = batch.without(piece)
            else:
                fresh = [each for each in dict.fromkeys(results) if each.key() not in self._of_background]
                sound = without_flawed(fresh, self._shapes)
                return Answer(with_branches(sound, text, self._shapes, self._engine.compile), batch, refused)

    def _offender(self, batch: Batch, error: RefusedDataError) -> tuple[Piece, str]:
        found = batch.piece_at(error.line) if error.line is not None else self._try_each(batch)
        if found is None:
            raise ShapesError(f"the engine cannot read the ontology or a vocabulary: {error.message}") from error
        return found

    def _try_each(self, batch: Batch) -> tuple[Piece, str] | None:
        """The first piece that the engine refuses alone, for an engine that gives no line."""
        for piece in batch.pieces:
            try:
                self._validator.validate(piece.ntriples)
            except RefusedDataError:
                return piece, ""
        return None

    def _located(
        self,
        results: Sequence[ShaclResult],
        batch: Batch,
        locator: Locator,
        explained: Mapping[str, Sequence[FieldPath]],
    ) -> Iterable[tuple[ShaclResult, list[Located]]]:
        contributors = batch.contributors({key for each in results for key in (each.focus_node, line_of(each))})
        # A node may be the value of others, and nothing be said of it.
        contributors |= batch.pointing_to({each.focus_node for each in results} - contributors.keys())
        sites: list[tuple[Article, int]] = []
        for number, result in enumerate(results):
            articles = contributors.get(line_of(result)) or contributors.get(result.focus_node, [])
            sites += [(article, number) for article in sorted(articles, key=_path)[: _most_files(result)]]
        # Article by article, for the locator keeps the trace of the last one.
        located: dict[int, list[Located]] = {}
        for article, number in sorted(sites, key=lambda site: _path(site[0])):
            place = locator.locate(results[number], article)
            if not is_explained(place, explained.get(article.path, ())):
                located.setdefault(number, []).append(place)
        return ((results[number], places) for number, places in located.items())

    def _validate_background(self) -> dict[tuple[str, ...], ShaclResult]:
        if not self._background_text:
            return {}
        try:
            results = self._validator.validate(self._background_text)
        except RefusedDataError as error:
            span = SourceSpan.point(next(iter(self._background.paths.values()), "vocabularies"))
            raise ShapesError(f"{span}: the engine cannot read the vocabularies: {error.message}") from error
        # A shape may target a node that only articles speak of.
        nodes = nodes_of(self._background_text) if results else set()
        known = [each for each in results if each.focus_node in nodes]
        explained = with_branches(known, self._background_text, self._shapes, self._engine.compile)
        return {each.key(): each for each in explained}


def _path(article: Article) -> str:
    return article.path


def _most_files(result: ShaclResult) -> int | None:
    """In how many of the files that contributed a result is reported: all, but a note about a shared node in the first."""
    return 1 if result.weight is Severity.INFO else None
