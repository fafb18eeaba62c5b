"""The files of a release by name, and how they are read and checked."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from publisher.core.errors import ReleaseError

DATASET = "dataset.nq.gz"
GRAPHS = "graphs.jsonl.gz"
FINDINGS = "findings.jsonl"
MANIFEST = "manifest.json"
PROVENANCE = "provenance.nq.gz"
DESCRIPTION = "description.ttl"
CHECKSUMS = "SHA256SUMS"
DESCRIPTION_CHECKSUMS = "SHA256SUMS.description"
"""Apart from the other checksums: a description names the release before it, and so depends on what was built earlier."""
STORE = "store"
UNFINISHED = ".unfinished-"


class GraphEntry(NamedTuple):
    """One graph of a release: its IRI, the SHA-256 of its sorted N-Quads lines, how many there are, and its file."""

    graph: str
    digest: str
    quads: int
    source: str | None


def read_dataset(release: Path) -> Iterator[str]:
    """The N-Quads lines of a release's dump, without newline. Raises ReleaseError where it is damaged."""
    return read_lines(release, DATASET)


def read_lines(release: Path, name: str) -> Iterator[str]:
    """The lines of a gzipped text of a release, without newline. Raises ReleaseError where it is damaged."""
    from isal import igzip  # noqa: PLC0415 - 5 ms, only where a dump is read

    with (
        damage_told(release, name),
        igzip.open(release / name, "rt", encoding="utf-8", newline="\n") as lines,
    ):
        for line in lines:
            yield line.removesuffix("\n")


@contextmanager
def damage_told(release: Path, name: str) -> Iterator[None]:
    """Raises ReleaseError where the file, which was whole when it was written, cannot be read or understood."""
    from isal.igzip_lib import IsalError  # noqa: PLC0415 - as above; it is no zlib.error

    try:
        yield
    except (OSError, EOFError, ValueError, TypeError, zlib.error, IsalError) as problem:  # type: ignore[misc]  # stub
        raise damaged(release, f"{name}: {problem}") from problem


def damaged(release: Path, what: str) -> ReleaseError:
    """The error of a release of which something is not as it was written."""
    advice = "'publisher build' makes it anew, 'publisher releases --verify' tells which are whole"
    return ReleaseError(f"the release in {str(release)!r} is damaged: {what}; {advice}")


def read_manifest(release: Path) -> dict[str, object]:
    """What the release says of itself. Raises ReleaseError where that is damaged."""
    try:
        manifest = json.loads((release / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise damaged(release, f"{MANIFEST}: {problem}") from problem
    if not isinstance(manifest, dict):
        raise damaged(release, f"{MANIFEST} is no object")
    return manifest


def was_published(release: Path) -> bool:
    """Whether the release was made to become current: it passed, or its findings were allowed."""
    try:
        manifest = read_manifest(release)
    except ReleaseError:
        return False
    return manifest.get("passed") is True or manifest.get("findings_allowed") is True


def digest_of_file(file: Path) -> str:
    """SHA-256 of the bytes, in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def damages(release: Path) -> list[str]:
    """What is wrong with the release's files by its own checksums, a sentence each; nothing where it is whole."""
    found, named = _differences(release, CHECKSUMS)
    found += [f"{name} has no checksum" for name in (DATASET, GRAPHS, MANIFEST) if named and name not in named]
    if (release / DESCRIPTION).exists() or (release / DESCRIPTION_CHECKSUMS).exists():
        found += _differences(release, DESCRIPTION_CHECKSUMS)[0]
    return found if (release / STORE).is_dir() else [*found, f"the folder {STORE} is missing"]


def check_whole(release: Path, *names: str) -> None:
    """Raises ReleaseError where one of these files is not as it was written: before what it holds is believed.

    The sum that gzip has stands behind what it is about, and is looked at when that was given away. 1 ms a MB.
    """
    found = _differences(release, CHECKSUMS, names)[0]
    if found:
        raise damaged(release, "; ".join(found))


def _differences(release: Path, checksums: str, only: Sequence[str] = ()) -> tuple[list[str], set[str]]:
    """What is not as the file of checksums says, and the names in it; ``only`` some files are looked at."""
    try:
        lines = (release / checksums).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        return [f"{checksums} cannot be read: {getattr(problem, 'strerror', None) or problem}"], set()
    found = [] if lines else [f"{checksums} is empty"]
    named = set()
    for line in lines:
        digest, _, name = line.partition("  ")
        if only and name not in only:
            continue
        named.add(name)
        file = release / name
        if not name or "/" in name or not file.is_file():
            found.append(f"{name or line!r} is missing")
        elif digest_of_file(file) != digest:
            found.append(f"{name} is not what {checksums} says")
    return found, named
