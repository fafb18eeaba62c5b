"""What is done with a finished release, a readable function a command: export it, ask it, compare it with another."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.core.configuration import Configuration
from publisher.core.errors import UsageError
from publisher.core.findings import Finding
from publisher.core.nquads import graph_of_line, split_line
from publisher.core.terms import encode_template_value
from publisher.export.difference.protocol import Compared
from publisher.export.protocol import Exporter
from publisher.graph.description.document import description_lines, previous_of
from publisher.graph.description.names import DESCRIPTION_GRAPH, PREFIXES, ReleaseNames
from publisher.graph.difference import Differences
from publisher.graph.release_files import (
    DATASET,
    GRAPHS,
    MANIFEST,
    PROVENANCE,
    STORE,
    check_whole,
    read_dataset,
    read_manifest,
)
from publisher.graph.releases import Releases
from publisher.graph.workspace import Workspace
from publisher.pages.articles import ReleaseArticles
from publisher.pages.check_site import BuiltSite, SiteChecked, check_site
from publisher.pages.project import page_declaration
from publisher.pages.write import ArticleKeys, PagesWritten, write_documents

if TYPE_CHECKING:
    from publisher.store.results import Answer

PREVIOUS = "previous"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def export(workspace: Workspace, exporter: Exporter, article: str | None, graph: str | None) -> Iterator[str]:
    """What `export_lines` gives, as a document of the format, piece by piece."""
    lines: Iterable[str] = export_lines(workspace, article, graph)
    if article is not None or graph is not None:
        lines = list(lines)
    prefixes = dict(workspace.plan.prefixes)
    return exporter.serialize(lines, PREFIXES | prefixes if graph == _description_graph(workspace) else prefixes)


def export_lines(workspace: Workspace, article: str | None, graph: str | None) -> Iterator[str]:
    """The N-Quads lines of the current release: all, those of one graph, or those of one article.

    An article is its own graph, and from the shared graphs the nodes that it links to. The graph of the description is
    no part of the data, and given where it is asked for.
    Raises ReleaseError where there is no release or it is damaged, UsageError for an article or graph that it does not have.
    """
    folder = current_release(workspace)
    check_whole(folder, DATASET, PROVENANCE)
    if article is None and graph is None:
        yield from read_dataset(folder)
        return
    if graph is not None and graph == _description_graph(workspace):
        yield from description_lines(folder, graph)
        return
    wanted = graph or article_graph(workspace, article or "")
    own = [line for line in read_dataset(folder) if graph_of_line(line) == wanted]
    if not own:
        what = f"article {article!r}, whose graph would be <{wanted}>" if article else f"graph <{graph}>"
        raise UsageError(f"the current release has no {what}")
    yield from own
    if article is not None:
        linked = {quad.object for quad in map(split_line, own) if quad.predicate != RDF_TYPE}
        others = (line for line in read_dataset(folder) if line.partition(" ")[0] in linked)
        yield from (line for line in others if graph_of_line(line) != wanted)


def write_pages(workspace: Workspace, folder: Path) -> Generator[Finding, None, PagesWritten]:
    """The page documents of the current release into the folder, with the findings made on the way."""
    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    plan, findings = page_declaration(workspace)
    yield from findings
    keys = ArticleKeys(configuration.article_key, configuration.article_graph)
    return (yield from write_documents(_articles(workspace, configuration), plan, keys, folder))


def check_pages(workspace: Workspace, folder: Path) -> Generator[Finding, None, SiteChecked]:
    """What is wrong with the JSON-LD of a built site, held against the current release."""
    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    site = BuiltSite(folder, configuration.site)
    articles = _articles(workspace, configuration)
    return (yield from check_site(articles, page_declaration(workspace).plan, site, configuration.article_key))


def query(workspace: Workspace, text: str, *, asks_others: bool = False) -> Answer:
    """The answer of the current release's store. The prefixes of the mapping and of descriptions need no declaration.

    SERVICE, which asks other servers, is refused unless ``asks_others`` allows it.
    """
    from publisher.store.embedded import query_store  # noqa: PLC0415 - only where a store is asked

    prefixes = PREFIXES | dict(workspace.plan.prefixes)
    return query_store(current_release(workspace) / STORE, text, prefixes, asks_others=asks_others)


def compare(workspace: Workspace, before: str, after: str) -> tuple[Differences, Compared]:
    """What two releases do not have in common, each named as `_named_release` takes it.

    Raises ReleaseError, UsageError where one is not there.
    """
    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    found = [_named_release(configuration, name) for name in (before, after)]
    one, other = (str(read_manifest(release).get("id", release.name)) for release in found)
    one_iri, other_iri = (ReleaseNames(configuration.base, name).version[1:-1] for name in (one, other))
    compared = Compared(one, other, one_iri, other_iri, PREFIXES | dict(workspace.plan.prefixes))
    return Differences(*found), compared


def _named_release(configuration: Configuration, name: str) -> Path:
    """The folder of a release: an ID or the beginning of one, ``current``, ``previous``, or the folder itself.

    ``previous`` is the one that the current release names as the one before it.
    """
    releases = Releases(configuration.release.folder)
    if (Path(name) / MANIFEST).is_file():
        return Path(name)
    if name != PREVIOUS:
        return releases.find(name)
    current = releases.current()
    identifier = previous_of(current, ReleaseNames(configuration.base, current.name))
    if identifier is None:
        raise UsageError("the current release follows no other one: it is the first")
    return releases.find(identifier)


def _articles(workspace: Workspace, configuration: Configuration) -> ReleaseArticles:
    release = current_release(workspace)
    check_whole(release, DATASET, GRAPHS)
    return ReleaseArticles.of(release, configuration.folder)


def _description_graph(workspace: Workspace) -> str:
    assert workspace.configuration is not None, "only a mapping run by itself has no configuration"
    return workspace.configuration.base + DESCRIPTION_GRAPH


def current_release(workspace: Workspace) -> Path:
    """The folder of the current release. Raises ReleaseError where there is none."""
    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    return Releases(configuration.release.folder).current()


def article_graph(workspace: Workspace, key: str) -> str:
    """The IRI of the graph of the article with that key."""
    configuration = workspace.configuration
    assert configuration is not None, "only a mapping run by itself has no configuration"
    template = configuration.article_graph.replace(configuration.article_key, encode_template_value(key))
    for name, value in configuration.externals.items():
        template = template.replace(f"$(_{name})", value)
    return template
