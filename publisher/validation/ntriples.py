"""N-Quads as the mapping writes them, freed of their graphs: the N-Triples that a SHACL engine reads."""

from __future__ import annotations

from typing import NamedTuple

from publisher.core.nquads import Quad, split_line
from publisher.core.terms import InvalidTermError, escape_literal, unescape_literal


class Triple(NamedTuple):
    """Three N-Triples terms."""

    subject: str
    predicate: str
    object: str


def bare(term: str) -> str:
    """An IRI without its brackets; any other term as it is."""
    return term[1:-1] if term.startswith("<") else term


def canonical_term(term: str) -> str:
    r"""The term as this project escapes it, its language tag in lower case, so that equal terms are equal text.

    >>> canonical_term(r'"\u0041\u000Ab"@en-US')
    '"A\\nb"@en-us'
    """
    if not term.startswith('"'):
        return term
    closing = term.rindex('"')
    ending = term[closing:]
    try:
        text = escape_literal(unescape_literal(term[1:closing]))
    except InvalidTermError:
        return term
    return f'"{text}{ending.lower() if ending.startswith(chr(34) + "@") else ending}'


def split_or_none(line: str) -> Quad | None:
    """The terms of a line, None where it is not one of N-Quads."""
    try:
        return split_line(line)
    except ValueError:
        return None


def drop_graphs(nquads: str) -> str:
    r"""The same lines without their graph names; each line ends in `` .\n`` before and after.

    A block of the mapping stands in one graph, which is cut off the end of each line (a twentieth of the time of
    taking lines apart); the length of what is left tells whether every line ended so. Where some do not, for they
    stand in several graphs, each line is taken apart; a line that is not N-Quads is kept, for the engine to refuse.

    >>> drop_graphs('<urn:s> <urn:p> "a <urn:g> .\\n" <urn:g> .\n')
    '<urn:s> <urn:p> "a <urn:g> .\\n" .\n'
    """
    lines = nquads.split("\n")
    first = split_or_none(lines[0])
    if first is not None and first.graph and not lines.pop():
        ending = f" {first.graph} ."
        triples = " .\n".join([line.removesuffix(ending) for line in lines])
        if len(triples) + len(ending) + 1 == len(nquads) - (len(lines) - 1) * (len(ending) - 2):
            return triples + " .\n"
    return "".join(f"{_without_graph(line)}\n" for line in nquads.split("\n") if line)


def nodes_of(ntriples: str) -> set[str]:
    """The subjects and objects of the lines, as they are written."""
    nodes: set[str] = set()
    for line in ntriples.split("\n"):
        subject, _, rest = line.partition(" ")
        nodes |= {subject, rest.partition(" ")[2].removesuffix(" .")}
    return nodes


def _without_graph(line: str) -> str:
    quad = split_or_none(line)
    return f"{quad.subject} {quad.predicate} {quad.object} ." if quad else line
