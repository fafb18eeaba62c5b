"""Time of `publisher pages` over a release of made-up articles, divided by the time of mapping the same articles.

    python benchmarks/pages.py [--articles 10000] [--runs 3]

`publisher map` and `publisher pages` run in turn, each in a process of its own; the least processor time of each counts.
The second run of `publisher pages`, with nothing changed, must write no file.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
PUBLISHER = (sys.executable, "-m", "publisher")


def processor_time(command: list[str]) -> tuple[float, str]:
    """Seconds of the processor that a command takes, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def peak_memory(command: list[str]) -> int:
    """The most memory that the command takes, in bytes."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, stdout=subprocess.PIPE, text=True)
    return int(re.findall(r"\d+", done.stdout)[-1])


def project(folder: Path, articles: int) -> list[str]:
    """Writes a project with so many articles and builds it; gives the command that works on it."""
    for part in ("publisher.yaml", "mappings", "ontology", "shapes"):
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, folder / part)
    write_corpus(folder / "examples" / "content", articles)
    command = [*PUBLISHER, "-C", str(folder)]
    subprocess.run([*command, "build", "--allow-findings"], check=True, capture_output=True)
    return command


def main() -> None:
    """Print the ratio, and what the second run writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = project(folder, asked.articles)
        mapping, writing = [], []
        for number in range(asked.runs):
            mapping.append(processor_time([*command, "map", "-o", str(folder / "made.nq")])[0])
            seconds, told = processor_time([*command, "pages", "--to", str(folder / f"pages-{number}")])
            writing.append(seconds)
        again, told_again = processor_time([*command, "pages", "--to", str(folder / "pages-0")])
        memory = peak_memory([*command, "pages", "--to", str(folder / "pages-0")])
        bytes_written = sum(file.stat().st_size for file in (folder / "pages-0").glob("*.jsonld"))
    print(
        f"{asked.articles:,} articles, {bytes_written / asked.articles:,.0f} bytes a document, {os.cpu_count()} cores"
    )
    print(told.strip().rpartition(": ")[2])
    ratio = min(writing) / min(mapping)
    print(f"publisher pages {min(writing):.2f} s, publisher map {min(mapping):.2f} s, ratio {ratio:.2f} (at most 1.5)")
    print(f"a second run with nothing changed {again:.2f} s: {told_again.strip().rpartition(': ')[2]}")
    print(f"memory at most {memory / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
