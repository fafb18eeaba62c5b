"""The files of a release by name, and how they are read and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
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
    """The N-Quads lines of a release's dump, without newline."""
    return read_lines(release / DATASET)


def read_lines(file: Path) -> Iterator[str]:
    """The lines of a gzipped text, without newline."""
    from isal import igzip  # noqa: PLC0415 - 5 ms, only where a dump is read

    with igzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.removesuffix("\n")


def read_manifest(release: Path) -> dict[str, object]:
    """What the release says of itself. Raises ReleaseError where that is damaged."""
    try:
        manifest = json.loads((release / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise ReleaseError(f"the release in {str(release)!r} is damaged: {problem}") from problem
    if not isinstance(manifest, dict):
        raise ReleaseError(f"the release in {str(release)!r} is damaged: its manifest is no object")
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


def _differences(release: Path, checksums: str) -> tuple[list[str], set[str]]:
    """What is not as the file of checksums says, and the names in it."""
    try:
        lines = (release / checksums).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        return [f"{checksums} cannot be read: {getattr(problem, 'strerror', None) or problem}"], set()
    found = [] if lines else [f"{checksums} is empty"]
    named = set()
    for line in lines:
        digest, _, name = line.partition("  ")
        named.add(name)
        file = release / name
        if not name or "/" in name or not file.is_file():
            found.append(f"{name or line!r} is missing")
        elif digest_of_file(file) != digest:
            found.append(f"{name} is not what {checksums} says")
    return found, named
