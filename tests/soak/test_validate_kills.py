"""`validate` ended by a signal at any moment: a short message, and nothing is left that makes the next run wrong.

Reduced here, in full by `make soak`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import run
from small_project import article, small_project

MOMENTS = 30 if os.environ.get("SOAK") else 3
ARTICLES = 60
LONG = "A headline that is much longer than the sixty characters that this shape wants to allow"
OUTPUTS = ("out.sarif", "out.json", "known.json")
OLD = b'{"version": 1, "findings": []}\n'
"""What the files hold before, which is also a baseline."""
WAYS = {
    "SIGINT": (signal.SIGINT, 130),
    "SIGTERM": (signal.SIGTERM, 143),
    "SIGHUP": (signal.SIGHUP, 129),
    "kill -9": (signal.SIGKILL, -signal.SIGKILL),
}
COMMAND = ("validate", "--format", "sarif=out.sarif", "--format", "json=out.json", "--write-baseline", "known.json")


pytestmark = pytest.mark.soak


class Ended(NamedTuple):
    """``code`` is minus the signal's number where it came when all was done, and Python had stopped listening."""

    code: int
    errors: str


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which each third article has something to tell, and each fourth something to repair."""
    folder = small_project(tmp_path_factory.mktemp("interrupted") / "project")
    for number in range(ARTICLES):
        title = LONG if number % 3 == 0 else "'A title  '" if number % 4 == 0 else "A title"
        (folder / "content" / f"{number:03}.md").write_text(article(f"a{number}", title), "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(project: Path) -> tuple[float, Mapping[str, bytes]]:
    """How long a run takes that nothing interrupts, and what it writes."""
    started = time.monotonic()
    assert run(*COMMAND, "--no-cache", cwd=project).returncode == 0
    return time.monotonic() - started, outputs(project)


def outputs(folder: Path) -> Mapping[str, bytes]:
    return {name: (folder / name).read_bytes() for name in OUTPUTS if (folder / name).exists()}


def wait_until_it_listens(process: int) -> None:
    """Until the process catches SIGTERM: before that Python itself starts, and no line of the publisher has run."""
    status = Path(f"/proc/{process}/status")
    deadline = time.monotonic() + 30
    while status.exists() and time.monotonic() < deadline:
        caught = next((line for line in status.read_text().splitlines() if line.startswith("SigCgt")), "SigCgt: 0")
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.002)
    time.sleep(0.3)


def interrupted(folder: Path, number: signal.Signals, after: float, *arguments: str) -> Ended:
    command = [sys.executable, "-m", "publisher", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        wait_until_it_listens(process.pid)
        time.sleep(after)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    return Ended(process.returncode, errors)


@pytest.mark.parametrize("way", WAYS)
def test_a_run_that_is_ended_leaves_nothing_wrong(
    way: str, project: Path, whole: tuple[float, Mapping[str, bytes]]
) -> None:
    number, code = WAYS[way]
    longest, right = whole
    chance = random.Random(way)
    ended = 0
    for moment in range(MOMENTS):
        for name in OUTPUTS:
            (project / name).write_bytes(OLD)
        done = interrupted(project, number, chance.uniform(0, longest), *COMMAND)
        ended += done.code == code
        assert done.code in {0, code, -number}, done
        assert "Traceback" not in done.errors, done
        assert "Exception ignored" not in done.errors, done
        if done.code > 0:
            last = done.errors.splitlines()[-1]
            assert last.startswith(f"publisher: interrupted by {way}; what was finished stays"), done
            assert not [path.name for path in project.iterdir() if path.name.startswith(".")], "nothing is left over"
        there = outputs(project)
        assert all(there[name] in {OLD, right[name]} for name in OUTPUTS), f"moment {moment}: half a file"
        assert run(*COMMAND, cwd=project).returncode == 0
        assert outputs(project) == right, f"moment {moment}: the next run, with the cache that was left, is another"
    assert ended, "no signal came in time"


@pytest.mark.parametrize("way", WAYS)
def test_repairs_that_are_ended_leave_whole_files(way: str, tmp_path: Path) -> None:
    number, code = WAYS[way]
    chance = random.Random(way)
    folder = small_project(tmp_path / "project", 0)
    files = [folder / "content" / f"{number:03}.md" for number in range(150)]
    ended = 0
    for _ in range(MOMENTS):
        for number_of, file in enumerate(files):
            file.write_text(article(f"a{number_of}", "'A title  '"), "utf-8")
        done = interrupted(folder, number, chance.uniform(0.1, 0.5), "validate", "--fix", "--no-cache")
        ended += done.code == code
        assert done.code in {0, code, -number}, done
        assert "Traceback" not in done.errors, done
        before_and_after = {article(f"a{at}", title) for at in range(150) for title in ("'A title  '", "'A title'")}
        assert {file.read_text("utf-8") for file in files} <= before_and_after
        again = run("validate", "--fix", "--no-cache", cwd=folder)
        assert again.returncode == 0, again.stdout
        assert [file.read_text("utf-8") for file in files] == [article(f"a{at}", "'A title'") for at in range(150)]
    assert ended, "no signal came in time"


def test_what_is_ignored_stays_ignored(project: Path) -> None:
    command = f"trap '' INT; exec {sys.executable} -m publisher validate --format concise"
    with subprocess.Popen(["/bin/sh", "-c", command], cwd=project, stdout=subprocess.DEVNULL) as process:
        wait_until_it_listens(process.pid)
        process.send_signal(signal.SIGINT)
        process.wait(60)
    assert process.returncode == 1
