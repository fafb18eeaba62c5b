"""The difference as RDF Patch, which Apache Jena reads and applies (https://jena.apache.org/documentation/rdf-patch/)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.core.nquads import split_line
from publisher.core.terms import iri
from publisher.export.difference.protocol import Compared
from publisher.graph.difference import Differences

_BLANK = re.compile(r"_:(\S+)")


def write_rdf_patch(differences: Differences, compared: Compared) -> Iterator[str]:
    """One transaction: of each graph the removed quads, then the added ones. Applied to the first release it gives the second."""
    yield f"H id {iri(compared.after_iri)} .\nH prev {iri(compared.before_iri)} .\nTX .\n"
    for each in differences:
        yield _rows("D", each.removed) + _rows("A", each.added)
    yield "TC .\n"


def _rows(operation: str, lines: Iterable[str]) -> str:
    return "".join(f"{operation} {_with_labels(line)}\n" for line in lines)


def _with_labels(line: str) -> str:
    """The line as a row: a blank node is written by its label, <_:label>, for it is the same one in both releases."""
    if "_:" not in line:
        return line
    quad = split_line(line)
    terms = (_BLANK.sub(r"<_:\1>", term) if term.startswith("_:") else term for term in quad)
    return f"{' '.join(filter(None, terms))} ."
