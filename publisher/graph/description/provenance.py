"""Of which file each article's graph was made: five triples an article, written and read one article after the other."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from publisher.core.terms import XSD, encode_template_value
from publisher.graph.description.names import SHA256, term
from publisher.graph.release_files import PROVENANCE, GraphEntry, damage_told

_PIECE = 1 << 20
TRIPLES = 5
"""How many triples tell of one article's file."""
DERIVED, CHECKSUM = term("prov:wasDerivedFrom"), term("spdx:checksum")
_TYPE, _ENTITY = term("rdf:type"), term("prov:Entity")
_ALGORITHM, _VALUE = term("spdx:algorithm"), term("spdx:checksumValue")


def provenance_of(graph: str, file: str, digest: str) -> str:
    """The triples of one article's graph as N-Triples text: the file's IRI with the SHA-256 of its bytes.

    Both IRIs are valid ones; to look again would cost three times as much as the rest.
    """
    return (
        f"<{graph}> {DERIVED} <{file}> .\n"
        f"<{file}> {_TYPE} {_ENTITY} .\n"
        f"<{file}> {CHECKSUM} <{file}#sha256> .\n"
        f"<{file}#sha256> {_ALGORITHM} {SHA256} .\n"
        f'<{file}#sha256> {_VALUE} "{digest}"^^<{XSD}hexBinary> .\n'
    )


def file_of(provenance: str) -> str:
    """The file's IRI in the triples of one article's graph, which `provenance_of` wrote."""
    return provenance.split(" ", 3)[2][1:-1]


def file_iri(files: str, path: str) -> str:
    """The IRI of the file with that path below the content's folder, each segment made safe.

    >>> file_iri("https://example.org/id/file/", "a b/c.md")
    'https://example.org/id/file/a%20b/c.md'
    """
    return files + "/".join(map(encode_template_value, path.split("/")))


class Provenance(NamedTuple):
    """How a release tells of files: in the description's ``graph``, with ``files`` before the path of each below ``root``."""

    graph: str
    files: str
    root: str

    def of(self, graph: str, path: str, digest: str) -> str:
        """The N-Quads text about the graph of an article: where its file is, and the SHA-256 of the bytes."""
        file = file_iri(self.files, path.removeprefix(f"{self.root.rstrip('/')}/"))
        return provenance_of(graph, file, digest).replace(" .\n", f" {self.graph} .\n")


def read_provenance(release: Path) -> Iterator[tuple[str, str]]:
    """Each article's graph with its triples as N-Triples text, in the order of the dump.

    Nothing for a release of a version that wrote none. Raises ReleaseError where it is damaged.
    """
    for graph, quads in _read_quads(release):
        yield graph, _triples_of(quads)


class ProvenanceReader:
    """Gives the triples of one graph after the other, each asked for in the order of the dump; nothing is held."""

    def __init__(self, release: Path) -> None:
        self._groups = _read_quads(release)
        self._next = next(self._groups, None)

    def of(self, entry: GraphEntry) -> str:
        """The triples that tell of the graph's file, as N-Triples text; empty for a shared graph."""
        return _triples_of(self.quads_of(entry))

    def quads_of(self, entry: GraphEntry) -> bytes:
        """The same as it stands in the file."""
        while entry.source is not None and self._next is not None:
            graph, quads = self._next
            if graph == entry.graph:
                return quads
            self._next = next(self._groups, None)
        return b""


def with_provenance(release: Path, entries: Iterable[GraphEntry]) -> Iterator[GraphEntry]:
    """The entries, each with a digest that changes with what is told of its file, too; 3 µs an article."""
    reader = ProvenanceReader(release)
    for entry in entries:
        quads = reader.quads_of(entry)
        if quads:
            digest = hashlib.sha256(entry.digest.encode() + quads).hexdigest()
            yield GraphEntry(entry.graph, digest, entry.quads, entry.source)
        else:
            yield entry


def _read_quads(release: Path) -> Iterator[tuple[str, bytes]]:
    from isal import igzip  # noqa: PLC0415 - 5 ms, only where a release is read

    if not (release / PROVENANCE).is_file():
        return
    with damage_told(release, PROVENANCE), igzip.open(release / PROVENANCE, "rb") as content:
        lines = io.BufferedReader(content, _PIECE)
        while quads := b"".join(islice(lines, TRIPLES)):
            yield quads[1 : quads.index(b"> ")].decode(), quads


def _triples_of(quads: bytes) -> str:
    """The lines without the graph, which is the same in all."""
    if not quads:
        return ""
    graph = quads[quads.rindex(b" <") : -1]
    return quads.replace(graph + b"\n", b" .\n").decode()
