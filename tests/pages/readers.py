"""Readers of JSON-LD that have nothing in common: what each finds in a document, as N-Triples terms."""

from __future__ import annotations

import pyoxigraph

from publisher.core.terms import escape_literal

Triples = frozenset[tuple[str, str, str]]
STRING = "http://www.w3.org/2001/XMLSchema#string"


def literal_term(text: str, datatype: str | None, language: str | None) -> str:
    quoted = f'"{escape_literal(text)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    return quoted if datatype in {None, STRING} else f"{quoted}^^<{datatype}>"


def read_with_pyoxigraph(document: str) -> Triples:
    def term(each: object) -> str:
        if isinstance(each, pyoxigraph.Literal):
            return literal_term(each.value, each.datatype.value, each.language)
        return str(each)

    quads = pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.JSON_LD)
    return frozenset((term(quad.subject), term(quad.predicate), term(quad.object)) for quad in quads)
