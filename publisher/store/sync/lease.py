"""A lease in the store, so that two publishers do not write at once.

Who wants to write replaces the state's revision by a token of its own, on the condition that the revision is still the
one that was read with the state: of two, one succeeds, and both look afterwards. A lease ends by itself, by the store's
clock; one whose process is known to be gone does not count.
"""

from __future__ import annotations

import contextlib
import secrets
from datetime import UTC, datetime
from time import time

from publisher.core.errors import StoreError
from publisher.core.terms import literal
from publisher.store.client import StoreClient
from publisher.store.sync.holder import is_dead, own_name, shown
from publisher.store.sync.state import Holding, Lease, StateTerms, read_holding

_NO_REVISION = "0"
SPARE = 30
"""Seconds that a lease lasts longer than a request may take."""


class LeaseTakenError(StoreError):
    """Another publisher writes to the store."""


class HeldLease:
    """The right to write. ``seconds`` is how long it lasts each time that it is renewed."""

    def __init__(self, client: StoreClient, terms: StateTerms, seconds: float) -> None:
        self._client = client
        self._terms = terms
        self._seconds = seconds
        self._token = secrets.token_hex(8)
        self._node = terms.lease(self._token)
        self._until = 0.0
        self._clock_ahead = 0.0

    def take(self, holding: Holding) -> bool:
        """Takes the lease where the state still has that revision; False where it has another one by now.

        Raises LeaseTakenError while another publisher has it.
        """
        refuse_if_taken(holding)
        self._clock_ahead = holding.clock_ahead
        self._client.update(lambda: self._taking(holding))
        return self._is_mine(read_holding(self._client, self._terms))

    def renewal(self) -> str:
        """The statements that make the lease last longer; they stand in every update, and so cost no request."""
        until = self._store_time() + self._seconds
        self._until = until
        terms = self._terms
        return (
            f"DELETE WHERE {{ GRAPH {terms.graph} {{ {self._node} {terms.until} ?until }} }} ;\n"
            f"INSERT DATA {{ GRAPH {terms.graph} {{ {self._node} {terms.until} {int(until)} }} }}"
        )

    def end(self) -> str:
        """The statement that gives the lease back."""
        return f"DELETE WHERE {{ GRAPH {self._terms.graph} {{ {self._node} ?what ?value }} }}"

    def make_sure(self) -> None:
        """Looks whether the lease is still ours where it has run out meanwhile. Raises LeaseTakenError where it is not."""
        if self._store_time() >= self._until:
            holding = read_holding(self._client, self._terms)
            if self._token not in holding.revisions:
                refuse_if_taken(holding)
                raise LeaseTakenError("another publisher has written to the store meanwhile; run again")

    def give_back(self) -> None:
        """Ends the lease where a run breaks off. Where that fails too, it ends by itself."""
        with contextlib.suppress(StoreError):
            self._client.update_once(self.end())

    def _store_time(self) -> float:
        return time() + self._clock_ahead

    def _taking(self, holding: Holding) -> str:
        terms, graph = self._terms, self._terms.graph
        old = holding.revisions or (_NO_REVISION,)
        revisions = " . ".join(f"{graph} {terms.revision} {literal(each)}" for each in old)
        self._until = self._store_time() + self._seconds
        own = (
            f"{graph} {terms.revision} {literal(self._token)} . {self._node} {terms.holder} {literal(own_name())} ;"
            f" {terms.until} {int(self._until)}"
        )
        statements = [f"DELETE WHERE {{ GRAPH {graph} {{ {lease.node} ?what ?value }} }}" for lease in holding.leases]
        if not holding.revisions:
            statements.append(f"INSERT DATA {{ GRAPH {graph} {{ {revisions} }} }}")
        statements.append(
            f"DELETE {{ GRAPH {graph} {{ {revisions} }} }} INSERT {{ GRAPH {graph} {{ {own} }} }}"
            f" WHERE {{ GRAPH {graph} {{ {revisions} }} }}"
        )
        return " ;\n".join(statements)

    def _is_mine(self, holding: Holding) -> bool:
        if holding.revisions == (self._token,):
            return True
        if self._token in holding.revisions:
            mine = f"{self._terms.graph} {self._terms.revision} {literal(self._token)}"
            self._client.update_once(f"DELETE DATA {{ GRAPH {self._terms.graph} {{ {mine} }} }} ;\n{self.end()}")
        others = tuple(lease for lease in holding.leases if lease.node != self._node)
        refuse_if_taken(holding_of(others, holding))
        return False


def holding_of(leases: tuple[Lease, ...], holding: Holding) -> Holding:
    """The holding with these leases alone."""
    return Holding(holding.revisions, leases, holding.clock_ahead)


def refuse_if_taken(holding: Holding) -> None:
    """Raises LeaseTakenError, which tells who and until when, while another publisher has the store."""
    for lease in holding.leases:
        left = lease.until - holding.now()
        if left > 0 and not is_dead(lease.holder):
            until = datetime.fromtimestamp(time() + left, UTC).strftime("%H:%M:%S")
            raise LeaseTakenError(
                f"another publisher, {shown(lease.holder)}, writes to the store and has it until {until} UTC;"
                " run again when it has ended"
            )
