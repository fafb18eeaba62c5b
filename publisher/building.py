"""The last stretch of the road: articles with their findings into a release, which becomes current if it passes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from publisher.checking import check_batches
from publisher.core.configuration import Configuration
from publisher.core.findings import Finding
from publisher.core.nquads import graph_of_line
from publisher.core.terms import iri
from publisher.describing import describe, description_findings, reserved_graphs
from publisher.graph.cache.memory import Memory
from publisher.graph.corpus import MappedFile
from publisher.graph.description.names import DESCRIPTION_GRAPH
from publisher.graph.description.provenance import ProvenanceWriter
from publisher.graph.reading import Corpus
from publisher.graph.release_files import DESCRIPTION, PROVENANCE, STORE, read_dataset
from publisher.graph.release_writer import ReleaseWriter
from publisher.graph.releases import Releases, Waiting
from publisher.graph.repeated_triples import repeated_triples
from publisher.graph.sorted_lines import SortedLines
from publisher.graph.tally import Tally
from publisher.graph.workspace import Workspace
from publisher.pages.articles import ReleaseArticles
from publisher.pages.project import page_declaration


class Checks(NamedTuple):
    """How findings are made and weighed: the engine's name, and the severity from which a release does not pass.

    One that does not pass is published all the same where findings are allowed.
    """

    engine: str = "auto"
    fail_on: str = "error"
    allow_findings: bool = False


class BuildResult(NamedTuple):
    """What a build made. ``passed`` tells that no finding reached the threshold, ``is_current`` that it was published."""

    release: str
    identifier: str
    articles: int
    quads: int
    tally: Tally
    passed: bool
    is_current: bool


def build(
    workspace: Workspace, corpus: Corpus, checks: Checks, waiting: Waiting | None = None, memory: Memory | None = None
) -> Generator[Finding, None, BuildResult]:
    """Gives the findings while it writes a release, which becomes current if none reaches the threshold.

    Raises ReleaseError while another build runs. Nothing is left behind where it is stopped.
    """
    from publisher.pages.proof import check_sample  # noqa: PLC0415 - only where a release is made
    from publisher.store.embedded import build_store  # noqa: PLC0415 - only where a store is built

    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    declaration = page_declaration(workspace)
    releases = Releases(configuration.release.folder)
    tally = Tally()
    articles = 0
    with releases.locked(waiting), ReleaseWriter(releases.folder) as release, SortedLines() as shared:
        with _provenance(release, configuration, corpus) as provenance:
            for batch in check_batches(workspace, corpus, checks.engine, memory):
                articles += sum(_add_article(release, shared, provenance, file) for file in batch.files())
                yield from _record(release, tally, batch.findings)
        shared.update(map(_behind_graph, workspace.vocabularies.lines))
        for graph, keyed in groupby(shared, key=_graph_before):
            release.add_graph(graph, [line[len(graph) + 1 :] for line in keyed])
        suspects = release.close_dataset()
        if suspects:
            repeated = repeated_triples(read_dataset(release.folder), suspects, release.sources())
            yield from _record(release, tally, repeated)
        pages = ReleaseArticles(release.folder, release.entries)
        yield from _record(release, tally, check_sample(pages, declaration.plan))
        told = (*reserved_graphs(release, configuration), *description_findings(configuration))
        yield from _record(release, tally, told)
        describe(release, releases, configuration)
        build_store(release.folder / STORE, release.folder, configuration.base + DESCRIPTION_GRAPH)
        passed = not tally.reaches(checks.fail_on)
        folder = release.finish(_manifest(articles, tally, checks))
        is_current = passed or checks.allow_findings
        if is_current:
            releases.make_current(folder)
        releases.prune(configuration.release.keep)
        return BuildResult(str(folder), folder.name, articles, release.quads, tally, passed, is_current)


def _manifest(articles: int, tally: Tally, checks: Checks) -> dict[str, object]:
    passed = not tally.reaches(checks.fail_on)
    allowed = {"findings_allowed": True} if checks.allow_findings and not passed else {}
    described = {"description": [DESCRIPTION, PROVENANCE]}
    return {"articles": articles, "findings": tally.by_severity(), "passed": passed, **allowed, **described}


def _provenance(release: ReleaseWriter, configuration: Configuration, corpus: Corpus) -> ProvenanceWriter:
    graph = iri(configuration.base + DESCRIPTION_GRAPH)
    return ProvenanceWriter(release.folder, graph, configuration.dataset.files, corpus.root)


def _add_article(release: ReleaseWriter, shared: SortedLines, provenance: ProvenanceWriter, file: MappedFile) -> int:
    if file.mapped is None or file.article is None:
        return 0
    if file.mapped.own:
        release.add_graph(file.mapped.graph, sorted(_lines(file.mapped.own)), file.path)
        provenance.add(file.mapped.graph, file.path, file.digest or file.article.digest)
    shared.update(_behind_graph(line) for block in file.mapped.shared for line in _lines(block))
    return 1


def _lines(text: str) -> list[str]:
    return text.split("\n")[:-1]


def _behind_graph(line: str) -> str:
    return f"{graph_of_line(line)} {line}"


def _graph_before(keyed: str) -> str:
    return keyed.partition(" ")[0]


def _record(release: ReleaseWriter, tally: Tally, findings: Iterable[Finding]) -> Iterator[Finding]:
    from publisher.validation.reporters.record import json_of  # noqa: PLC0415 - only for checks

    for finding in tally.counting(findings):
        release.add_findings([json_of(finding) + "\n"])
        yield finding
