"""The page documents of a release into a folder: what has changed is written, what is gone is removed."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import NamedTuple

from publisher.core.findings import Finding
from publisher.core.page_rules import CLASHING_FILE_NAMES, FOREIGN_FILE, NO_FILE_NAME
from publisher.graph.key_places import key_place_in_file
from publisher.graph.release_files import GraphEntry
from publisher.pages.articles import ReleaseArticles
from publisher.pages.document import DocumentBuilder
from publisher.pages.file_names import SUFFIX, key_reader, name_problem
from publisher.pages.folder import PageFolder
from publisher.pages.plan import PagePlan


class ArticleKeys(NamedTuple):
    """How the configuration names articles: the reference of the key, and the template of an article's graph."""

    reference: str
    template: str


class PagesWritten(NamedTuple):
    """How many documents there are now, and what it took."""

    documents: int
    written: int
    unchanged: int
    removed: int


def write_documents(
    articles: ReleaseArticles, plan: PagePlan, keys: ArticleKeys, target: Path
) -> Generator[Finding, None, PagesWritten]:
    """Writes the documents, and gives a finding for each article that cannot have one."""
    folder = PageFolder(target)
    with folder.locked():
        names, findings = name_files(articles.entries, keys)
        yield from findings
        folder.announce(names.values())
        builder = DocumentBuilder(plan, articles.shared_nodes(plan))
        written: set[str] = set()
        for entry, lines in articles:
            name = names.get(entry.graph)
            text = builder.build(lines, entry.graph) if name else ""
            if name and text:
                if folder.write(name, text):
                    written.add(name)
                else:
                    yield _foreign(entry, keys, target / name)
        folder.finish(frozenset(written))
        return PagesWritten(len(written), folder.written, folder.unchanged, folder.removed)


def name_files(entries: Iterable[GraphEntry], keys: ArticleKeys) -> tuple[dict[str, str], list[Finding]]:
    """The file of each article by its graph, and a finding for each that cannot have one."""
    key_of = key_reader(keys.template, keys.reference)
    names: dict[str, str] = {}
    folded: dict[str, str] = {}
    findings = []
    for entry in entries:
        if entry.source is None:
            continue
        key = key_of(entry.graph)
        problem = "its graph's IRI has another form" if key is None else name_problem(key)
        first = folded.setdefault((key or "").casefold(), entry.source)
        if key is None or problem:
            message = f"the article's key {_shown(key or entry.graph)} cannot name a file: {problem}; it gets no page document"
            findings.append(NO_FILE_NAME.at(key_place_in_file(entry.source, keys.reference), message))
        elif first != entry.source:
            message = f"the article's key {key!r} differs from that of {first} only in the case of letters"
            findings.append(CLASHING_FILE_NAMES.at(key_place_in_file(entry.source, keys.reference), message))
        else:
            names[entry.graph] = key + SUFFIX
    return names, findings


def _foreign(entry: GraphEntry, keys: ArticleKeys, file: Path) -> Finding:
    assert entry.source is not None, "the graph is an article's own"
    message = f"{str(file)!r} is there already, and was not written by the publisher; move it, or choose another folder"
    return FOREIGN_FILE.at(key_place_in_file(entry.source, keys.reference), message)


def _shown(key: str) -> str:
    return repr(key if len(key) <= 80 else key[:77] + "…")
