"""What a release says of itself, in a store: the description in one piece, provenance together with each article's graph.

Both stand in one graph, which is therefore no managed graph like the others: when an article changes, what is told of
its file changes in the same update; the description is written last, when all that it tells of is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from publisher.core.terms import iri
from publisher.graph.description.document import read_description
from publisher.graph.description.names import term
from publisher.graph.description.provenance import CHECKSUM, DERIVED, TRIPLES, file_of, read_provenance
from publisher.graph.release_files import DESCRIPTION, GraphEntry, digest_of_file
from publisher.store.sync.statements import pieces

_DESCRIBED_BY = term("wdrs:describedby")
_ARTICLES_AT_ONCE = 180
"""So many at five triples each are within the limits of every kind of store."""


class StoredDescription:
    """The graph of the description in a store, and what a release has to say there; nothing where it has none.

    ``has_earlier`` tells whether the graph held anything before this run.
    """

    def __init__(self, graph: str, release: Path) -> None:
        self.name = graph
        self.graph = iri(graph)
        self._release = release
        self._file = release / DESCRIPTION
        self.has_earlier = True

    @property
    def is_there(self) -> bool:
        """Whether the release describes itself."""
        return self._file.is_file()

    @cached_property
    def lines(self) -> list[str]:
        """The description's triples; 40 ms the first time."""
        return read_description(self._release)

    def entry(self, articles: int) -> GraphEntry:
        """The graph as an entry of the release: how many triples it has with the provenance of so many articles."""
        return GraphEntry(self.name, self.digest, len(self.lines) + TRIPLES * articles, None)

    @cached_property
    def digest(self) -> str:
        """That of the description alone."""
        return digest_of_file(self._file)

    def forget_article(self, graph: str) -> Iterator[str]:
        """The statements that remove what is told of the file of an article's graph; of a file that another has, the link.

        A key that is renamed gives its file to another graph, which may be written already.
        """
        mine, others = f"{iri(graph)} {DERIVED} ?file", f"?other {DERIVED} ?file"
        told = f"{mine} . ?file ?p ?o ; {CHECKSUM} ?sum . ?sum ?q ?v"
        alone = f"FILTER NOT EXISTS {{ GRAPH {self.graph} {{ {others} FILTER(?other != {iri(graph)}) }} }}"
        removed = f"DELETE {{ GRAPH {self.graph} {{ ?file ?p ?o . ?sum ?q ?v }} }}"
        yield f"{removed} WHERE {{ GRAPH {self.graph} {{ {told} }} {alone} }}"
        yield f"DELETE WHERE {{ GRAPH {self.graph} {{ {mine} }} }}"

    def forget_files(self, provenance: Iterable[str]) -> Iterator[str]:
        """The statement that removes what an earlier release told of the same files, whatever their graphs were.

        None where the graph was empty before: at Oxigraph it would cost a first load a quarter of its time.
        """
        if not self.has_earlier:
            return
        files = map(file_of, provenance)
        nodes = " ".join(f"<{file}> <{file}#sha256>" for file in files)
        gone = f"GRAPH {self.graph} {{ ?node ?p ?o }}"
        yield f"DELETE {{ {gone} }} WHERE {{ VALUES ?node {{ {nodes} }} {gone} }}"

    def forget_description(self) -> str:
        """The statement that removes what an earlier description said, and no provenance."""
        return f"DELETE WHERE {{ GRAPH {self.graph} {{ ?node {_DESCRIBED_BY} {self.graph} ; ?p ?o }} }}"

    def drop(self) -> str:
        """The statement that removes all."""
        return f"DROP SILENT GRAPH {self.graph}"

    def insert_description(self, most_triples: int | None) -> Iterator[str]:
        """The statements that write the description."""
        return self.insert("".join(line + "\n" for line in self.lines), most_triples)

    def provenance(self) -> Iterator[list[str]]:
        """What is told of the file of each article, by as many articles as one request takes."""
        told = (text for _, text in read_provenance(self._release))
        while batch := list(islice(told, _ARTICLES_AT_ONCE)):
            yield batch

    def insert(self, triples: str, most_triples: int | None) -> Iterator[str]:
        """The statements that write the triples, given as N-Triples text."""
        for piece in pieces(triples, most_triples):
            yield f"INSERT DATA {{ GRAPH {self.graph} {{\n{piece}}} }}"


def count_articles(entries: Iterable[GraphEntry], counted: list[int]) -> Iterator[GraphEntry]:
    """The entries as they come; when they are through, ``counted`` has how many are of articles."""
    number = 0
    for entry in entries:
        number += entry.source is not None
        yield entry
    counted.append(number)
