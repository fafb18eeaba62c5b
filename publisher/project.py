"""A project opened from its folder: the face of the publisher to Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from publisher import building, pipeline, publication
from publisher.building import BuildResult, Checks
from publisher.content.article import Article
from publisher.core.configuration import Configuration
from publisher.core.findings import Finding
from publisher.graph.corpus import MappedFile
from publisher.graph.difference import Differences
from publisher.graph.reading import Corpus, read_corpus
from publisher.graph.workspace import Request, Workspace, open_workspace
from publisher.store.results import Answer
from publisher.validation.ntriples import drop_graphs

if TYPE_CHECKING:
    from rdflib import Graph

    from publisher.loading import LoadResult
    from publisher.store.connect import StoreOptions


def _quiet(_: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `publisher.yaml`, its mapping and vocabularies loaded and checked.

    Paths given to its methods are articles or folders; without any the configured folder is meant.
    """

    workspace: Workspace

    @classmethod
    def open(cls, folder: str | Path = ".", settings: Mapping[str, str] | None = None) -> Self:
        """Opens the folder; ``settings`` are values of ``$(_name)``. Raises a PublisherError that says what is wrong where."""
        return cls(open_workspace(Path(folder), Request(externals=settings or {})))

    @property
    def configuration(self) -> Configuration:
        """What `publisher.yaml` says."""
        assert self.workspace.configuration is not None, "a project is opened by its configuration"
        return self.workspace.configuration

    def articles(self, paths: Sequence[str] = ()) -> Iterator[Article]:
        """The articles that can be read, in a fixed order. What cannot be read is among the findings of `validate`."""
        reads = self._corpus(paths).reads
        return (article for _, article, _ in reads if article is not None)

    def map(self, paths: Sequence[str] = ()) -> Iterator[MappedFile]:
        """Each file with its article, its quads as N-Quads text, and the findings of its content and its data."""
        return pipeline.map_articles(self.workspace, self._corpus(paths))

    def validate(self, paths: Sequence[str] = (), engine: str = "auto") -> list[Finding]:
        """Every finding, in the order of files and places."""
        return list(pipeline.validate(self.workspace, self._corpus(paths), engine))

    def build(self, engine: str = "auto", fail_on: str = "error") -> tuple[BuildResult, list[Finding]]:
        """Writes a release, which becomes current if no finding reaches the threshold; and gives the findings."""
        steps = building.build(self.workspace, self._corpus(()), Checks(engine, fail_on))
        findings: list[Finding] = []
        while True:
            try:
                findings.append(next(steps))
            except StopIteration as end:
                return end.value, findings

    def query(self, text: str) -> Answer:
        """The answer of the current release to a SPARQL query. Raises QueryError, ReleaseError."""
        return publication.query(self.workspace, text)

    def load(
        self,
        store: str | StoreOptions,
        *,
        verify: bool = False,
        prune: bool = False,
        tell: Callable[[str], None] = _quiet,
    ) -> LoadResult:
        """Brings a SPARQL store into step with the current release; ``store`` as `publisher load --store` takes it.

        ``verify`` counts every graph and writes anew those that differ, ``prune`` drops however many graphs; ``tell`` hears
        of pauses and new attempts. Credentials come from the environment. Raises ReleaseError, StoreError, UsageError.
        """
        from publisher import loading  # noqa: PLC0415 - 50 ms, only where a store is loaded
        from publisher.store.connect import StoreOptions  # noqa: PLC0415 - as above

        options = StoreOptions(store) if isinstance(store, str) else store
        result = loading.load(self.configuration, options, loading.LoadRequest(verify, prune), tell)
        if not result.findings:
            return result
        from publisher.placing import placed_in_articles  # noqa: PLC0415 - only where something is wrong

        return result._replace(findings=tuple(placed_in_articles(self.configuration.folder, result.findings)))

    def difference(self, before: str = "previous", after: str = "current") -> Differences:
        """What two releases do not have in common, each named as `publisher diff` takes it. Raises ReleaseError, UsageError."""
        return publication.compare(self.workspace, before, after)[0]

    def graph(self, path: str) -> Graph:
        """The triples of one article, its shared nodes included, as an rdflib graph.

        rdflib writes the lexical forms of some literals anew, dates among them. Raises UsageError for a missing file.
        """
        from rdflib import Graph  # noqa: PLC0415 - 0.15 s, only for those who ask for rdflib

        mapped = [file.mapped for file in self.map([path]) if file.mapped is not None]
        quads = "".join(part for each in mapped for part in (each.own, *each.shared))
        return Graph().parse(data=drop_graphs(quads), format="nt")

    def _corpus(self, paths: Sequence[str]) -> Corpus:
        return read_corpus(self.configuration, paths)
