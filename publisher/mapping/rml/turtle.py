"""Turtle read to statements that know their places. pyoxigraph judges the syntax; this finds the places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from publisher.core.spans import SourceSpan
from publisher.core.terms import XSD, resolve_iri
from publisher.mapping.rml.tokens import Token, tokens, unescaped
from publisher.mapping.written import LineIndex, Written

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NUMBERS = {"integer": XSD + "integer", "decimal": XSD + "decimal", "double": XSD + "double"}


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term."""

    kind: Literal["iri", "blank", "literal"]
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A term at one place of the text; ``written`` is what a literal or IRI says there."""

    term: Term
    written: Written

    @property
    def place(self) -> SourceSpan:
        """Where it stands, quotes and brackets included."""
        return self.written.place


@dataclass(slots=True)
class Statements:
    """All statements of a file, by subject and predicate, in the order they are written."""

    lines: LineIndex
    prefixes: dict[str, str] = field(default_factory=dict)
    by_subject: dict[Term, dict[str, list[Placed]]] = field(default_factory=dict)
    places: dict[Term, SourceSpan] = field(default_factory=dict)
    predicate_places: dict[tuple[Term, str], SourceSpan] = field(default_factory=dict)

    def add(self, subject: Placed, predicate: Placed, value: Placed) -> None:
        """Record a statement; a repeated one stands once, at its first place."""
        properties = self.by_subject.setdefault(subject.term, defaultdict(list))
        if all(known.term != value.term for known in properties[predicate.term.value]):
            properties[predicate.term.value].append(value)
        self.places.setdefault(subject.term, subject.place)
        self.predicate_places.setdefault((subject.term, predicate.term.value), predicate.place)

    def values(self, subject: Term, *predicates: str) -> list[Placed]:
        """The objects of the predicates, predicate by predicate."""
        properties = self.by_subject.get(subject, {})
        return [value for predicate in predicates for value in properties.get(predicate, ())]

    def triples(self) -> Iterable[tuple[Term, str, Term]]:
        """Every triple once."""
        for subject, properties in self.by_subject.items():
            for predicate, values in properties.items():
                yield from ((subject, predicate, value.term) for value in values)


MOST_NESTED = 200
"""Deeper brackets are refused."""


def parse_statements(text: str, path: str, base: str) -> Statements:
    """The statements of a Turtle text that pyoxigraph has accepted. Raises TooDeepError."""
    statements = Statements(LineIndex(path, text))
    _Parser(list(tokens(text)), statements, base).document()
    return statements


class TooDeepError(Exception):
    """Brackets are nested too deep, at this offset of the text."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the grammar of Turtle (https://www.w3.org/TR/turtle/#sec-grammar-grammar)."""

    tokens: list[Token]
    statements: Statements
    base: str
    position: int = 0
    blanks: int = 0
    depth: int = 0

    def document(self) -> None:
        """Read all statements and directives."""
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            directive = token.text.lstrip("@").lower()
            if token.kind in ("language", "word") and directive in ("prefix", "base"):
                self._directive(directive, dotted=token.kind == "language")
            else:
                self._triples()

    def _next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _at(self, mark: str) -> bool:
        """Whether the mark comes next; if so it is stepped over."""
        here = self.position < len(self.tokens) and self.tokens[self.position].text == mark
        self.position += here
        return here

    def _directive(self, name: str, *, dotted: bool) -> None:
        self.position += 1
        if name == "prefix":
            prefix = self._next().text.removesuffix(":")
            self.statements.prefixes[prefix] = self._iri(self._next()).term.value
        else:
            self.base = self._iri(self._next()).term.value
        if dotted:
            self._at(".")

    def _triples(self) -> None:
        opens_blank = self.tokens[self.position].text == "["
        subject = self._node()
        if not (opens_blank and self._at(".")):
            self._properties(subject)
            self._at(".")

    def _properties(self, subject: Placed) -> None:
        while True:
            predicate = self._node()
            self.statements.add(subject, predicate, self._node())
            while self._at(","):
                self.statements.add(subject, predicate, self._node())
            if not self._at(";"):
                return
            while self._at(";"):
                pass
            if self._peek() in (".", "]", ""):
                return

    def _peek(self) -> str:
        return self.tokens[self.position].text if self.position < len(self.tokens) else ""

    def _node(self) -> Placed:
        token = self._next()
        readers = {
            "iri": self._iri,
            "name": self._prefixed,
            "[": self._blank_properties,
            "(": self._collection,
        }
        reader = readers.get(token.text if token.kind == "mark" else token.kind)
        if reader is not None:
            self.depth += 1
            if self.depth > MOST_NESTED:
                raise TooDeepError(token.start)
            made = reader(token)
            self.depth -= 1
            return made
        if token.kind == "blank":
            return self._placed(Term("blank", token.text[2:]), token)
        if token.kind == "word" and token.text == "a":
            return self._placed(Term("iri", RDF + "type"), token)
        return self._literal(token)

    def _iri(self, token: Token) -> Placed:
        value, at = unescaped(token.text[1:-1], token.start + 1)
        absolute = resolve_iri(self.base, value)
        written = self._written(value, at, token, token.end - 1)
        return Placed(Term("iri", absolute), written)

    def _prefixed(self, token: Token) -> Placed:
        prefix, _, local = token.text.partition(":")
        plain, _ = unescaped(local, 0)
        return self._placed(Term("iri", self.statements.prefixes[prefix] + plain), token)

    def _placed(self, term: Term, token: Token) -> Placed:
        return Placed(term, self._written(token.text, range(token.start, token.end), token, token.end))

    def _written(self, text: str, at: Iterable[int], token: Token, end: int) -> Written:
        lines = self.statements.lines
        return Written(text, [*at, end], lines, lines.span(token.start, token.end))

    def _new_blank(self, token: Token) -> Placed:
        self.blanks += 1
        return self._placed(Term("blank", f" {self.blanks}"), token)

    def _blank_properties(self, token: Token) -> Placed:
        node = self._new_blank(token)
        self.statements.places.setdefault(node.term, node.place)
        if not self._at("]"):
            self._properties(node)
            self._at("]")
        return node

    def _collection(self, token: Token) -> Placed:
        items: list[Placed] = []
        while not self._at(")"):
            items.append(self._node())
        rest = self._placed(Term("iri", RDF + "nil"), token)
        for item in reversed(items):
            cell = self._new_blank(token)
            self.statements.add(cell, self._placed(Term("iri", RDF + "first"), token), item)
            self.statements.add(cell, self._placed(Term("iri", RDF + "rest"), token), rest)
            rest = cell
        return rest

    def _literal(self, token: Token) -> Placed:
        if token.kind in _NUMBERS:
            return self._placed(Term("literal", token.text, _NUMBERS[token.kind]), token)
        if token.kind == "word":
            return self._placed(Term("literal", token.text, XSD + "boolean"), token)
        quotes = 3 if token.text[:3] in ('"""', "'''") and len(token.text) >= 6 else 1
        value, at = unescaped(token.text[quotes:-quotes], token.start + quotes)
        written = self._written(value, at, token, token.end - quotes)
        if self._peek().startswith("@") and self.tokens[self.position].kind == "language":
            return Placed(Term("literal", value, RDF + "langString", self._next().text[1:]), written)
        if self._at("^^"):
            return Placed(Term("literal", value, self._node().term.value), written)
        return Placed(Term("literal", value, XSD + "string"), written)
