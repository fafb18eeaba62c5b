"""What goes into a page document, checked: the tree that the builder walks."""

from __future__ import annotations

import re
from dataclasses import dataclass

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
POSITION = "position"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PageProperty:
    """A property: its predicate as N-Quads has it, its key in the document, and what is told of its nodes.

    ``coerced`` is the one kind that the context gives its values: a datatype's IRI, ``@id``, or None.
    """

    predicate: str
    key: str
    coerced: str | None = None
    node: PageNode | None = None


@dataclass(frozen=True, slots=True)
class PageNode:
    """What is told of a node. ``types`` are the only ones that are told (N-Quads terms); None: all that it has."""

    properties: tuple[PageProperty, ...]
    tells_types: bool = False
    types: frozenset[str] | None = None

    @property
    def position(self) -> str | None:
        """The predicate by which several of these nodes are put in order."""
        found = (each.predicate for each in self.properties if each.predicate.endswith(f"/{POSITION}>"))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class PageRoot:
    """An element of the document: the nodes of the article's graph of one type (an N-Quads term)."""

    type: str
    node: PageNode


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The whole document. ``context`` is its context as JSON; ``vocabulary`` the namespace that names are short in.

    ``own_context`` is that part of the context that needs nothing from elsewhere, and is enough to read the document.
    """

    roots: tuple[PageRoot, ...]
    context: str
    own_context: str
    vocabulary: str

    def predicates(self) -> frozenset[str]:
        """Every predicate that the document can have, the type's among them."""
        return frozenset({RDF_TYPE, *(each.predicate for each in all_properties(self.roots))})


def all_properties(roots: tuple[PageRoot, ...]) -> list[PageProperty]:
    """The properties at every depth."""
    found: list[PageProperty] = []
    waiting = [root.node for root in roots]
    while waiting:
        for each in waiting.pop().properties:
            found.append(each)
            if each.node is not None:
                waiting.append(each.node)
    return found


def short_name(iri: str, vocabulary: str) -> str:
    """The name inside the vocabulary, or the whole IRI where it has none that JSON-LD takes for one.

    >>> short_name("http://schema.org/name", "http://schema.org/")
    'name'
    """
    name = iri.removeprefix(vocabulary)
    return name if name != iri and _NAME.fullmatch(name) else iri
