"""`build` killed at any moment: the current release is always whole. Reduced here, in full by `make soak`."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import run
from pyoxigraph import Store
from small_project import article, small_project

from publisher.graph.release_files import STORE, damages, read_manifest
from publisher.graph.releases import Releases

KILLS = 30 if os.environ.get("SOAK") else 5
ARTICLES = 40

pytestmark = pytest.mark.soak


def is_whole(release: Path) -> bool:
    """Its files are what their checksums say, and its store opens and answers."""
    if damages(release):
        return False
    store = Store.read_only(str(release / STORE))
    graphs = sum(1 for graph in store.named_graphs() if not graph.value.endswith("/graph/dataset"))
    return graphs == read_manifest(release)["graphs"]


def test_a_killed_build_leaves_a_whole_current_release(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "project", ARTICLES)
    started = time.monotonic()
    assert run("build", cwd=folder).returncode == 0
    longest = 1.2 * (time.monotonic() - started)
    chance = random.Random(7)
    releases = Releases(folder / "build")
    killed = 0
    for number in range(KILLS):
        changed = folder / "content" / f"{chance.randrange(ARTICLES):03}.md"
        changed.write_text(article(f"a{changed.stem}", f"Title {number}", f"topic-{number}"), "utf-8")
        command = [sys.executable, "-m", "publisher", "build"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0.1, longest))
            build.send_signal(signal.SIGKILL)
        killed += build.returncode == -signal.SIGKILL
        assert is_whole(releases.current()), f"kill {number}"
        assert all(is_whole(releases.folder / line.name) for line in releases.lines()), f"kill {number}"
    print(f"{KILLS} kills, {killed} while the build ran, always a whole current release")
    assert killed > KILLS // 3
    assert run("build", cwd=folder).returncode == 0
    assert is_whole(releases.current())
    left = [path.name for path in (folder / "build").rglob(".*") if path.name not in {".lock", ".gitignore"}]
    assert left == [], "leftovers are cleaned by the next run"
