"""The cache is at worst of no use: shared by two processes, on a full disk, of another version, grown too large."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import article, small_project
from test_incremental import assert_same, built

from publisher.graph.cache import scope
from publisher.graph.cache.folder import LONGEST_DAYS, CacheFolder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = small_project(tmp_path / "project", 40)
    for number in range(40):
        text = article(f"a{number}", f"Title {number}", f"t{number}", more=f"tags: [{'x' * 200}]\n")
        (made / "content" / f"{number:03}.md").write_text(text, "utf-8")
    monkeypatch.chdir(made)
    yield made
    monkeypatch.chdir(tmp_path)


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "build" / "cache").glob("*/*") if path.is_file())


def test_two_processes_fill_one_cache_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "publisher", "validate", "--format", "jsonl"]
    alone = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, check=False)
    runs = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE),
        subprocess.Popen([*command[:3], "build"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE),
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE),
    ]
    told = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], told
    assert told[0][0] == told[2][0] == alone.stdout != b""
    assert not [path for path in kept(folder) if path.name.startswith(".")]
    assert_same(folder, monkeypatch)


@pytest.mark.parametrize("limit", [0, 700, 5_000, 12_000])
def test_a_disk_that_is_full_for_the_cache_costs_the_cache_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """`validate` writes nothing else: a limit on the size of files is its full disk."""
    command = [sys.executable, "-m", "publisher", "validate", "--format", "jsonl"]
    alone = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, check=False)
    full = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert (full.returncode, full.stdout, full.stderr) == (alone.returncode, alone.stdout, alone.stderr)
    assert not [path for path in kept(folder) if path.name.startswith(".") or path.stat().st_size > limit]
    assert_same(folder, monkeypatch)


def test_what_another_version_of_the_publisher_kept_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(with_cache=True)
    before = {path.parent for path in kept(folder)}
    scope._program.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(scope, "_program", lambda: "another version")
        patch.setattr("publisher.pieces.make_piece", None)
        with pytest.raises(TypeError):
            built(with_cache=True)
        patch.undo()
    monkeypatch.setattr(scope, "_program", lambda: "another version")
    assert_same(folder, monkeypatch)
    assert {path.parent for path in kept(folder)} > before


def test_what_was_of_no_use_for_long_is_removed_and_the_rest_kept_to_a_size(folder: Path) -> None:
    built(with_cache=True)
    files = kept(folder)
    long_ago = time.time() - (LONGEST_DAYS + 1) * 86_400
    for number, file in enumerate(files):
        os.utime(file, (long_ago, long_ago) if number % 2 else None)
    cache = CacheFolder(folder / "build", "scope")
    cache.save("pack", "more", b"x" * 1000)
    cache.tidy()
    assert kept(folder) == sorted([*files[::2], *(folder / "build" / "cache" / "scope").glob("*")])
    cache.tidy(most_bytes=1200)
    assert sum(path.stat().st_size for path in kept(folder)) <= 1200


def test_a_cache_that_goes_away_meanwhile_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(with_cache=True)
    real = CacheFolder.load

    def load(self: CacheFolder, kind: str, key: str) -> bytes | None:
        content = real(self, kind, key)
        shutil.rmtree(folder / "build" / "cache", ignore_errors=True)
        return content

    (folder / "content" / "005.md").write_text(article("a5", "Another"), "utf-8")
    monkeypatch.setattr(CacheFolder, "load", load)
    assert_same(folder, monkeypatch)
