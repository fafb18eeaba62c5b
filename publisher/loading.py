"""What is done with a SPARQL store: it is brought into step with a finished release, and asked.

A module of its own, because it needs neither mapping nor content: to import those takes longer than to look at a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from publisher.core.configuration import Configuration
from publisher.core.findings import Finding
from publisher.graph.description.names import DESCRIPTION_GRAPH, STATE_GRAPH
from publisher.graph.releases import Releases
from publisher.store.connect import StoreOptions, connect
from publisher.store.remote import query_endpoint
from publisher.store.results import Answer
from publisher.store.sync.synchronization import OwnGraphs, Synchronization, SyncOptions


class LoadRequest(NamedTuple):
    """How a load goes about: ``verify`` counts every graph in the store, ``prune`` drops however many."""

    verify: bool = False
    prune: bool = False


def query_store(options: StoreOptions, text: str) -> Answer:
    """The answer of a SPARQL store to the query as it stands. Raises QueryError, StoreError, UsageError."""
    return query_endpoint(connect(options), text)


def prepare_load(
    configuration: Configuration, options: StoreOptions, request: LoadRequest, tell: Callable[[str], None]
) -> Synchronization:
    """The current release compared with what the store has; nothing is written yet.

    Raises ReleaseError where there is no release, StoreError where the store cannot be asked.
    """
    client = connect(options, tell)
    release = Releases(configuration.release.folder).current()
    most_dropped = None if request.prune else configuration.load.max_dropped / 100
    sync_options = SyncOptions(request.verify, most_dropped, configuration.folder)
    graphs = OwnGraphs(configuration.base + STATE_GRAPH, configuration.base + DESCRIPTION_GRAPH)
    return Synchronization(client, graphs, release, sync_options)


class LoadResult(NamedTuple):
    """What a load did: graphs written, dropped and found in step, and a sentence that tells it.

    ``findings`` tell what the store cannot take; then nothing was sent. ``miscounted`` are graphs that were written anew
    because their count was wrong, and whose count still is.
    """

    written: int
    dropped: int
    unchanged: int
    summary: str
    findings: tuple[Finding, ...] = ()
    miscounted: tuple[str, ...] = ()


def load(
    configuration: Configuration, options: StoreOptions, request: LoadRequest, tell: Callable[[str], None]
) -> LoadResult:
    """Brings the store into step with the current release. Raises ReleaseError, StoreError."""
    run = prepare_load(configuration, options, request, tell)
    findings = tuple(run.findings())
    if findings:
        summary = f"{run.store}: nothing was sent, for the store cannot take all of the release"
        return LoadResult(0, 0, run.plan.unchanged, summary, findings)
    run.refuse_large_drop()
    for _ in run.carry_out():
        pass
    plan = run.plan
    miscounted = tuple(run.still_miscounted()) if request.verify else ()
    return LoadResult(len(plan.writes), len(plan.drops), plan.unchanged, summary_of(run), (), miscounted)


def summary_of(run: Synchronization) -> str:
    """What a load has done, in a sentence."""
    plan = run.plan
    if plan.is_empty:
        return f"{run.store}: all {plan.unchanged:,} graphs are in step with release {run.release.name}; nothing was written"
    causes = Counter(write.cause.value for write in plan.writes.values())
    told = ", ".join(f"{count:,} {cause}" for cause, count in sorted(causes.items()))
    noun = "graph" if len(plan.writes) == 1 else "graphs"
    written = f"{len(plan.writes):,} {noun} written" + (f" ({told}; {run.quads:,} quads)" if plan.writes else "")
    counts = f"{written}, {len(plan.drops):,} dropped, {plan.unchanged:,} unchanged"
    described = ", described anew" if plan.description else ""
    return f"{run.store}: {counts}{described}; in step with release {run.release.name}"
