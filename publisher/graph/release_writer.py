"""Writes a release's folder beside the others, and renames it into place when it is whole (DESIGN: "Releases")."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from isal import igzip

from publisher.graph.description.statistics import Statistics
from publisher.graph.durable import exchange, sync_path, sync_tree
from publisher.graph.one_graph import OneGraphCheck
from publisher.graph.release_files import (
    CHECKSUMS,
    DATASET,
    DESCRIPTION,
    DESCRIPTION_CHECKSUMS,
    FINDINGS,
    GRAPHS,
    MANIFEST,
    UNFINISHED,
    GraphEntry,
    damages,
    digest_of_file,
    was_published,
)

REPLACED = ".replaced-"
NOT_PUBLISHED = "-failed"
_GZIP_LEVEL = 2


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
        self.statistics = Statistics()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in (self._dataset, self._raw, self._findings):
            with suppress(OSError):  # on a full disk closing fails as writing did, and the folder goes all the same
                part.close()
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
        self.statistics.add(lines, of_article=source is not None)
        self._entries.append(GraphEntry(graph, hashlib.sha256(content).hexdigest(), len(lines), source))

    def close_dataset(self) -> frozenset[int]:
        """Ends the dump. Gives the hashes of the triples that may stand in two graphs."""
        self._dataset.close()
        self._raw.close()
        return self._check.repeated()

    def identifier(self) -> str:
        """The release's ID: 16 hex digits over the sorted pairs of graph and digest."""
        pairs = sorted(f"{entry.graph} {entry.digest}\n" for entry in self._entries)
        return hashlib.sha256("".join(pairs).encode()).hexdigest()[:16]

    def add_findings(self, lines: Iterable[str]) -> None:
        """Adds findings: lines of JSON, each ending in a newline."""
        self._findings.writelines(lines)

    @property
    def entries(self) -> Sequence[GraphEntry]:
        """The graphs added so far, in the order of the dump."""
        return self._entries

    def sources(self) -> dict[str, str | None]:
        """The file of each graph added so far, None for a shared one."""
        return {entry.graph: entry.source for entry in self._entries}

    def finish(self, manifest: dict[str, object]) -> Path:
        """Writes what describes the release, waits until all of it is on the disk, and renames it into place.

        Gives its folder. What is there under the same ID is replaced in one step if it is not the same; but a release
        that is not to be published never takes the place of one that was: it stands beside it, under a name of its own.
        """
        self._findings.close()
        self._write_graphs()
        identifier = self.identifier()
        whole = {"id": identifier, "quads": self.quads, "graphs": len(self._entries), **manifest}
        (self.folder / MANIFEST).write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        self._write_checksums()
        sync_tree(self.folder)
        target = self._releases / identifier
        if not was_published(self.folder) and was_published(target):
            target = target.with_name(identifier + NOT_PUBLISHED)
        if _same_bytes(self.folder, target):
            os.utime(target / MANIFEST)  # it is the newest again, and the last to be removed
        else:
            put_in_place(self.folder, target)
        sync_path(self._releases)
        return target

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
        for checksums, of in ((CHECKSUMS, False), (DESCRIPTION_CHECKSUMS, True)):
            lines = [f"{digest_of_file(self.folder / name)}  {name}\n" for name in names if (name == DESCRIPTION) is of]
            if lines:
                (self.folder / checksums).write_text("".join(lines), "utf-8")


def put_in_place(folder: Path, target: Path) -> None:
    """Gives the folder the target's name. What stood there is removed; `restore_replaced` mends what a kill leaves."""
    if not target.exists():
        folder.rename(target)
    elif exchange(folder, target):
        shutil.rmtree(folder)
    else:
        aside = target.with_name(REPLACED + target.name)
        target.rename(aside)
        folder.rename(target)
        shutil.rmtree(aside)


def restore_replaced(releases: Path) -> None:
    """Puts back a release that was moved aside for another one which never came, and removes the others."""
    for aside in releases.glob(f"{REPLACED}*"):
        target = aside.with_name(aside.name.removeprefix(REPLACED))
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)


def _same_bytes(one: Path, other: Path) -> bool:
    """Whether the other release is there, whole, and says the same."""
    return not damages(other) and all(
        (one / name).exists() == (other / name).exists()
        and (not (one / name).exists() or (one / name).read_bytes() == (other / name).read_bytes())
        for name in (CHECKSUMS, DESCRIPTION_CHECKSUMS)
    )
