"""Writes a release's folder beside the others, and renames it into place when it is whole (DESIGN: "Releases")."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from publisher.core.project_paths import path_from
from publisher.graph.description.statistics import Statistics
from publisher.graph.durable import exchange, sync_path, sync_tree
from publisher.graph.gzip_member import gzip_member
from publisher.graph.one_graph import OneGraphCheck
from publisher.graph.release_files import (
    CHECKSUMS,
    DATASET,
    DESCRIPTION,
    DESCRIPTION_CHECKSUMS,
    FINDINGS,
    GRAPHS,
    MANIFEST,
    PROVENANCE,
    UNFINISHED,
    GraphEntry,
    damages,
    digest_of_file,
    was_published,
)
from publisher.graph.release_piece import ReleasePiece, make_piece

REPLACED = ".replaced-"
NOT_PUBLISHED = "-failed"
_AT_ONCE = 10_000


class ReleaseWriter:
    """A release while it is written. Leaving the context without `finish` removes what was written.

    The dump is one gzip file a piece, one behind the other, which is a gzip file again (RFC 1952, section 2.2). Its bytes
    depend on the pieces alone: no name and no time stand in the gzip headers.
    """

    def __init__(self, releases: Path) -> None:
        releases.mkdir(parents=True, exist_ok=True)
        self._releases = releases
        self.folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
        self.folder.chmod(0o755)
        self._dataset: IO[bytes] = (self.folder / DATASET).open("wb")
        self._provenance: IO[bytes] = (self.folder / PROVENANCE).open("wb")
        self._findings = (self.folder / FINDINGS).open("w", encoding="utf-8", newline="\n")
        self._entries: list[GraphEntry] = []
        self._check = OneGraphCheck()
        self.statistics = Statistics()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in (self._dataset, self._provenance, self._findings):
            with suppress(OSError):  # on a full disk closing fails as writing did, and the folder goes all the same
                part.close()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    @property
    def quads(self) -> int:
        """How many quads were added."""
        return sum(entry.quads for entry in self._entries)

    def add_piece(self, piece: ReleasePiece) -> None:
        """Adds some graphs, none of which was added before."""
        if not piece.entries:
            return
        self._dataset.write(piece.member)
        self._provenance.write(piece.provenance)
        self._entries += piece.entries
        self._check.add(piece.subjects)
        self.statistics.update(piece.statistics)

    def close_dataset(self) -> frozenset[int]:
        """Ends the dump, and lists its graphs. Gives the hashes of the subjects that two graphs tell of."""
        if not self._entries:
            nothing = make_piece(())
            self._dataset.write(nothing.member)
            self._provenance.write(nothing.provenance)
        self._dataset.close()
        self._provenance.close()
        self._write_graphs()
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

    def sources(self, folder: Path) -> dict[str, str | None]:
        """The file of each graph added so far, as it is from where one works; None for a shared one."""
        return {each.graph: each.source and path_from(folder, each.source) for each in self._entries}

    def finish(self, manifest: dict[str, object]) -> Path:
        """Writes what describes the release, waits until all of it is on the disk, and renames it into place.

        Gives its folder. What is there under the same ID is replaced in one step if it is not the same; but a release
        that is not to be published never takes the place of one that was: it stands beside it, under a name of its own.
        """
        self._findings.close()
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
        with (self.folder / GRAPHS).open("wb") as out:
            out.writelines(
                gzip_member("".join(batch).encode()) for batch in iter(lambda: list(islice(lines, _AT_ONCE)), [])
            )

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
