"""Topics that articles name and that the file of their scheme does not hold, gathered from what the mapping makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publisher.core.nquads import Quad, lines_of, read_literal, split_line

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_IN_SCHEME = f"<{SKOS}inScheme>"
_LABEL = f"<{SKOS}prefLabel>"
STATUS = "<http://www.w3.org/ns/adms#status>"
_CONCEPT = f"<{SKOS}Concept>"


class UnlistedTopic(NamedTuple):
    """A topic with its triples as N-Triples terms, predicate and object, in the order of the mapping."""

    iri: str
    scheme: str
    labels: tuple[str, ...]
    triples: tuple[tuple[str, str], ...]


class UnlistedTopics:
    """Looks at the shared blocks of one article after the other.

    A topic counts as unlisted where the mapping gives it the status of what nobody has reviewed.
    """

    def __init__(self, listed: Iterable[Quad]) -> None:
        self._listed = {quad.subject for quad in listed if quad.predicate == RDF_TYPE and quad.object == _CONCEPT}
        self._triples: dict[str, dict[tuple[str, str], None]] = {}

    def see(self, blocks: Iterable[str]) -> None:
        """Looks at the blocks of lines that an article gives to shared graphs."""
        for block in blocks:
            if _IN_SCHEME in block and STATUS in block:
                for quad in map(split_line, lines_of(block)):
                    if quad.subject not in self._listed:
                        self._triples.setdefault(quad.subject, {})[quad.predicate, quad.object] = None

    def __iter__(self) -> Iterator[UnlistedTopic]:
        """The topics, in the order of their IRIs."""
        for iri, triples in sorted(self._triples.items()):
            labels = [read_literal(term) for predicate, term in triples if predicate == _LABEL]
            texts = tuple(sorted(literal.text for literal in labels if literal is not None))
            for predicate, scheme in triples:
                if predicate == _IN_SCHEME:
                    yield UnlistedTopic(iri, scheme, texts, tuple(triples))
                    break
