"""Which files differ from a revision of the repository that a folder is in: asked of git, which is run and never imitated."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from publisher.core.errors import UsageError


class ChangedFiles:
    """The files that were changed, added, renamed or staged since a revision, and those that are not tracked yet.

    Compared with where the revision's line and this one parted, so that what others did there since is not counted.
    """

    def __init__(self, folder: Path, revision: str) -> None:
        """Raises UsageError where the folder is in no repository, the revision is unknown, or there is no git."""
        self._folder = folder
        self._root = Path(os.fsdecode(self._git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
        commit = self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", unknown=revision
        )
        start = self._run("merge-base", "HEAD", commit.strip().decode())
        since = (start.stdout if start.returncode == 0 else commit).strip().decode()
        changed = self._git("diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", since, "--")
        untracked = self._git("-C", str(self._root.resolve()), "ls-files", "--others", "--exclude-standard", "-z")
        names = (os.fsdecode(name) for name in (changed + untracked).split(b"\0") if name)
        root = self._root.resolve()
        self._paths = {str(root / name) for name in names}

    def __contains__(self, path: object) -> bool:
        """Whether the file is one of them; a file outside of the repository is."""
        real = Path(str(path)).resolve()
        return str(real) in self._paths or not real.is_relative_to(self._root.resolve())

    def _git(self, *arguments: str, unknown: str | None = None) -> bytes:
        done = self._run(*arguments)
        if done.returncode == 0:
            return done.stdout
        if unknown is not None:
            raise UsageError(f"--changed-since: the repository knows no revision {unknown!r}")
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise UsageError(f"--changed-since asks git, which says: {said or 'nothing'}")

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        try:
            return subprocess.run(  # noqa: S603 - arguments of our own, and a revision that git takes for nothing else
                ["git", *arguments],  # noqa: S607 - the user's own git
                cwd=self._folder,
                env=environment,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as problem:
            raise UsageError("--changed-since needs git, which is not installed") from problem
