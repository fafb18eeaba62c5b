"""Turtle files as their authors wrote them: what is said of a term, by prefixed names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.core.nquads import read_literal
from publisher.export.compact import RDF_TYPE, Compactor
from publisher.validation.shapes_reader import parse_turtle


class Descriptions:
    """The triples of some Turtle files by subject and property; IRIs as prefixed names, literals as their text."""

    def __init__(self, files: Iterable[Path], prefixes: Mapping[str, str] | None = None) -> None:
        """The prefixes are those that the files declare, if none are given: two files may mean two things by one."""
        self.prefixes: dict[str, str] = dict(prefixes or {})
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        triples = []
        for file in files:
            parsed, declared = parse_turtle(file.read_bytes(), str(file))
            triples += parsed
            self.prefixes |= declared if prefixes is None else {}
        self.names = Compactor(self.prefixes)
        for triple in triples:
            predicate = "a" if triple.predicate == RDF_TYPE else self.names.term(triple.predicate)
            self._values[self.names.term(triple.subject)][predicate].append(self._shown(triple.object))

    def _shown(self, term: str) -> str:
        literal = read_literal(term) if term.startswith('"') else None
        return self.names.term(term) if literal is None else literal.text

    def values(self, subject: str, predicate: str) -> list[str]:
        """What the property says of the subject, in the order written."""
        return self._values[subject][predicate] if subject in self._values else []

    def value(self, subject: str, predicate: str) -> str:
        """The first of these, or nothing."""
        return next(iter(self.values(subject, predicate)), "")

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Those of which the property says that value, in the order written."""
        return [subject for subject, about in self._values.items() if value in about.get(predicate, ())]

    def address(self, name: str) -> str:
        """The whole IRI of a prefixed name."""
        prefix, _, local = name.partition(":")
        return name[1:-1] if name.startswith("<") else self.prefixes[prefix] + local
