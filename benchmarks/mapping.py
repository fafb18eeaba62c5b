"""Time of `publisher map` over a made-up corpus, divided by the floor: read, parse with fast_yaml, write the output.

    python benchmarks/mapping.py [--articles 10000] [--runs 3]

Floor and command run in turn, each in a process of its own; the least time of each counts. Byte code is written
before, as an installed publisher has it. A second ratio is that of processor time, which other work on the machine
disturbs less.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import resource
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


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds that a command takes, and how many of them the processor works for it."""
    start, used = time.perf_counter(), processor_time()
    subprocess.run(command, cwd=ROOT, check=True)
    return time.perf_counter() - start, processor_time() - used


def processor_time() -> float:
    """Seconds that the processor has worked for the commands so far, the system's part included."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


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
        compileall.compile_dir(ROOT / "publisher", quiet=1)
        command = mapped(many, made)
        timed(command)
        floor = [sys.executable, "-c", FLOOR, str(many), str(made), str(copy)]
        times = [(timed(command), timed(floor)) for _ in range(asked.runs)]
        (ours, our_work), (least, least_work) = (
            (min(each[side][0] for each in times), min(each[side][1] for each in times)) for side in (0, 1)
        )
        quads = made.read_bytes().count(b" .\n")
        growth = (peak_memory(many, made) - peak_memory(few, made)) / (asked.articles - max(asked.articles // 10, 1))
    print(f"{asked.articles:,} articles, {quads / asked.articles:.0f} quads each, {os.cpu_count()} cores, one process")
    print(f"publisher map {ours:.2f} s, floor {least:.2f} s, ratio {ours / least:.2f} (at most 1.5)")
    print(f"processor time {our_work:.2f} s, floor {least_work:.2f} s, ratio {our_work / least_work:.2f}")
    print(f"memory: {growth:.0f} bytes an article (at most 200)")


if __name__ == "__main__":
    main()
