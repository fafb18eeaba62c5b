"""Time of `publisher map` over a made-up corpus, divided by the floor: read, parse with fast_yaml, write the output.

    python benchmarks/mapping.py [--articles 10000] [--runs 3]

Floor and command run in turn, each in a process of its own; the least time of each counts.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
FLOOR = """
import sys, fast_yaml
from pathlib import Path
folder, made, written = sys.argv[1:]
for file in sorted(Path(folder).rglob("*.md")):
    source = file.read_bytes()
    fast_yaml.safe_load(source[4 : source.index(b"\\n---\\n", 3)].decode())
Path(written).write_bytes(Path(made).read_bytes())
"""


def timed(command: list[str]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    return time.perf_counter() - start


def mapped(folder: Path, output: Path) -> list[str]:
    """The command that maps a folder."""
    return [sys.executable, "-m", "publisher", "map", "-o", str(output), str(folder)]


def peak_memory(folder: Path, output: Path) -> int:
    """The most memory that mapping the folder takes, in bytes."""
    code = (
        "import os, resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
    )
    command = [sys.executable, "-c", code, *mapped(folder, output)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return int(re.findall(r"\d+", done.stdout)[-1])


def main() -> None:
    """Print the ratio and what an article adds to memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        few, many, made, copy = (Path(name, each) for each in ("few", "many", "made.nq", "copy.nq"))
        write_corpus(many, asked.articles)
        write_corpus(few, max(asked.articles // 10, 1))
        command = mapped(many, made)
        timed(command)
        floor = [sys.executable, "-c", FLOOR, str(many), str(made), str(copy)]
        times = [(timed(command), timed(floor)) for _ in range(asked.runs)]
        ours, least = (min(column) for column in zip(*times, strict=True))
        quads = made.read_bytes().count(b" .\n")
        growth = (peak_memory(many, made) - peak_memory(few, made)) / (asked.articles - max(asked.articles // 10, 1))
    print(f"{asked.articles:,} articles, {quads / asked.articles:.0f} quads each, {os.cpu_count()} cores, one process")
    print(f"publisher map {ours:.2f} s, floor {least:.2f} s, ratio {ours / least:.2f} (at most 1.5)")
    print(f"memory: {growth:.0f} bytes an article (at most 200)")


if __name__ == "__main__":
    main()
