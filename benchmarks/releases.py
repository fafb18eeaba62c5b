"""What a release costs, as ratios of things measured in the same run.

    python benchmarks/releases.py [--articles 10000] [--runs 3]

`publisher build` from nothing, the cache included, against `publisher map` of the same; then the build after one
article has changed against that from nothing. Commands run in turn, each in a process of its own; the least of each
counts. Seconds are of the clock, and of the processor, which other work on the machine disturbs less. Last the most
memory that a build from nothing takes, here and with a tenth of the articles. The articles are without findings.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpus import ROOT, Corpus
from validating import CONFIGURATION, PREFIXES, Seconds, least, nodes, timed, topics, write_project

REGISTERS = {
    "topic": "graph/scheme/{name}",
    "community": "graph/community/{key}",
    "organization": "graph/organization/{key}",
    "person": "graph/person/{key}",
}
MEMORY = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    "print('most', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
)


def write_site(folder: Path, articles: int) -> Path:
    """A project without findings, whose registers stand in the graphs that articles give to their nodes."""
    write_project(folder, articles)
    corpus = Corpus()
    for file, entries in by_graph([*topics(corpus), *nodes(corpus)]).items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(PREFIXES + "".join(entries))
    before = CONFIGURATION[: CONFIGURATION.index("- {file: topics.ttl")]
    registers = (f'- {{file: {kind}/*.ttl, graph: "$(_base){graph}"}}\n' for kind, graph in REGISTERS.items())
    (folder / "publisher.yaml").write_text(before + "".join(registers))
    return folder


def by_graph(entries: Iterable[str]) -> dict[str, list[str]]:
    """The entries of registers by file: one a scheme, and one a kind of node."""
    files: dict[str, list[str]] = {}
    for entry in entries:
        kind, name = re.findall(r"/id/(\w+)/([^/>]+)", entry)[0]
        files.setdefault(f"{kind}/{name if kind == 'topic' else 'all'}.ttl", []).append(entry)
    return files


def build_from_nothing(site: Path) -> Seconds:
    """What a build costs that finds no release and no cache."""
    shutil.rmtree(site / "build", ignore_errors=True)
    return build(site)


def build(site: Path) -> Seconds:
    """What a build costs, which must pass."""
    spent = timed("-C", str(site), "build")
    if not (site / "build" / "current").exists():
        sys.exit("the release did not pass: the corpus is not without findings")
    return spent


def change_one(site: Path, number: int) -> None:
    """Another title for one article, each time of another part of the corpus."""
    articles = sorted((site / "content").rglob("*.md"))
    article = articles[(number * 7919 + 1) % len(articles)]
    text = article.read_text("utf-8")
    article.write_text(re.sub(r"(?m)^title: .*$", f"title: Changed for the {number + 1}th time", text), "utf-8")


def most_memory(site: Path) -> int:
    """The most memory that a build from nothing takes, in bytes."""
    shutil.rmtree(site / "build", ignore_errors=True)
    command = [sys.executable, "-c", MEMORY, sys.executable, "-m", "publisher", "-C", str(site), "build"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return int(re.findall(r"most (\d+)", done.stdout)[-1])


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    # An installed publisher has its modules compiled.
    compileall.compile_dir(ROOT / "publisher", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        site, made = write_site(Path(name, "site"), asked.articles), Path(name, "made.nq")
        runs: dict[str, list[Seconds]] = {"map": [], "whole": [], "one": []}
        for number in range(asked.runs):
            runs["map"].append(timed("-C", str(site), "map", "-o", str(made)))
            runs["whole"].append(build_from_nothing(site))
            change_one(site, number)
            runs["one"].append(build(site))
        quads = made.read_bytes().count(b" .\n")
        few = write_site(Path(name, "few"), max(asked.articles // 10, 1))
        memory = [most_memory(few), most_memory(site)]
    print(f"{asked.articles:,} articles, {quads:,} quads, {os.cpu_count()} cores")
    report({kind: least(each) for kind, each in runs.items()})
    print(f"most memory of a build: {memory[1] >> 20} MB, with a tenth of the articles {memory[0] >> 20} MB")


def report(best: dict[str, Seconds]) -> None:
    """Print the ratios of the least times."""
    for kind in Seconds._fields:
        mapping, whole, one = (getattr(best[each], kind) for each in ("map", "whole", "one"))
        print(
            f"{kind}: map {mapping:.2f} s, build {whole:.2f} s, ratio {whole / mapping:.2f} (at most 3);"
            f" one article changed {one:.2f} s, {one / whole:.1%} (at most 15 %)"
        )


if __name__ == "__main__":
    main()
