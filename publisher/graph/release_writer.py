"""Writes a release's folder beside the others, and renames it into place when it is whole (DESIGN: "Releases")."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from isal import igzip

from publisher.graph.one_graph import OneGraphCheck

DATASET = "dataset.nq.gz"
GRAPHS = "graphs.jsonl.gz"
FINDINGS = "findings.jsonl"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
STORE = "store"
UNFINISHED = ".unfinished-"
_GZIP_LEVEL = 2


class GraphEntry(NamedTuple):
    """One graph of a release: its IRI, the SHA-256 of its sorted N-Quads lines, how many there are, and its file."""

    graph: str
    digest: str
    quads: int
    source: str | None


class ReleaseWriter:
    """A release while it is written. Leaving the context without `finish` removes what was written.

    The dump's bytes depend on the graphs alone: no name and no time stand in the gzip header.
    """

    def __init__(self, releases: Path) -> None:
        releases.mkdir(parents=True, exist_ok=True)
        self._releases = releases
        self.folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
        self.folder.chmod(0o755)
        self._raw: IO[bytes] = (self.folder / DATASET).open("wb")
        self._dataset = igzip.IGzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=self._raw, mtime=0)
        self._findings = (self.folder / FINDINGS).open("w", encoding="utf-8", newline="\n")
        self._entries: list[GraphEntry] = []
        self._check = OneGraphCheck()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_dataset()
        self._findings.close()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    @property
    def quads(self) -> int:
        """How many quads were added."""
        return sum(entry.quads for entry in self._entries)

    def add_graph(self, graph: str, lines: Sequence[str], source: str | None = None) -> None:
        """Adds a graph: its N-Quads lines without newline, distinct and in order. Each graph is added once."""
        if not lines:
            return
        content = ("\n".join(lines) + "\n").encode()
        self._dataset.write(content)
        suffix = len(f" <{graph}> .")
        self._check.add([line[:-suffix] for line in lines])
        self._entries.append(GraphEntry(graph, hashlib.sha256(content).hexdigest(), len(lines), source))

    def close_dataset(self) -> frozenset[int]:
        """Ends the dump. Gives the hashes of the triples that may stand in two graphs."""
        self._close_dataset()
        return self._check.repeated()

    def identifier(self) -> str:
        """The release's ID: 16 hex digits over the sorted pairs of graph and digest."""
        pairs = sorted(f"{entry.graph} {entry.digest}\n" for entry in self._entries)
        return hashlib.sha256("".join(pairs).encode()).hexdigest()[:16]

    def add_findings(self, lines: Iterable[str]) -> None:
        """Adds findings: lines of JSON, each ending in a newline."""
        self._findings.writelines(lines)

    def sources(self) -> dict[str, str | None]:
        """The file of each graph added so far, None for a shared one."""
        return {entry.graph: entry.source for entry in self._entries}

    def finish(self, manifest: dict[str, object]) -> Path:
        """Writes what describes the release and renames it into place. Gives its folder.

        A release of the same ID that is there already is replaced only if it did not pass and this one does.
        """
        self._findings.close()
        self._write_graphs()
        identifier = self.identifier()
        whole = {"id": identifier, "quads": self.quads, "graphs": len(self._entries), **manifest}
        (self.folder / MANIFEST).write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        self._write_checksums()
        target = self._releases / identifier
        if target.exists():
            if not (manifest["passed"] and not _passed(target)):
                return target
            aside = self.folder.with_name(self.folder.name + "-old")
            target.rename(aside)
            self.folder.rename(target)
            shutil.rmtree(aside)
        else:
            self.folder.rename(target)
        _sync_folder(self._releases)
        return target

    def _close_dataset(self) -> None:
        if not self._raw.closed:
            self._dataset.close()
            self._raw.flush()
            os.fsync(self._raw.fileno())
            self._raw.close()

    def _write_graphs(self) -> None:
        lines = (json.dumps(entry._asdict(), ensure_ascii=False) + "\n" for entry in self._entries)
        with (
            (self.folder / GRAPHS).open("wb") as raw,
            igzip.IGzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=raw, mtime=0) as out,
        ):
            for line in lines:
                out.write(line.encode())

    def _write_checksums(self) -> None:
        names = sorted(path.name for path in self.folder.iterdir() if path.is_file())
        lines = [f"{_digest(self.folder / name)}  {name}\n" for name in names]
        with (self.folder / CHECKSUMS).open("w", encoding="utf-8") as out:
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
        _sync_folder(self.folder)


def read_dataset(release: Path) -> Iterator[str]:
    """The N-Quads lines of a release's dump, without newline."""
    with igzip.open(release / DATASET, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.removesuffix("\n")


def _passed(release: Path) -> bool:
    try:
        return json.loads((release / MANIFEST).read_text("utf-8")).get("passed") is True
    except (OSError, ValueError, AttributeError):
        return False


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
