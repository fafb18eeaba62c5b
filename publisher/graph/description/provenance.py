"""Of which file each article's graph was made: five triples an article, written and read one article after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from publisher.core.errors import ReleaseError
from publisher.core.terms import XSD, encode_template_value
from publisher.graph.description.names import SHA256, term
from publisher.graph.release_files import PROVENANCE, GraphEntry

_GZIP_LEVEL = 2
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


def file_iri(files: str, path: str) -> str:
    """The IRI of the file with that path below the content's folder, each segment made safe.

    >>> file_iri("https://example.org/id/file/", "a b/c.md")
    'https://example.org/id/file/a%20b/c.md'
    """
    return files + "/".join(map(encode_template_value, path.split("/")))


class ProvenanceWriter:
    """Writes a release's file of provenance while articles come by; its bytes depend on these alone.

    ``graph`` is the description's, ``files`` what stands before a file's path below ``root``.
    """

    def __init__(self, release: Path, graph: str, files: str, root: str) -> None:
        from isal import igzip  # noqa: PLC0415 - 5 ms, only where a release is made

        self._graph, self._files, self._root = graph, files, f"{root.rstrip('/')}/"
        self._raw: IO[bytes] = (release / PROVENANCE).open("wb")
        self._out = igzip.IGzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=self._raw, mtime=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()
        self._raw.close()

    def add(self, graph: str, path: str, digest: str) -> None:
        """Adds the graph of an article: where its file is, and the SHA-256 of the bytes."""
        file = file_iri(self._files, path.removeprefix(self._root))
        text = provenance_of(graph, file, digest)
        self._out.write(text.replace(" .\n", f" {self._graph} .\n").encode())


def read_provenance(release: Path) -> Iterator[tuple[str, str]]:
    """Each article's graph with its triples as N-Triples text, in the order of the dump.

    Nothing for a release of a version that wrote none. Raises ReleaseError where it is damaged.
    """
    from isal import igzip  # noqa: PLC0415 - as above

    if not (release / PROVENANCE).is_file():
        return
    try:
        with igzip.open(release / PROVENANCE, "rt", encoding="utf-8", newline="\n") as lines:
            while group := list(islice(lines, TRIPLES)):
                suffix = group[0][group[0].rindex(" <") :]
                text = "".join(line.removesuffix(suffix) + " .\n" for line in group)
                yield text[1 : text.index("> ")], text
    except (OSError, EOFError, ValueError) as problem:
        raise ReleaseError(f"the release in {str(release)!r} is damaged: {PROVENANCE}: {problem}") from problem


class ProvenanceReader:
    """Gives the triples of one graph after the other, each asked for in the order of the dump; nothing is held."""

    def __init__(self, release: Path) -> None:
        self._groups = read_provenance(release)
        self._next = next(self._groups, None)

    def of(self, entry: GraphEntry) -> str:
        """The triples that tell of the graph's file, as N-Triples text; empty for a shared graph."""
        while entry.source is not None and self._next is not None:
            graph, text = self._next
            if graph == entry.graph:
                return text
            self._next = next(self._groups, None)
        return ""


def with_provenance(release: Path, entries: Iterable[GraphEntry]) -> Iterator[GraphEntry]:
    """The entries, each with a digest that changes with what is told of its file, too."""
    reader = ProvenanceReader(release)
    for entry in entries:
        text = reader.of(entry)
        yield entry._replace(digest=hashlib.sha256(f"{entry.digest}\n{text}".encode()).hexdigest()) if text else entry
