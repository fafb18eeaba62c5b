"""The triples that a JSON-LD reader finds in a page document, as N-Triples terms."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph

from publisher.core.terms import escape_literal
from publisher.pages.plan import PagePlan

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Triple(NamedTuple):
    """Subject, predicate and object as N-Quads has them; a language tag in small letters."""

    subject: str
    predicate: str
    object: str


def triples_of(document: str, plan: PagePlan) -> set[Triple]:
    """What the document says. Raises ValueError where it is no JSON-LD.

    schema.org's context is not fetched: the document's own part of the context tells all that it uses.
    """
    text = document.replace(f'"@context":{plan.context}', f'"@context":{plan.own_context}')
    try:
        quads = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD))
    except SyntaxError as problem:
        raise ValueError(str(problem)) from problem
    return {Triple(_term(quad.subject), _term(quad.predicate), _term(quad.object)) for quad in quads}


def comparable(term: str) -> str:
    """An N-Quads term with its language tag in small letters, as readers give it."""
    if not term.startswith('"') or term.endswith(('"', ">")):
        return term
    closing = term.rindex('"')
    return term[:closing] + term[closing:].lower()


def _term(term: object) -> str:
    if not isinstance(term, pyoxigraph.Literal):
        return str(term)
    quoted = f'"{escape_literal(term.value)}"'
    if term.language:
        return f"{quoted}@{term.language.lower()}"
    return quoted if term.datatype.value == _STRING else f"{quoted}^^{term.datatype}"
