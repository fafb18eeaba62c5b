"""The last stretch of the road: articles with their findings into a release, which becomes current if it passes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.checking import CheckedBatch, check_batches
from publisher.core.configuration import Configuration
from publisher.core.findings import Finding
from publisher.core.project_paths import finding_within, path_from
from publisher.core.terms import iri
from publisher.describing import describe, description_findings, reserved_graphs, source_date
from publisher.graph.cache.memory import Memory
from publisher.graph.description.names import DESCRIPTION_GRAPH
from publisher.graph.description.provenance import Provenance
from publisher.graph.reading import Corpus
from publisher.graph.release_files import DESCRIPTION, PROVENANCE, read_dataset
from publisher.graph.release_piece import Sampled
from publisher.graph.release_writer import ReleaseWriter
from publisher.graph.releases import Releases, Waiting
from publisher.graph.repeated_triples import repeated_triples
from publisher.graph.tally import Tally
from publisher.graph.workspace import Workspace
from publisher.pages.project import page_declaration
from publisher.pages.shared_nodes import SharedNodes
from publisher.pieces import Pieces

if TYPE_CHECKING:
    from publisher.store.release.builder import StoreBuilder


class Checks(NamedTuple):
    """How findings are made and weighed: the engine's name, and the severity from which a release does not pass.

    One that does not pass is published all the same where findings are allowed.
    """

    engine: str = "auto"
    fail_on: str = "error"
    allow_findings: bool = False


class BuildResult(NamedTuple):
    """What a build made. ``passed`` tells that no finding reached the threshold, ``is_current`` that it was published.

    ``left_out`` counts the files whose article is not in the release.
    """

    release: str
    identifier: str
    articles: int
    quads: int
    tally: Tally
    passed: bool
    is_current: bool
    left_out: int = 0


def build(
    workspace: Workspace, corpus: Corpus, checks: Checks, waiting: Waiting | None = None, memory: Memory | None = None
) -> Generator[Finding, None, BuildResult]:
    """Gives the findings while it writes a release, which becomes current if none reaches the threshold.

    Raises ReleaseError while another build runs, UsageError for a wrong SOURCE_DATE_EPOCH. Nothing is left behind where it is stopped.
    """
    from publisher.pages.proof import check_sample  # noqa: PLC0415 - only where a release is made
    from publisher.store.release.builder import StoreBuilder  # noqa: PLC0415 - only where a store is built

    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    source_date()  # a wrong one is told now, not when all is done
    declaration = page_declaration(workspace)
    releases = Releases(configuration.release.folder)
    tally = Tally()
    folder = configuration.folder
    with (
        releases.locked(waiting),
        ReleaseWriter(releases.folder) as release,
        StoreBuilder(release.folder, releases.finished()) as store,
    ):
        recorded = partial(_record, release, tally, folder)
        shared = SharedNodes(declaration.plan.predicates())
        batches = check_batches(workspace, corpus, checks.engine, memory)
        with Pieces(folder, _provenance(configuration, corpus), memory) as pieces:
            graphs = _Graphs(release, pieces, shared, store)
            for batch in batches:
                graphs.add(batch)
                yield from recorded(batch.findings)
            subjects = graphs.close(workspace.vocabularies.lines)
        if subjects:
            sources = release.sources(folder)
            yield from recorded(repeated_triples(partial(read_dataset, release.folder), subjects, sources))
        yield from recorded(check_sample(_shown(graphs.samples, folder), shared, declaration.plan))
        yield from recorded((*reserved_graphs(release, configuration), *description_findings(configuration)))
        describe(release, releases, configuration)
        store.finish(configuration.base + DESCRIPTION_GRAPH)
        passed = not tally.reaches(checks.fail_on)
        is_current = passed or checks.allow_findings
        target = release.finish(_manifest(graphs.articles, tally, passed=passed, is_allowed=checks.allow_findings))
        before = releases.make_current(target) if is_current else None
        releases.prune(configuration.release.keep, before)
        counts = graphs.articles, release.quads, tally, passed, is_current, graphs.left_out
        return BuildResult(str(target), target.name, *counts)


class _Graphs:
    """The graphs of a release on their way into it, counted; ``samples`` are those whose page documents are looked at."""

    def __init__(self, release: ReleaseWriter, pieces: Pieces, shared: SharedNodes, store: StoreBuilder) -> None:
        self._release, self._pieces, self._shared, self._store = release, pieces, shared, store
        self.samples: list[Sampled] = []
        self.articles = self.left_out = 0

    def add(self, batch: CheckedBatch) -> None:
        """Adds the articles of a batch."""
        piece = self._pieces.of_batch(batch)
        self._release.add_piece(piece)
        self._store.add(piece)
        self.samples += piece.samples
        self.articles += piece.articles
        self.left_out += len(batch.left_out)

    def close(self, vocabularies: Sequence[str]) -> frozenset[int]:
        """Adds the shared graphs. Gives the hashes of the subjects that two graphs tell of."""
        for piece in self._pieces.of_shared(vocabularies):
            self._release.add_piece(piece)
            self._store.add(piece)
            self._shared.add_graphs(piece.entries, piece.content())
        return self._release.close_dataset()


def _manifest(articles: int, tally: Tally, *, passed: bool, is_allowed: bool) -> dict[str, object]:
    allowed = {"findings_allowed": True} if is_allowed and not passed else {}
    described = {"description": [DESCRIPTION, PROVENANCE]}
    return {"articles": articles, "findings": tally.by_severity(), "passed": passed, **allowed, **described}


def _provenance(configuration: Configuration, corpus: Corpus) -> Provenance:
    return Provenance(iri(configuration.base + DESCRIPTION_GRAPH), configuration.dataset.files, corpus.root)


def _shown(samples: Iterable[Sampled], folder: Path) -> Iterator[Sampled]:
    """The samples with their files as they are from where one works."""
    for entry, lines in samples:
        yield Sampled(entry._replace(source=path_from(folder, entry.source or "")), lines)


def _record(release: ReleaseWriter, tally: Tally, folder: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    from publisher.validation.reporters.record import json_of  # noqa: PLC0415 - only for checks

    for finding in tally.counting(findings):
        release.add_findings([json_of(finding_within(folder, finding)) + "\n"])
        yield finding
