"""Prefixed names and short literals, as Turtle and TriG write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publisher.core.lexical import XSD
from publisher.core.nquads import read_literal

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|", re.ASCII)
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_IRI = re.compile(r"<([^>]*)>")


class Compactor:
    """Shortens terms with the prefixes; remembers what it has shortened.

    >>> Compactor({"ex": "http://e/"}).term("<http://e/a>")
    'ex:a'
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._namespaces = sorted(((uri, name) for name, uri in prefixes.items()), key=lambda pair: -len(pair[0]))
        self._names: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """The IRI (without brackets) as a prefixed name, or in brackets where no prefix fits."""
        found = self._names.get(iri)
        if found is None:
            found = self._shorten(iri)
            if len(self._names) < 10_000:
                self._names[iri] = found
        return found

    def term(self, term: str) -> str:
        """The N-Quads term, shortened."""
        if term.startswith("<"):
            return self.name(term[1:-1])
        literal = read_literal(term)
        if literal is None or literal.datatype is None:
            return term
        text, kind = literal.text, literal.datatype.removeprefix(XSD)
        if (kind == "integer" and _INTEGER.fullmatch(text)) or (kind == "boolean" and text in {"true", "false"}):
            return text
        return term[: term.rindex("^^<")] + "^^" + self.name(literal.datatype)

    def _shorten(self, iri: str) -> str:
        for namespace, name in self._namespaces:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{name}:{iri[len(namespace) :]}"
        return f"<{iri}>"


def used_prefixes(lines: Iterable[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of the prefixes whose namespace begins an IRI of the lines."""
    iris = {iri for line in lines for iri in _IRI.findall(line)}
    compactor = Compactor(prefixes)
    names = {compactor.name(iri).partition(":")[0] for iri in iris}
    return {name: namespace for name, namespace in prefixes.items() if name in names}
