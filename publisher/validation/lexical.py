"""Lexical forms of literals, and IRIs, checked by ourselves before an engine sees them.

Engines read values by their own rules (pySHACL takes ``"2021-01-20"^^xsd:dateTime``), and check nothing where no
shape asks. The mapping writes no invalid term, so on its lines this is a safety net and must be cheap: only typed
literals are looked at (some 2 µs each). `wrong_terms` looks at everything, for lines of others and for refused ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from publisher.core.nquads import LiteralText, read_literal
from publisher.core.rules import Rule
from publisher.core.terms import XSD, is_absolute_iri, is_language_tag, is_lexical_form
from publisher.validation.ntriples import bare, split_or_none
from publisher.validation.rules import ARTICLE_REFUSED, INVALID_IRI, INVALID_LANGUAGE, LEXICAL_FORM

_TYPED = '"^^<'
_MOST_SHOWN = 200
_MOST_KNOWN = 10_000


class WrongTerm(NamedTuple):
    """What is wrong with one line: the rule, the term and the message."""

    line: str
    rule: Rule
    term: str
    message: str


def ill_formed_literals(lines: str, known: set[str] | None = None) -> Iterator[WrongTerm]:
    """The literals whose form their datatype does not have, in a text of N-Triples or N-Quads lines of our own writing.

    ``known``, one set a run, keeps those that were found right: positions and sizes come again and again.
    """
    known = set() if known is None else known
    position = lines.find(_TYPED)
    while position >= 0:
        # Inside a literal a quote has a backslash before it, so a blank and a quote begin the literal that ends here.
        start = lines.rfind(' "', 0, position) + 2
        end = lines.find(">", position)
        typed = lines[start:end]
        if typed not in known:
            text, datatype = lines[start:position], lines[position + len(_TYPED) : end]
            if "\\" in text or not is_lexical_form(text, datatype):
                yield from _looked_at_closely(lines, start - 1, end + 1)
            elif len(known) < _MOST_KNOWN:
                known.add(typed)
        position = lines.find(_TYPED, end)


def _looked_at_closely(lines: str, start: int, end: int) -> Iterator[WrongTerm]:
    """The stretch again, its escapes undone: it may also be no literal at all, but the inside of one."""
    literal = read_literal(lines[start:end])
    if literal is not None and not _is_well_formed(literal):
        line = lines[lines.rfind("\n", 0, start) + 1 : lines.find("\n", start)]
        yield WrongTerm(line, LEXICAL_FORM, lines[start:end], _form_message(literal))


def wrong_terms(line: str) -> Iterator[WrongTerm]:
    """Everything that is wrong with one line, without its newline, of any origin."""
    quad = split_or_none(line)
    if quad is None:
        yield WrongTerm(line, ARTICLE_REFUSED, line[:_MOST_SHOWN], "this is not a line of N-Quads")
        return
    for term in quad:
        literal = read_literal(term)
        if literal is None:
            if term.startswith("<") and not is_absolute_iri(bare(term)):
                yield WrongTerm(line, INVALID_IRI, term, f"{bare(term)[:_MOST_SHOWN]!r} is not a valid absolute IRI")
        elif literal.language is not None and not is_language_tag(literal.language):
            yield WrongTerm(line, INVALID_LANGUAGE, term, f"{literal.language!r} is not a language tag")
        elif not _is_well_formed(literal):
            yield WrongTerm(line, LEXICAL_FORM, term, _form_message(literal))


def _is_well_formed(literal: LiteralText) -> bool:
    return literal.datatype is None or is_lexical_form(literal.text, literal.datatype)


def _form_message(literal: LiteralText) -> str:
    datatype = (literal.datatype or "").removeprefix(XSD)
    return f"{literal.text[:_MOST_SHOWN]!r} is not a valid {datatype}"
