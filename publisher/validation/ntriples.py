"""N-Quads and N-Triples lines as the mapping writes them: taken apart, and freed of their graphs."""

from __future__ import annotations

import re
from typing import NamedTuple

_TERM = r'<[^>]*>|_:[^\s]+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?'
_LINE = re.compile(rf"(<[^>]*>|_:[^\s]+) (<[^>]*>) ({_TERM}) (?:(<[^>]*>|_:[^\s]+) )?\.")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)


class Triple(NamedTuple):
    """Three N-Triples terms."""

    subject: str
    predicate: str
    object: str


class LiteralParts(NamedTuple):
    """A literal's text, still escaped, its language tag and its datatype's IRI."""

    escaped: str
    language: str | None
    datatype: str | None


def split_line(line: str) -> Triple | None:
    r"""The triple of one line, its graph left out; None where it is not a line as N-Quads has it.

    >>> split_line('<urn:s> <urn:p> "a <b> .\\n"@en <urn:g> .').object
    '"a <b> .\\n"@en'
    """
    found = _LINE.fullmatch(line)
    return Triple(found[1], found[2], found[3]) if found else None


def literal_parts(term: str) -> LiteralParts | None:
    """The parts of a literal, None for any other term."""
    found = _LITERAL.fullmatch(term)
    return LiteralParts(found[1], found[2], found[3]) if found else None


def bare(term: str) -> str:
    """An IRI without its brackets; any other term as it is."""
    return term[1:-1] if term.startswith("<") else term


def drop_graphs(nquads: str) -> str:
    r"""The same lines without their graph names; each line ends in `` .\n`` before and after.

    A block of the mapping stands in one graph, so one replacement does. It cannot touch anything but the ends of lines:
    inside a literal a newline is always escaped, and the text replaced holds a raw one. Where the lines turn out to
    stand in several graphs, each line is taken apart; a line that is not N-Quads is kept, for the engine to refuse.
    """
    first = _LINE.match(nquads)
    if first is not None and first[4] is not None:
        suffix = f" {first[4]} .\n"
        if nquads.count(suffix) == nquads.count("\n"):
            return nquads.replace(suffix, " .\n")
    elif first is None and not nquads:
        return nquads
    return "".join(f"{_without_graph(line)}\n" for line in nquads.split("\n")[:-1])


def _without_graph(line: str) -> str:
    triple = split_line(line)
    return f"{triple.subject} {triple.predicate} {triple.object} ." if triple else line
