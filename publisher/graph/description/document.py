"""The description of a release as it was written: its triples, and the release before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.core.nquads import lines_of, with_canonical_tag
from publisher.graph.description.names import ReleaseNames, term
from publisher.graph.description.provenance import read_provenance
from publisher.graph.release_files import DESCRIPTION, damaged

_PREVIOUS = f" {term('dcat:previousVersion')} "


def read_description(release: Path) -> list[str]:
    """The triples of the release's description as N-Triples lines, sorted; none where it has no description.

    Raises ReleaseError where it is damaged.
    """
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - 10 ms, only where a description is read

    file = release / DESCRIPTION
    if not file.is_file():
        return []
    try:
        parsed = parse(file.read_bytes(), format=RdfFormat.TURTLE)
        return sorted(with_canonical_tag(f"{quad.triple} .") for quad in parsed)
    except (OSError, SyntaxError) as problem:
        raise damaged(release, f"{DESCRIPTION}: {problem}") from problem


def description_lines(release: Path, graph: str) -> Iterator[str]:
    """The N-Quads lines of the description's graph, without newline: the description, then what is told of each file."""
    for line in read_description(release):
        yield f"{line.removesuffix(' .')} <{graph}> ."
    for _, told in read_provenance(release):
        yield from (f"{line.removesuffix(' .')} <{graph}> ." for line in lines_of(told))


def previous_of(release: Path, names: ReleaseNames) -> str | None:
    """The ID of the release that the description names as the one before it."""
    before, after = names.version_of("").removesuffix(">"), "> ."
    for line in read_description(release):
        if _PREVIOUS in line:
            return line.partition(_PREVIOUS)[2].removeprefix(before).removesuffix(after)
    return None
