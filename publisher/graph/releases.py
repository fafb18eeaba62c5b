"""The folder of releases: which one is current, switching to another, and removing old ones."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import IO, NamedTuple

from publisher.core.errors import ReleaseError, UsageError
from publisher.core.suggest import did_you_mean
from publisher.graph.durable import remove_tree, sync_path
from publisher.graph.release_files import MANIFEST, UNFINISHED, damages, read_manifest, was_published
from publisher.graph.release_writer import restore_replaced

CURRENT = "current"
RELEASES = "releases"
_LOCK = ".lock"
_PAUSE = 0.1


class Waiting(NamedTuple):
    """What is done while another build runs: so many seconds of waiting, of which ``tell`` is told once."""

    seconds: float = 0.0
    tell: Callable[[str], object] = print


class ReleaseLine(NamedTuple):
    """One release of the list. ``written`` is when it was last built or gone back to; ``manifest`` what it says of itself."""

    name: str
    written: datetime
    is_current: bool
    manifest: dict[str, object]


class Releases:
    """The releases below a build folder; `current` is a symbolic link that is switched atomically."""

    def __init__(self, build_folder: Path) -> None:
        self._build = build_folder
        self.folder = build_folder / RELEASES

    @contextmanager
    def locked(self, waiting: Waiting | None = None) -> Iterator[None]:
        """Keeps other builds out, and removes what a killed one left. Raises ReleaseError while another one runs.

        The lock goes with the process, however that ends.
        """
        self._make_folder()
        with (self._build / _LOCK).open("w") as lock:
            self._take(lock, waiting or Waiting())
            self._remove_leftovers()
            yield

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as problem:
            link = next((each for each in (self.folder, *self.folder.parents) if each.is_symlink()), None)
            if link is None:
                raise
            target = f"{str(link)!r} is a link to {str(link.readlink())!r}, which is no folder"
            raise ReleaseError(f"{target}: make the folder, or name another one under release: folder:") from problem

    def current(self) -> Path:
        """The folder of the current release. Raises ReleaseError where there is none."""
        link = self._build / CURRENT
        if not (link / MANIFEST).is_file():
            raise ReleaseError(f"there is no current release in {str(self._build)!r}; run 'publisher build' first")
        return link.resolve()

    def find(self, name: str) -> Path:
        """The folder of a release: ``current``, an ID, or the beginning of one. Raises ReleaseError, UsageError."""
        if name == CURRENT:
            return self.current()
        names = [path.name for path in self.finished()]
        found = [each for each in names if each == name] or [each for each in names if name and each.startswith(name)]
        if len(found) == 1:
            return self.folder / found[0]
        if found:
            raise UsageError(f"{name!r} is the beginning of {len(found)} releases: {', '.join(sorted(found))}")
        hint = did_you_mean(name, names) or " 'publisher releases' lists them."
        raise UsageError(f"there is no release {name!r} in {str(self._build)!r}.{hint}")

    def lines(self) -> list[ReleaseLine]:
        """Every release, the newest first."""
        current = (self._build / CURRENT).resolve()
        return [
            ReleaseLine(path.name, datetime.fromtimestamp(_age(path), UTC), path.resolve() == current, _told(path))
            for path in self.finished()
        ]

    def use(self, name: str, *, allow_findings: bool) -> Path:
        """Makes a release current again, and the newest. Raises ReleaseError where it is damaged, or did not pass and is not allowed."""
        release = self.find(name)
        found = damages(release)
        if found:
            raise ReleaseError(f"the release {release.name} is damaged and was not made current: {'; '.join(found)}")
        if not (allow_findings or was_published(release)):
            raise ReleaseError(
                f"the release {release.name} did not pass and was not made current; --allow-findings does it all the same"
            )
        self.make_current(release)
        os.utime(release / MANIFEST)
        return release

    def make_current(self, release: Path) -> Path:
        """Switches to the release: a reader sees the old one or the new one, nothing between. Gives the old one's folder."""
        link = self._build / CURRENT
        before = link.resolve()
        fresh = self._build / f".{CURRENT}-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(RELEASES) / release.name)
        fresh.replace(link)
        sync_path(self._build)
        return before

    def prune(self, keep: int, before: Path | None = None) -> None:
        """Removes the oldest releases beyond ``keep``, never the current one, nor the one that was current ``before``.

        Those that were not published are counted by themselves: they push none out that can be made current again.
        """
        staying = {(self._build / CURRENT).resolve(), before}
        kept = {True: 0, False: 0}
        for path in sorted(self.finished(), key=lambda path: path.resolve() not in staying):
            is_published = was_published(path)
            kept[is_published] += 1
            if kept[is_published] > keep and path.resolve() not in staying:
                remove_tree(path, path.with_name(f"{UNFINISHED}{path.name}"))

    def finished(self) -> list[Path]:
        """The folders of all finished releases, the newest first."""
        there = self.folder.iterdir() if self.folder.is_dir() else ()
        finished = [path for path in there if not path.name.startswith(".") and (path / MANIFEST).is_file()]
        return sorted(finished, key=lambda path: (-_age(path), path.name))

    def _take(self, lock: IO[str], waiting: Waiting) -> None:
        last, told = monotonic() + waiting.seconds, False
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                where = f"another build is running in {str(self._build)!r}"
                if monotonic() >= last:
                    raise ReleaseError(f"{where}; try again when it is done, or wait for it with --wait") from problem
                if not told:
                    waiting.tell(f"{where}; waiting for it")
                    told = True
                sleep(_PAUSE)
            else:
                return

    def _remove_leftovers(self) -> None:
        for link in self._build.glob(f".{CURRENT}-*"):
            link.unlink()
        restore_replaced(self.folder)
        for path in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(path)


def _age(release: Path) -> float:
    return (release / MANIFEST).stat().st_mtime


def _told(release: Path) -> dict[str, object]:
    try:
        return read_manifest(release)
    except ReleaseError:
        return {}
