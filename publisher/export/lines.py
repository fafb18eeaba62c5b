"""N-Quads and N-Triples: the lines themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.core.nquads import split_line
from publisher.export.protocol import Exporter


def write_nquads(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Each line as it stands (https://www.w3.org/TR/n-quads/); prefixes are not used."""
    del prefixes
    for line in lines:
        yield line + "\n"


def write_ntriples(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Each line without its graph (https://www.w3.org/TR/n-triples/); prefixes are not used."""
    del prefixes
    for line in lines:
        quad = split_line(line)
        yield f"{quad.subject} {quad.predicate} {quad.object} .\n"


NQUADS = Exporter("nq", "N-Quads", "application/n-quads", keeps_graphs=True, serialize=write_nquads)
NTRIPLES = Exporter("nt", "N-Triples", "application/n-triples", keeps_graphs=False, serialize=write_ntriples)
