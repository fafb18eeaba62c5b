"""Time of `publisher load` into a real Oxigraph server, divided by that of the same quads sent as bare Updates.

    python benchmarks/loading.py [--articles 10000] [--runs 3]

Then the load after one article has changed, divided by the first load. Each load goes into a new server with a folder
of its own; bare Updates and loads run in turn, each client a process of its own, and the least time of each counts.
The corpus is built without shapes, which is faster and changes no quad.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from servers import Server, start_oxigraph  # noqa: E402 - found beside the tests

BARE = """
import gzip, http.client, json, sys
from pathlib import Path
release, port = Path(sys.argv[1]), int(sys.argv[2])
def send(parts):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/update", b" ;\\n".join(parts), {"Content-Type": "application/sparql-update"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 204, answer.status
    connection.close()
with gzip.open(release / "graphs.jsonl.gz") as graphs, gzip.open(release / "dataset.nq.gz") as lines:
    parts = []
    for graph in map(json.loads, graphs):
        name = graph["graph"].encode()
        text = b"".join(next(lines) for _ in range(graph["quads"])).replace(b" <" + name + b"> .\\n", b" .\\n")
        parts.append(b"INSERT DATA { GRAPH <" + name + b"> {\\n" + text + b"} }")
        if len(parts) == 100:
            send(parts)
            parts = []
    send(parts)
"""


class Cost(NamedTuple):
    """Seconds on the clock, and seconds of both processors' time that client and server took."""

    clock: float
    processor: float


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = make_site(folder / "site", asked.articles)
        release = (site / "build" / "current").resolve()
        bare, first = [], []
        for run in range(asked.runs):
            bare.append(
                with_server(folder / f"bare{run}", lambda server: [cost(bare_command(release, server), server)])[0]
            )
            first.append(
                with_server(folder / f"load{run}", lambda server: [cost(load_command(site, server), server)])[0]
            )
        one = with_server(folder / "one", lambda server: one_changed(site, server, asked.runs))
        report(asked.articles, release, bare, first, one)


def report(articles: int, release: Path, bare: list[Cost], first: list[Cost], one: list[Cost]) -> None:
    """Print the ratios of the least times."""
    quads = re.findall(r'"quads": (\d+)', (release / "manifest.json").read_text("utf-8"))[0]
    print(f"{articles:,} articles, {int(quads):,} quads, {os.cpu_count()} cores, Oxigraph server on the loopback")
    for kind in Cost._fields:
        least = [min(getattr(each, kind) for each in costs) for costs in (bare, first, one)]
        print(
            f"{kind}: bare Updates {least[0]:.2f} s, publisher load {least[1]:.2f} s, ratio {least[1] / least[0]:.2f}"
            f" (at most 1.3); one article changed {least[2]:.2f} s, {least[2] / least[1]:.1%} (at most 3 %)"
        )


def make_site(site: Path, articles: int) -> Path:
    """The project's model over a made-up corpus, built."""
    site.mkdir()
    for name in ("mappings", "ontology", "shapes"):
        shutil.copytree(ROOT / name, site / name)
    configuration = (ROOT / "publisher.yaml").read_text("utf-8")
    (site / "publisher.yaml").write_text(configuration.replace("shapes: [shapes/medigy.ttl]", "shapes: []"), "utf-8")
    write_corpus(site / "examples" / "content", articles)
    build(site)
    return site


def build(site: Path) -> None:
    """Write a release."""
    command = [sys.executable, "-m", "publisher", "-C", str(site), "build"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def one_changed(site: Path, server: Server, runs: int) -> list[Cost]:
    """The costs of loads of which each finds one article changed."""
    cost(load_command(site, server), server)
    article = max((site / "examples" / "content").rglob("*.md"))
    costs = []
    for run in range(runs):
        text = article.read_text("utf-8")
        article.write_text(re.sub(r"(?m)^title: .*$", f"title: Changed for the {run}th time", text), "utf-8")
        build(site)
        costs.append(cost(load_command(site, server), server))
    return costs


def with_server(folder: Path, measure: Callable[[Server], list[Cost]]) -> list[Cost]:
    """What is measured at a new server with an empty store."""
    server = start_oxigraph(folder / "data")
    try:
        return measure(server)
    finally:
        server.kill()


def bare_command(release: Path, server: Server) -> list[str]:
    """Sends the release's quads, a hundred graphs an Update."""
    return [sys.executable, "-c", BARE, str(release), str(server.port)]


def load_command(site: Path, server: Server) -> list[str]:
    """Loads the release."""
    return [sys.executable, "-m", "publisher", "-C", str(site), "load", "--store", server.store]


def cost(command: list[str], server: Server) -> Cost:
    """What running the command costs here and in the server."""
    before, start, own = server_time(server), time.perf_counter(), os.times()
    # An installed publisher has its modules compiled; so has this one from its second run.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    clock, now = time.perf_counter() - start, os.times()
    children = now.children_user + now.children_system - own.children_user - own.children_system
    return Cost(clock, children + server_time(server) - before)


def server_time(server: Server) -> float:
    """Seconds of processor time that the server has taken, where the system tells."""
    file = Path(f"/proc/{server.process.pid}/stat")
    if not file.is_file():
        return 0.0
    fields = file.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
