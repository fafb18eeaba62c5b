"""One article's quads and the shared nodes to its page document, as JSON text, with nothing framed and nothing parsed twice.

0.1 ms a document: values are taken over from N-Quads, whose escapes are JSON's, and what is told of a shared node
is written once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from publisher.core.lexical import XSD
from publisher.pages.plan import RDF_TYPE, PageNode, PagePlan, PageProperty, is_native_number, short_name
from publisher.pages.safe_text import quote, quote_iri, quote_literal
from publisher.pages.shared_nodes import SharedNodes

Values = Mapping[str, Iterable[str]]
"""Predicates to objects, N-Quads terms all."""

_REMEMBERED = 1 << 16


class Told(NamedTuple):
    """A node's JSON text, empty where there is nothing to tell; which nodes it tells of, and which it only refers to."""

    text: str
    nodes: frozenset[str]
    references: frozenset[str]


_NOTHING = Told("", frozenset(), frozenset())


class DocumentBuilder:
    """Builds documents one after the other; remembers what is told of shared nodes."""

    def __init__(self, plan: PagePlan, shared: SharedNodes) -> None:
        self._plan = plan
        self._wanted = plan.predicates()
        self._shared = shared
        self._remembered: dict[tuple[int, str], Told] = {}
        self._types: dict[str, str] = {}

    def build(self, lines: Iterable[str], graph: str) -> str:
        """The document of the article with these lines, all of the graph; empty where there is nothing to tell.

        It ends in a newline. References to nodes that it does not tell of are left out.
        """
        own = self._own_nodes(lines, len(f" <{graph}> ."))
        left_out: frozenset[str] = frozenset()
        while True:
            article = _Article(self, own, left_out)
            elements = [
                article.tell(subject, root.node)
                for root in self._plan.roots
                for subject, values in own.items()
                if root.type in values.get(RDF_TYPE, ()) and subject not in left_out
            ]
            elements = [each for each in elements if each.text]
            dangling = (
                frozenset()
                .union(*(each.references for each in elements))
                .difference(*(each.nodes for each in elements))
            )
            if not dangling - left_out:
                break
            left_out |= dangling
        texts = [f'{{"@context":{self._plan.context},{each.text[1:]}' for each in elements]
        return "[" + ",\n".join(texts) + "]\n" if texts else ""

    def _own_nodes(self, lines: Iterable[str], suffix: int) -> dict[str, dict[str, list[str]]]:
        nodes: dict[str, dict[str, list[str]]] = {}
        wanted = self._wanted
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate in wanted:
                nodes.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-suffix])
        return nodes

    def type_text(self, term: str) -> str:
        """A type as JSON, short where it is the vocabulary's."""
        found = self._types.get(term)
        if found is None:
            found = self._types[term] = quote(short_name(term[1:-1], self._plan.vocabulary))
        return found

    def shared_values(self, subject: str) -> Values:
        """What the shared graphs say of the node."""
        return self._shared.values(subject)

    def recall(self, subject: str, node: PageNode) -> Told | None:
        """What was told of the shared node before."""
        return self._remembered.get((id(node), subject))

    def remember(self, subject: str, node: PageNode, told: Told) -> None:
        """Keeps what is told of a shared node, as long as there is room."""
        if len(self._remembered) < _REMEMBERED:
            self._remembered[id(node), subject] = told


class _Article:
    """One article while its document is built. ``left_out`` are the nodes that nothing may refer to."""

    def __init__(self, builder: DocumentBuilder, own: Mapping[str, Values], left_out: frozenset[str]) -> None:
        self._builder = builder
        self._own = own
        self._left_out = left_out

    def tell(self, subject: str, node: PageNode) -> Told:
        """The node as JSON, with all that it leads to."""
        values = self._own.get(subject)
        if values is not None:
            shared = self._builder.shared_values(subject)
            return self._told(subject, {**shared, **values} if shared else values, node)
        told = self._builder.recall(subject, node)
        if told is not None and told.nodes.isdisjoint(self._own) and told.references.isdisjoint(self._left_out):
            return told
        told = self._told(subject, self._builder.shared_values(subject), node)
        if not self._left_out and told.nodes.isdisjoint(self._own):
            self._builder.remember(subject, node, told)
        return told

    def _told(self, subject: str, values: Values, node: PageNode) -> Told:
        members = self._types(values, node)
        nodes, references = {subject}, set[str]()
        for each in node.properties:
            objects = values.get(each.predicate)
            if objects is None:
                continue
            texts = []
            for term in self._ordered(objects, each):
                text = self._value(term, each, nodes, references)
                if text:
                    texts.append(text)
            if texts:
                members.append(each.key + _one_or_many(texts))
        if not members:
            return _NOTHING
        return Told(f'{{"@id":{quote_iri(subject)},{",".join(members)}}}', frozenset(nodes), frozenset(references))

    def _types(self, values: Values, node: PageNode) -> list[str]:
        if not node.tells_types:
            return []
        stated = [term for term in values.get(RDF_TYPE, ()) if term.startswith("<")]
        texts = [self._builder.type_text(term) for term in stated if node.types is None or term in node.types]
        return ['"@type":' + _one_or_many(texts)] if texts else []

    def _ordered(self, objects: Iterable[str], each: PageProperty) -> Iterable[str]:
        position = each.node.position if each.node else None
        if position is None:
            return objects
        return sorted(objects, key=lambda term: self._position(term, position))

    def _position(self, term: str, predicate: str) -> int:
        values = self._own.get(term) or self._builder.shared_values(term)
        texts = [text.partition('"')[2].partition('"')[0] for text in values.get(predicate, ())]
        return min((int(text) for text in texts if text.isdecimal()), default=0)

    def _value(self, term: str, each: PageProperty, nodes: set[str], references: set[str]) -> str:
        """One value as JSON; empty for a node that there is nothing to tell of, and for one without an IRI."""
        if term.startswith('"'):
            return _literal(term, each.coerced)
        if not term.startswith("<"):
            return ""
        if each.coerced == "@id":
            return quote_iri(term)
        if each.node is not None:
            told = self.tell(term, each.node)
            nodes |= told.nodes
            references |= told.references
            return told.text
        if term in self._left_out:
            return ""
        references.add(term)
        return f'{{"@id":{quote_iri(term)}}}'


def _one_or_many(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"[{','.join(texts)}]"


def _literal(term: str, coerced: str | None) -> str:
    """The literal as JSON-LD reads it back, whatever the context makes of plain values of the property."""
    closing = term.rindex('"')
    text, tail = quote_literal(term, closing), term[closing + 1 :]
    if not tail:
        return text if coerced is None else f'{{"@value":{text}}}'
    if tail.startswith("@"):
        return f'{{"@value":{text},"@language":"{tail[1:]}"}}'
    datatype = tail[3:-1]
    if datatype == coerced:
        return text
    if coerced is None:
        plain = term[1:closing]
        if is_native_number(plain, datatype):
            return plain
        if datatype == XSD + "boolean" and plain in {"true", "false"}:
            return plain
    return f'{{"@value":{text},"@type":{quote_iri(tail[2:])}}}'
