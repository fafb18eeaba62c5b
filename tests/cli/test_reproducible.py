"""A release is the same bytes wherever, whenever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import article, small_project

SHUFFLED = """
import os, random, runpy
real, chance = os.scandir, random.Random(4)
class Shuffled:
    def __init__(self, path="."):
        with real(path) as found:
            self.found = list(found)
        chance.shuffle(self.found)
        self.found = iter(self.found)
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass
os.scandir = Shuffled
listed = os.listdir
os.listdir = lambda path=".": chance.sample(names := listed(path), len(names))
runpy.run_module("publisher", run_name="__main__")
"""


def write(folder: Path, *, backwards: bool = False) -> Path:
    """A project with findings of many kinds, its files made in this order or the other."""
    small_project(folder, 0)
    texts = {f"{number:03}.md": article(f"a{number}", f"Title {number}", f"t{number % 7}") for number in range(30)}
    texts["005.md"] = article("a4", "An article of the same key as another")
    texts["006.md"] = article("a6", label="A label that is not the other one", topic="t1", more="tite: x\n")
    texts["007.md"] = article("a7", "A title that is far too long " * 5, more="page: here\n")
    texts["008.md"] = article("a8", more="page: here\n")
    texts["009.md"] = "---\nkey: [\n---\n"
    texts["sub/010.md"] = article("b10", more="Title: y\n")
    for name, text in sorted(texts.items(), reverse=backwards):
        (folder / "content" / name).parent.mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    return folder


def built(folder: Path, command: list[str], cwd: Path, **environment: str) -> dict[str, bytes]:
    """The files of the release, but for those of the store."""
    arguments = [sys.executable, *command, "build", "--allow-findings"]
    done = subprocess.run(
        arguments, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    release = (folder / "build" / "current").resolve()
    return {release.name: b"", **{path.name: path.read_bytes() for path in release.iterdir() if path.is_file()}}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = write(tmp_path_factory.mktemp("first") / "project")
    files = built(folder, ["-m", "publisher"], folder, TZ="UTC", PYTHONHASHSEED="0")
    codes = files["findings.jsonl"].count(b"\n")
    assert codes > 5, "there is something to tell"
    return files


def test_with_another_hash_seed_time_zone_language_and_folder(first: dict[str, bytes], tmp_path: Path) -> None:
    folder = write(tmp_path / "another place")
    zone = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "de_DE.UTF-8"}
    assert built(folder, ["-m", "publisher"], folder, **zone) == first


def test_with_files_that_the_system_lists_in_another_order(first: dict[str, bytes], tmp_path: Path) -> None:
    folder = write(tmp_path / "project", backwards=True)
    assert built(folder, ["-c", SHUFFLED], folder) == first


@pytest.mark.parametrize("name", ["absolute", "relative", "dotted"])
def test_from_elsewhere(first: dict[str, bytes], tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "site")
    where = {"absolute": str(folder), "relative": "site", "dotted": "./other/../site/"}[name]
    (tmp_path / "other").mkdir()
    assert built(folder, ["-m", "publisher", "-C", where], tmp_path) == first


def test_a_second_time_and_after_another_release(first: dict[str, bytes], tmp_path: Path) -> None:
    folder = write(tmp_path / "project")
    command = ["-m", "publisher"]
    assert built(folder, command, folder) == built(folder, command, folder) == first
    (folder / "content" / "003.md").write_text(article("a3", "Another"), "utf-8")
    assert built(folder, command, folder) != first
    shutil.rmtree(folder / "build")
    write_again = article("a3", "Title 3", "t3")
    (folder / "content" / "003.md").write_text(write_again, "utf-8")
    assert built(folder, command, folder) == first
