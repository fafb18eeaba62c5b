"""One run that brings a store into step with a release: shared graphs first, then articles, drops last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from publisher.core.errors import StoreError
from publisher.core.findings import Finding
from publisher.graph.description.provenance import ProvenanceReader, with_provenance
from publisher.graph.release_files import GraphEntry
from publisher.graph.release_graphs import read_entries, read_graphs
from publisher.store.client import StoreClient
from publisher.store.failures import RequestTooLargeError
from publisher.store.sync.counts import filled_graphs, miscounted
from publisher.store.sync.description import StoredDescription, count_articles
from publisher.store.sync.lease import SPARE, HeldLease
from publisher.store.sync.limits import limit_findings
from publisher.store.sync.plan import Cause, Drop, Plan, Write, make_plan, write_of
from publisher.store.sync.state import PENDING, StateTerms, StoreState, read_state
from publisher.store.sync.statements import (
    GraphText,
    batches,
    drop_statements,
    mark_done,
    mark_pending,
    write_statements,
)

_TRIES = 5


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """``verify`` counts the graphs in the store; ``most_dropped`` is a share from 0 to 1, None without a limit.

    ``folder`` is the project's.
    """

    verify: bool = False
    most_dropped: float | None = None
    folder: Path = Path()


class OwnGraphs(NamedTuple):
    """The graphs in a store that are about the publication: its state, and the description."""

    state: str
    description: str


class Synchronization:
    """Compares first; `carry_out` then writes. ``plan`` is what is to do, or was done."""

    def __init__(self, client: StoreClient, graphs: OwnGraphs, release: Path, options: SyncOptions) -> None:
        self._client = client
        self.store = client.address.shown
        self._terms = StateTerms(graphs.state)
        self._described = StoredDescription(graphs.description, release)
        self.release = release
        self._options = options
        self._lease = HeldLease(client, self._terms, client.timeout + SPARE)
        self._left = 0
        self._fewest: int | None = None
        self._state: StoreState = read_state(client, self._terms)
        self.plan = self._compare()
        self.quads = 0

    def findings(self) -> list[Finding]:
        """What the store could not take of the graphs that are to be written."""
        profile = self._client.address.profile
        if not profile.has_limits or not self.plan.writes:
            return []
        read = (
            (self.plan.writes[entry.graph].entry, text) for entry, text in read_graphs(self.release, self.plan.writes)
        )
        return list(limit_findings(read, profile, str(self.release)))

    def refuse_large_drop(self) -> None:
        """Raises StoreError where more graphs would be dropped than one run may."""
        most, plan = self._options.most_dropped, self.plan
        if most is not None and plan.dropped_share > most:
            raise StoreError(
                f"this would drop {len(plan.drops):,} of the store's {plan.managed:,} graphs, more than {most:.0%}:"
                " look at the plan with --dry-run, and if all these are to go, add --prune"
            )

    def carry_out(self) -> Iterator[int]:
        """Writes what the plan says; gives after each request how many graphs are done. Nothing is sent for an empty plan.

        Raises StoreError. What was written stays, and the next run goes on from there.
        """
        if self.plan.is_empty:
            return
        self._take_lease()
        self._left = self.plan.size
        ended = False
        try:
            self._described.has_earlier = bool(filled_graphs(self._client, [self._described.name]))
            for batch in chain(self._texts(shared=True), self._texts(shared=False)):
                yield from self._write(batch)
            size = self._client.address.profile.graphs_a_request
            for start in range(0, len(self.plan.drops), size):
                yield self._drop(self.plan.drops[start : start + size])
            if self.plan.description is not None:
                yield self._describe(self.plan.description)
            ended = not self.plan.is_empty
        finally:
            if not ended:
                self._lease.give_back()

    def still_miscounted(self) -> list[str]:
        """Of the graphs that were written anew because their count was wrong, those where it still is."""
        written = (*self.plan.writes.values(), *((self.plan.description,) if self.plan.description else ()))
        repaired = [write.entry for write in written if write.cause is Cause.DAMAGED]
        return list(miscounted(self._client, repaired))

    def _compare(self) -> Plan:
        known = dict(self._state.graphs)
        described = known.pop(self._described.name, ()) if self._described.is_there else ()
        damaged: frozenset[str] = frozenset()
        if self._options.verify:
            in_step = (each for each in self._entries() if known.get(each.graph) == (each.digest,))
            damaged = frozenset(miscounted(self._client, in_step))
        counted: list[int] = []
        plan = make_plan(count_articles(self._entries(), counted), known, damaged)
        return replace(plan, description=self._description(described, counted[0]))

    def _entries(self) -> Iterator[GraphEntry]:
        return with_provenance(self.release, read_entries(self.release, self._options.folder))

    def _description(self, known: tuple[str, ...], articles: int) -> Write | None:
        if not self._described.is_there:
            return None
        is_in_step = known == (self._described.digest,)
        if is_in_step and not self._options.verify:
            return None
        entry = self._described.entry(articles)
        is_counted = self._options.verify and is_in_step
        return write_of(entry, known, frozenset(miscounted(self._client, [entry])) if is_counted else frozenset())

    def _take_lease(self) -> None:
        """Takes the lease. Where another publisher was there since the state was read, it is read and compared again."""
        for _ in range(_TRIES):
            earlier = self._state.holding.leases
            taken = self._lease.take(self._state.holding)
            if taken and not earlier:
                return
            self._state = read_state(self._client, self._terms)
            self.plan = self._compare()
            if taken:
                self._guard_after_taking()
                return
        raise StoreError("other publishers begin to write to the store again and again; run again later")

    def _guard_after_taking(self) -> None:
        if self.findings():
            self._lease.give_back()
            raise StoreError("another publisher has changed the store meanwhile; run again")
        try:
            self.refuse_large_drop()
        except StoreError:
            self._lease.give_back()
            raise

    def _texts(self, *, shared: bool) -> Iterator[list[GraphText]]:
        writes = self.plan.writes
        wanted = {graph for graph, write in writes.items() if (write.entry.source is None) is shared}
        if wanted:
            told = ProvenanceReader(self.release)
            graphs = read_graphs(self.release, wanted)
            read = (GraphText(writes[entry.graph], text, told.of(entry)) for entry, text in graphs)
            yield from batches(read, self._client.address.profile)

    def _write(self, batch: Sequence[GraphText]) -> Iterator[int]:
        """Writes a batch, or where it is too large for the store its halves; smaller ones only from then on."""
        size = len(batch) if self._fewest is None else self._fewest
        if size < len(batch):
            for start in range(0, len(batch), size):
                yield from self._write(batch[start : start + size])
            return
        unknown = [each.write.entry.graph for each in batch if not each.write.known]
        filled = filled_graphs(self._client, unknown)
        first_try = iter((filled,))
        profile = self._client.address.profile

        def statements() -> Iterator[str]:
            # An earlier try may have succeeded without our hearing of it.
            most = profile.triples_an_insert
            return write_statements(batch, self._terms, self._described, next(first_try, None), most)

        try:
            self._send(statements, len(batch))
        except RequestTooLargeError as problem:
            if len(batch) == 1:
                graph = batch[0].write.entry.graph
                raise StoreError(
                    f"{problem.message} Even graph <{graph}> alone, {len(batch[0].text):,} bytes, is."
                ) from problem
            self._fewest = (len(batch) + 1) // 2
            yield from self._write(batch)
            return
        self.quads += sum(each.write.entry.quads for each in batch)
        yield len(batch)

    def _drop(self, drops: Sequence[Drop]) -> int:
        self._send(lambda: drop_statements(drops, self._terms, self._described), len(drops))
        return len(drops)

    def _describe(self, write: Write) -> int:
        """Writes the description; where its graph may hold anything, provenance too, which is otherwise there already."""
        known, described = (write.entry.graph, write.known), self._described
        most = self._client.address.profile.triples_an_insert
        if write.cause in {Cause.PENDING, Cause.DAMAGED}:
            self._send(lambda: chain(mark_pending(self._terms, [known]), (described.drop(),)), 0)
            known = (write.entry.graph, (PENDING,))
            for texts in described.provenance():
                self._insert_parts(texts)

        def statements_of_description() -> Iterator[str]:
            yield from mark_pending(self._terms, [known])
            yield described.forget_description()
            yield from described.insert_description(most)
            yield from mark_done(self._terms, [write.entry])

        try:
            self._send(statements_of_description, 1)
        except RequestTooLargeError:
            self._send(lambda: chain(mark_pending(self._terms, [known]), (described.forget_description(),)), 0)
            self._insert_parts([line + "\n" for line in described.lines])
            self._send(lambda: mark_done(self._terms, [write.entry]), 1)
        return 1

    def _insert_parts(self, texts: Sequence[str]) -> None:
        """Writes N-Triples texts into the graph of the description, by as many as the store takes at once."""
        most = self._client.address.profile.triples_an_insert
        start, size = 0, len(texts)
        while start < len(texts):
            part = "".join(texts[start : start + size])
            try:
                self._send(partial(self._described.insert, part, most), 0)
            except RequestTooLargeError as problem:
                if size == 1:
                    raise StoreError(
                        f"{problem.message} Even a part of the description, {len(part):,} characters, is."
                    ) from problem
                size = (size + 1) // 2
            else:
                start += size

    def _send(self, statements: Callable[[], Iterator[str]], count: int) -> None:
        """One update: the lease made longer, the statements, and with the last of them the lease's end."""
        ends = [self._lease.end()] if count == self._left else []

        def text() -> str:
            self._lease.make_sure()
            return " ;\n".join((self._lease.renewal(), *statements(), *ends))

        self._client.update(text)
        self._left -= count
