"""The description of a release, written when its data stand: DCAT-AP and VoID, and what is missing for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from publisher.core.configuration import Configuration
from publisher.core.configuration_rules import SPARSE_DESCRIPTION, UNDESCRIBED_DATASET
from publisher.core.errors import ReleaseError, UsageError
from publisher.core.findings import Finding
from publisher.core.project_paths import path_from
from publisher.core.spans import SourceSpan
from publisher.export.turtle import write_turtle
from publisher.graph.description.catalogue import CatalogueWriter, Dump, History
from publisher.graph.description.counts import describe_counts
from publisher.graph.description.document import previous_of
from publisher.graph.description.names import PREFIXES, RESERVED_GRAPHS, ReleaseNames
from publisher.graph.description.statistics import Statistics
from publisher.graph.description.triples import Triples
from publisher.graph.release_files import DATASET, DESCRIPTION, digest_of_file, read_manifest
from publisher.graph.release_writer import ReleaseWriter
from publisher.graph.releases import Releases
from publisher.graph.rules import RESERVED_GRAPH

EPOCH = "SOURCE_DATE_EPOCH"


def describe(release: ReleaseWriter, releases: Releases, configuration: Configuration) -> None:
    """Writes the description beside the dump, which is whole. No clock is read.

    Raises UsageError for a SOURCE_DATE_EPOCH that is no number of seconds.
    """
    names = ReleaseNames(configuration.base, release.identifier())
    triples = Triples(configuration.language, names.graph)
    statistics = release.statistics
    history = _history(statistics, _previous(releases, names))
    dump = release.folder / DATASET
    writer = CatalogueWriter(triples, names, configuration, history)
    writer.describe(Dump(dump.stat().st_size, digest_of_file(dump)))
    describe_counts(triples, names, statistics)
    text = "".join(write_turtle(list(triples.lines(names.graph)), PREFIXES))
    (release.folder / DESCRIPTION).write_text(text, "utf-8")


def description_findings(configuration: Configuration) -> Iterator[Finding]:
    """What the configuration does not say of the dataset, though DCAT-AP asks for it."""
    dataset = configuration.dataset
    if not dataset.is_given:
        message = (
            f"nothing is said of the dataset as a whole, so it is called {dataset.title!r}; add a section 'dataset'"
        )
        yield SPARSE_DESCRIPTION.at(dataset.place, message)
        return
    for key in dataset.missing:
        rule = UNDESCRIBED_DATASET if key in dataset.missing_mandatory else SPARSE_DESCRIPTION
        yield rule.at(
            dataset.place, f"the dataset has no {key!r}; add the key, or look what it does in docs/description.md"
        )


def reserved_graphs(release: ReleaseWriter, configuration: Configuration) -> Iterator[Finding]:
    """Graphs of the release that have the name of one which is about the publication."""
    reserved = {configuration.base + name for name in RESERVED_GRAPHS}
    for entry in release.entries:
        if entry.graph in reserved:
            place = SourceSpan.point(
                path_from(configuration.folder, entry.source) if entry.source else str(configuration.path)
            )
            yield RESERVED_GRAPH.at(place, f"the data has a graph <{entry.graph}>, which is the publisher's own")


def source_date() -> datetime | None:
    """The moment of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/); None where it is not set.

    Raises UsageError where it is something else than digits, or a moment beyond the year 9999.
    """
    text = os.environ.get(EPOCH, "")
    if not text:
        return None
    wrong = UsageError(
        f"{EPOCH} takes seconds since 1970 as digits, such as 1700000000, not {text[:40]!r}; correct or unset it"
    )
    if not (text.isascii() and text.isdigit()):  # int() takes blanks, signs, underscores and the digits of all scripts
        raise wrong
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as problem:
        raise wrong from problem


def _history(statistics: Statistics, previous: str | None) -> History:
    last, told = statistics.last_date, source_date()
    return History(previous, issued=told or last, modified=last or told, period=statistics.period)


def _previous(releases: Releases, names: ReleaseNames) -> str | None:
    """The release before this one: as it was said when this one was first built, or else the current one."""
    same = releases.folder / names.identifier
    if (same / DESCRIPTION).is_file():
        try:
            return previous_of(same, names)
        except ReleaseError:
            return None
    try:
        current = str(read_manifest(releases.current())["id"])
    except (ReleaseError, KeyError):
        return None
    return current if current != names.identifier else None
