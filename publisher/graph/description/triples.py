"""Triples of a description, collected node by node."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.core.terms import iri, literal
from publisher.graph.description.names import term

_TYPE, _DESCRIBED_BY = term("rdf:type"), term("wdrs:describedby")


class Triples:
    """Takes triples of terms as N-Triples text; ``language`` is that of texts, ``document`` the description's graph.

    Every node tells which document describes it (POWDER, https://www.w3.org/TR/powder-dr/#assoc-linking): so what an
    earlier description said is found in a store.
    """

    def __init__(self, language: str, document: str) -> None:
        self._language = language
        self._document = document
        self._triples: set[tuple[str, str, str]] = set()

    def node(self, subject: str, *classes: str) -> None:
        """A node of these classes, given as prefixed names."""
        self.add(subject, "wdrs:describedby", self._document)
        self.add(subject, "rdf:type", *map(term, classes))

    def add(self, subject: str, name: str, *objects: str) -> None:
        """The property with each of the objects; an empty one is none."""
        self._triples.update((subject, term(name), each) for each in objects if each)

    def text(self, subject: str, name: str, *texts: str) -> None:
        """The property with each text in the description's language; an empty one is none."""
        self.add(subject, name, *(literal(each, language=self._language) for each in texts if each))

    def address(self, subject: str, name: str, *addresses: str) -> None:
        """The property with each IRI; an empty one is none."""
        self.add(subject, name, *(iri(each) for each in addresses if each))

    def lines(self, graph: str) -> Iterator[str]:
        """The N-Quads lines in the graph, sorted, without newlines."""
        return (f"{' '.join(each)} {graph} ." for each in sorted(self._triples))
