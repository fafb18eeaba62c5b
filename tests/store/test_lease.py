"""Two publishers do not write at once; one that was killed blocks nobody for long."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bench import Bench
from proxy import Answer, Passed

from publisher.core.errors import StoreError
from publisher.store.connect import StoreOptions, connect
from publisher.store.sync.holder import own_name
from publisher.store.sync.lease import HeldLease, LeaseTakenError
from publisher.store.sync.state import Holding, StateTerms, read_holding


def lease_of(bench: Bench, holder: str, seconds: float) -> None:
    """Writes the lease of another publisher, as it would itself."""
    graph = bench.site.state_graph
    node = f"<{graph}#lease-0123456789abcdef>"
    until = int(time.time() + seconds)
    bench.update(
        f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> <{graph}#revision> '0123456789abcdef' ."
        f" {node} <{graph}#holder> '{holder}' ; <{graph}#until> {until} }} }}"
    )


def test_another_publisher_is_told_with_its_time(bench: Bench) -> None:
    lease_of(bench, "elsewhere boot space 4711 99", 50)
    done = bench.load()
    assert done.code == 2
    assert "process 4711 on elsewhere, writes to the store and has it until " in done.err
    assert bench.proxy.updates == []
    assert bench.managed() == set()


def test_a_lease_that_ran_out_is_taken_over(bench: Bench) -> None:
    lease_of(bench, "elsewhere boot space 4711 99", -5)
    bench.must_load()
    bench.must_be_in_step()
    assert leases(bench) == ()


def test_a_publisher_killed_on_this_machine_blocks_nobody(bench: Bench) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "from publisher.store.sync.holder import own_name; print(own_name())"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    lease_of(bench, gone, 50)
    bench.must_load()
    bench.must_be_in_step()
    assert leases(bench) == ()


def test_of_many_that_begin_at_once_one_at_a_time_writes(bench: Bench) -> None:
    terms = StateTerms(bench.site.state_graph)
    start = holding(bench)

    def take(_: int) -> bool:
        update_url = f"http://127.0.0.1:{bench.proxy.port}/update" if bench.kind == "generic" else None
        lease = HeldLease(connect(StoreOptions(bench.store, update_url)), terms, 60)
        try:
            return lease.take(start)
        except LeaseTakenError:
            return False

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(take, range(6)))
    assert sum(taken) <= 1
    assert len(leases(bench)) == sum(taken)


def test_a_publisher_that_lost_its_lease_stops(bench: Bench) -> None:
    """It was stopped so long that its lease ran out, and another came: here while its first update is under way."""
    if bench.kind != "oxigraph":
        pytest.skip("is about the publisher, not about the store")
    lease = HeldLease(connect(StoreOptions(bench.store)), StateTerms(bench.site.state_graph), 0)
    assert lease.take(holding(bench))
    bench.must_load()
    with pytest.raises(StoreError, match="meanwhile"):
        lease.make_sure()


def test_the_lease_is_given_back_when_a_run_fails(bench: Bench) -> None:
    def rule(request: Passed) -> Answer | None:
        return Answer(400, {}, b"no") if b"DROP" in request.body or b"graph/topic" in request.body else None

    bench.proxy.rule = lambda request: rule(request) if request.is_update else None
    assert bench.load().code == 2
    assert leases(bench) == ()


def test_a_process_knows_itself_and_the_dead() -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("the system does not tell of processes")
    from publisher.store.sync.holder import is_dead  # noqa: PLC0415 - what is tested

    own = own_name()
    assert not is_dead(own)
    host, boot, space, process, start = own.split(" ")
    assert process == str(os.getpid())
    assert is_dead(f"{host} {boot} {space} {process} {int(start) - 1}"), "another process had the number"
    assert not is_dead(f"{host} another-boot {space} 999999999 1"), "elsewhere nothing is known"
    assert not is_dead("nonsense")


def holding(bench: Bench) -> Holding:
    update_url = f"http://127.0.0.1:{bench.server.port}/update" if bench.kind == "generic" else None
    return read_holding(
        connect(StoreOptions(bench.named(bench.server.port), update_url)), StateTerms(bench.site.state_graph)
    )


def leases(bench: Bench) -> tuple[object, ...]:
    return holding(bench).leases
