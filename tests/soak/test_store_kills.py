"""`load` and the store killed at any moment: the next run brings both into step, and no reader ever sees half an article.

Reduced here, in full by `make soak`: 30 kills of the publisher and 10 of the server, for each of the two stores.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bench import Bench
from proxy import proxy_before
from servers import Server
from small_site import SmallSite

from publisher.core.errors import StoreError
from publisher.store.results import Table

pytestmark = pytest.mark.soak

SOAK = "SOAK" in os.environ
CLIENT_KILLS, SERVER_KILLS = (30, 10) if SOAK else (3, 1)
ARTICLES = 240
SCHEMA = "http://schema.org/"


def write_all(site: SmallSite, version: int) -> None:
    """Every article says its version in two triples, which must always agree; some come and go."""
    for number in range(ARTICLES):
        said = f"version {version}"
        site.write(f"a{number:03}", title=said, text=said, topics=["common", f"topic-{number % 50}"])
    for number in range(20):
        if version % 2:
            site.write(f"odd{number}", title=f"version {version}", text=f"version {version}")
        elif (site.folder / "content" / f"odd{number}.md").exists():
            site.remove(f"odd{number}")
    site.build()


class Reader(threading.Thread):
    """Asks all the while for one article, and for what would be half of any."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(daemon=True)
        self.bench = bench
        self.stopped = threading.Event()
        self.answers = 0
        self.faults: list[str] = []

    def run(self) -> None:
        site = self.bench.site
        own = f"GRAPH ?g {{ ?a a <{SCHEMA}Article> FILTER(STRSTARTS(STR(?a), '{site.base}article/a')) }}"
        while not self.stopped.is_set():
            graph = f"{site.base}graph/article/a{random.randrange(ARTICLES):03}"
            try:
                one = self.bench.select(f"SELECT ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
                all_ = self.bench.select(f"SELECT (COUNT(*) AS ?n) {{ {own} }}")
            except StoreError:
                time.sleep(0.05)  # the server has been killed
                continue
            self.answers += 2
            self.look(one, all_)
            time.sleep(0.01)

    def look(self, one: Table, all_: Table) -> None:
        said = {o for p, o in one.rows if p in {f"<{SCHEMA}headline>", f"<{SCHEMA}text>"}}
        if len(one.rows) != 12 or len(said) != 1:
            self.faults.append(f"half an article: {one.rows}")
        if all_.rows[0][0] != f'"{ARTICLES}"^^<http://www.w3.org/2001/XMLSchema#integer>':
            self.faults.append(f"not all articles: {all_.rows}")


def start_load(bench: Bench) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "publisher", "-C", bench.site.folder, "load", "--store", bench.store]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.parametrize("kind", ["oxigraph", "fuseki"])
def test_kills(kind: str, server_of: Callable[[str], Server], tmp_path: Path) -> None:
    server = server_of(kind)
    site = SmallSite(tmp_path / "site")
    with proxy_before(server.port) as proxy:
        bench = Bench(kind, server, proxy, site)
        proxy.close()
        proxy.port = server.port  # nothing stands between here: what is killed is the connection itself
        write_all(site, 0)
        bench.must_load()
        bench.must_be_in_step()
        write_all(site, 1)
        start = time.monotonic()
        start_load(bench).communicate()
        takes = time.monotonic() - start
        reader = Reader(bench)
        reader.start()
        equal = unfinished = 0
        for round_ in range(CLIENT_KILLS + SERVER_KILLS):
            write_all(site, round_ + 2)
            of_server = round_ >= CLIENT_KILLS
            process = start_load(bench)
            time.sleep(random.uniform(0.1, takes))
            (server if of_server else process).kill()
            if of_server:
                assert server.restart is not None
                server.process = server.restart()
            process.communicate()
            unfinished += "nothing was written" not in bench.must_load()
            bench.must_be_in_step()
            equal += 1
        reader.stopped.set()
        reader.join()
    print(
        f"\n{kind}: {CLIENT_KILLS} kills of the publisher, {SERVER_KILLS} of the server; {unfinished} left something to"
        f" do; {equal} of {CLIENT_KILLS + SERVER_KILLS} equal after the next run; {reader.answers:,} answers to the"
        f" reader, {len(reader.faults)} with half an article"
    )
    assert reader.faults == []
    assert reader.answers > 0
