"""The folder of releases: which one is current, switching to another, and removing old ones."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.core.errors import ReleaseError
from publisher.graph.release_writer import MANIFEST, UNFINISHED

CURRENT = "current"
RELEASES = "releases"


class Releases:
    """The releases below a build folder; `current` is a symbolic link that is switched atomically."""

    def __init__(self, build_folder: Path) -> None:
        self._build = build_folder
        self.folder = build_folder / RELEASES

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other builds out, and removes what a killed one left. Raises ReleaseError while another one runs.

        The lock goes with the process, however that ends.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self._build / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as problem:
                raise ReleaseError(
                    f"another build is running in {str(self._build)!r}; wait until it is done"
                ) from problem
            self._remove_unfinished()
            yield

    def current(self) -> Path:
        """The folder of the current release. Raises ReleaseError where there is none."""
        link = self._build / CURRENT
        if not (link / MANIFEST).is_file():
            raise ReleaseError(f"there is no current release in {str(self._build)!r}; run 'publisher build' first")
        return link.resolve()

    def make_current(self, release: Path) -> None:
        """Switches to the release: a reader sees the old one or the new one, nothing between."""
        link = self._build / CURRENT
        fresh = self._build / f".{CURRENT}-{os.getpid()}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(RELEASES) / release.name)
        fresh.replace(link)

    def prune(self, keep: int) -> None:
        """Removes the oldest releases beyond ``keep``, never the current one."""
        current = (self._build / CURRENT).resolve()
        finished = [path for path in self.folder.iterdir() if (path / MANIFEST).is_file()]
        finished = [path for path in finished if not path.name.startswith(UNFINISHED)]
        finished.sort(key=lambda path: (path / MANIFEST).stat().st_mtime, reverse=True)
        old = [path for path in finished if path.resolve() != current][max(keep - 1, 0) :]
        for path in old:
            shutil.rmtree(path)

    def _remove_unfinished(self) -> None:
        for path in self.folder.iterdir():
            if path.name.startswith(UNFINISHED):
                shutil.rmtree(path)


def read_manifest(release: Path) -> dict[str, object]:
    """What the release says of itself. Raises ReleaseError where that is damaged."""
    try:
        manifest = json.loads((release / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise ReleaseError(f"the release in {str(release)!r} is damaged: {problem}") from problem
    if not isinstance(manifest, dict):
        raise ReleaseError(f"the release in {str(release)!r} is damaged: its manifest is no object")
    return manifest
