"""`build` and `releases` as a user meets them: findings allowed, two at once, a full disk, and back again."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run
from small_project import article, small_project

from publisher.graph.release_files import DATASET, damages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def break_an_article(folder: Path) -> None:
    (folder / "content" / "000.md").write_text(article("a0", "A title that goes on and on " * 4), "utf-8")


def current(folder: Path) -> Path:
    return (folder / "build" / "current").resolve()


def test_findings_are_allowed_and_the_release_says_so(folder: Path) -> None:
    break_an_article(folder)
    refused = run("build", cwd=folder)
    assert refused.returncode == 1
    assert "not made current" in refused.stdout
    assert not (folder / "build" / "current").exists()
    allowed = run("build", "--allow-findings", cwd=folder)
    assert allowed.returncode == 0, allowed.stderr
    assert "now current, though it has findings at or above the threshold" in allowed.stdout
    assert "headline" in allowed.stderr
    manifest = json.loads((current(folder) / "manifest.json").read_text("utf-8"))
    assert (manifest["passed"], manifest["findings_allowed"], manifest["findings"]["error"]) == (False, True, 1)
    assert "findings allowed" in run("releases", cwd=folder).stdout


@pytest.fixture
def lock(folder: Path) -> Iterator[int]:
    """The lock of a build that runs."""
    (folder / "build").mkdir()
    handle = os.open(folder / "build" / ".lock", os.O_WRONLY | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield handle
    os.close(handle)


@pytest.mark.usefixtures("lock")
def test_a_second_build_says_that_another_one_runs(folder: Path) -> None:
    done = run("build", "--wait", "0", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "another build is running in 'build'" in done.stderr


def test_a_second_build_waits_for_the_first(folder: Path, lock: int) -> None:
    command = [sys.executable, "-m", "publisher", "build"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as second:
        assert second.stderr is not None
        assert "waiting for it" in second.stderr.readline()
        time.sleep(0.3)
        assert second.poll() is None
        fcntl.flock(lock, fcntl.LOCK_UN)
        out, _ = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "now current" in out


def test_releases_are_listed_and_switched_back(folder: Path) -> None:
    assert "no releases yet" in run("releases", cwd=folder).stderr
    run("build", cwd=folder)
    first = current(folder)
    (folder / "content" / "000.md").write_text(article("a0", "Another title"), "utf-8")
    run("build", cwd=folder)
    second = current(folder)
    listed = run("releases", cwd=folder).stdout.splitlines()
    assert [line.split()[0] for line in listed] == [second.name, first.name]
    assert [line.endswith("passed  current") for line in listed] == [True, False]
    assert "3 articles" in listed[0]
    used = run("releases", "use", first.name[:8], cwd=folder)
    assert (used.returncode, used.stdout) == (0, f"release {first.name} is now current\n")
    assert current(folder) == first
    records = json.loads(run("releases", "--format", "json", "--verify", cwd=folder).stdout)
    assert [(each["name"], each["current"], each["damages"]) for each in records] == [
        (first.name, True, []),
        (second.name, False, []),
    ]


def test_a_damaged_release_is_told_and_not_used(folder: Path) -> None:
    run("build", cwd=folder)
    first = current(folder)
    (folder / "content" / "000.md").write_text(article("a0", "Another title"), "utf-8")
    run("build", cwd=folder)
    with (first / DATASET).open("ab") as dump:
        dump.write(b"x")
    listed = run("releases", "--verify", cwd=folder)
    assert listed.returncode == 1
    assert "damaged: dataset.nq.gz is not what SHA256SUMS says" in listed.stdout
    used = run("releases", "use", first.name, cwd=folder)
    assert used.returncode == 2
    assert "damaged and was not made current" in used.stderr
    assert current(folder) != first


def test_a_full_disk_leaves_the_old_release_current_and_nothing_behind(folder: Path) -> None:
    """A limit on the size of files fails every write behind it, as a full disk does."""
    run("build", cwd=folder)
    before = current(folder)
    for number in range(40):
        text = article(f"n{number}", f"Number {number}", f"topic-{number}")
        (folder / "content" / f"n{number}.md").write_text(text, "utf-8")

    for limit in (0, 400, 2_000, 20_000):

        def limited(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        command = [sys.executable, "-m", "publisher", "build"]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=limited
        )  # the limit is of the child alone
        assert done.returncode == 2, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert "too large" in done.stderr.lower()
        assert current(folder) == before
        assert damages(before) == []
        assert not list((folder / "build" / "releases").glob(".*"))
    assert run("build", cwd=folder).returncode == 0
    assert current(folder) != before
