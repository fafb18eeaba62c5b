"""Releases: whole or not there, whatever happens; kept, replaced and switched without a moment in which none is current."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from small_project import SHAPES, article, small_project

from publisher.building import Checks, build
from publisher.core.errors import ReleaseError, UsageError
from publisher.core.findings import Finding
from publisher.graph import durable, release_writer
from publisher.graph.description.document import previous_of
from publisher.graph.description.names import ReleaseNames
from publisher.graph.release_files import CHECKSUMS, DATASET, MANIFEST, damages, read_manifest
from publisher.graph.releases import Releases
from publisher.project import Project

STRICTER = SHAPES.replace("maxLength 60", "maxLength 3")


def built(folder: Path, checks: Checks | None = None) -> Path:
    """The folder of the release that a build of the project wrote."""
    project = Project.open(folder)
    steps = build(project.workspace, project._corpus(()), checks or Checks())
    while True:
        try:
            assert isinstance(next(steps), Finding)
        except StopIteration as end:
            return Path(end.value.release)


def releases_of(folder: Path) -> Releases:
    return Releases(folder / "build")


def retitle(folder: Path, title: str) -> None:
    (folder / "content" / "000.md").write_text(article("a0", title), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def test_a_power_cut_cannot_take_what_a_release_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and folder is synced before the release gets its name, and the names after they are given."""
    events: list[tuple[str, object]] = []
    real_sync, real_rename = os.fsync, os.rename

    def sync(handle: int) -> None:
        events.append(("sync", os.fstat(handle).st_ino))
        real_sync(handle)

    def rename(source: str, target: str) -> None:
        events.append(("rename", Path(target).name))
        real_rename(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", rename)
    release = built(folder)
    named = events.index(("rename", release.name))
    before = {what for kind, what in events[:named] if kind == "sync"}
    after = [what for kind, what in events[named:] if kind == "sync"]
    assert {path.stat().st_ino for path in (release, *release.rglob("*"))} <= before
    assert [(folder / "build" / "releases").stat().st_ino, (folder / "build").stat().st_ino] == after[:2]


def test_a_kill_while_old_releases_are_removed_leaves_no_half_of_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("one", "two", "three"):
        retitle(folder, title)
        built(folder)

    def killed(tree: Path) -> None:
        (tree / DATASET).unlink()
        raise KeyboardInterrupt

    retitle(folder, "four")
    with monkeypatch.context() as patch:
        patch.setattr(durable.shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            releases_of(folder).prune(1)
    assert all(damages(folder / "build" / "releases" / line.name) == [] for line in releases_of(folder).lines())
    built(folder)
    assert not list((folder / "build" / "releases").glob(".*"))


def test_the_link_that_a_killed_build_had_begun_is_removed(folder: Path) -> None:
    (folder / "build").mkdir()
    (folder / "build" / ".current-4711").symlink_to("releases/nothing")
    built(folder)
    assert not list((folder / "build").glob(".current-*"))


def test_a_failing_build_never_points_at_a_release_that_passed(folder: Path) -> None:
    good = built(folder)
    (folder / "shapes.ttl").write_text(STRICTER, "utf-8")
    bad = built(folder)
    assert (read_manifest(good)["passed"], read_manifest(bad)["passed"]) == (True, False)
    assert "maxLength" not in (good / "findings.jsonl").read_text("utf-8")
    assert len((bad / "findings.jsonl").read_text("utf-8").splitlines()) > 3
    assert releases_of(folder).current() == good
    assert damages(good) == damages(bad) == []


def test_what_is_found_anew_in_the_same_data_replaces_what_was_found_before(folder: Path) -> None:
    first = built(folder)
    before = (first / "findings.jsonl").read_text("utf-8")
    (folder / "shapes.ttl").write_text(STRICTER.replace("sh:Violation", "sh:Info"), "utf-8")
    again = built(folder)
    assert again == first
    assert len((again / "findings.jsonl").read_text("utf-8").splitlines()) > len(before.splitlines())
    assert damages(again) == []


def test_a_release_that_passes_takes_the_place_of_one_that_did_not(folder: Path) -> None:
    (folder / "shapes.ttl").write_text(STRICTER, "utf-8")
    bad = built(folder)
    with pytest.raises(ReleaseError, match="no current release"):
        releases_of(folder).current()
    (folder / "shapes.ttl").write_text(SHAPES, "utf-8")
    assert built(folder) == bad == releases_of(folder).current()
    assert read_manifest(bad)["passed"] is True


def test_a_damaged_release_is_mended_by_the_next_build_of_the_same(folder: Path) -> None:
    release = built(folder)
    (release / DATASET).write_bytes(b"")
    assert damages(release)
    assert built(folder) == release
    assert damages(release) == []


def test_a_reader_always_finds_a_current_release_while_its_like_is_replaced(folder: Path) -> None:
    current = folder / "build" / "current" / MANIFEST
    built(folder)
    missing: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                json.loads(current.read_text("utf-8"))
            except (OSError, ValueError) as problem:
                missing.append(repr(problem))

    reader = threading.Thread(target=read)
    reader.start()
    for shapes in (STRICTER, SHAPES, STRICTER.replace("3 ;", "4 ;"), SHAPES):
        (folder / "shapes.ttl").write_text(shapes, "utf-8")
        built(folder, Checks(allow_findings=True))
    done.set()
    reader.join()
    assert missing == []


def test_a_kill_between_two_renames_is_mended_where_folders_cannot_be_swapped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = built(folder)
    (folder / "shapes.ttl").write_text(STRICTER, "utf-8")
    real, renamed = Path.rename, []

    def rename(self: Path, target: Path) -> Path:
        renamed.append(target)
        if Path(target).name == release.name:
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(release_writer, "exchange", lambda *_: False)
        patch.setattr(Path, "rename", rename)
        with pytest.raises(KeyboardInterrupt):
            built(folder, Checks(allow_findings=True))
    assert not release.exists()
    with releases_of(folder).locked():
        assert releases_of(folder).current() == release
    assert damages(release) == []


def test_the_newest_releases_are_kept_and_one_built_again_is_new(folder: Path) -> None:
    made = []
    for number, title in enumerate(("one", "two", "three", "one", "four", "five")):
        retitle(folder, title)
        made.append(built(folder))
        os.utime(made[-1] / MANIFEST, (number, number))
    assert made[3] == made[0]
    kept = [line.name for line in releases_of(folder).lines()]
    assert kept == [made[5].name, made[4].name, made[3].name]


def age(*releases: Path) -> None:
    """Makes the releases old, the first the oldest."""
    for number, release in enumerate(releases):
        os.utime(release / MANIFEST, (number, number))


def test_a_release_that_was_gone_back_to_counts_as_the_newest(folder: Path) -> None:
    first = built(folder)
    made = []
    for title in ("two", "three"):
        retitle(folder, title)
        made.append(built(folder))
    age(first, *made)
    releases_of(folder).use(first.name, allow_findings=False)
    releases_of(folder).use(made[1].name, allow_findings=False)
    assert [line.name for line in releases_of(folder).lines()] == [made[1].name, first.name, made[0].name]
    releases_of(folder).prune(2)
    assert [line.name for line in releases_of(folder).lines()] == [made[1].name, first.name]
    assert damages(first) == []


@pytest.mark.parametrize("keep", [1, 2])
def test_a_build_never_removes_the_release_that_was_current_before(folder: Path, keep: int) -> None:
    configuration = folder / "publisher.yaml"
    configuration.write_text(configuration.read_text("utf-8").replace("keep: 3", f"keep: {keep}"), "utf-8")
    first = built(folder)
    retitle(folder, "two")
    second = built(folder)
    releases_of(folder).use(first.name, allow_findings=False)
    age(first, second)  # as where it was gone back to by hand
    retitle(folder, "three")
    third = built(folder)
    assert {line.name for line in releases_of(folder).lines()} == {first.name, third.name}
    assert previous_of(third, ReleaseNames("https://example.org/id/", third.name)) == first.name


def test_failing_builds_push_out_no_release_that_passed(folder: Path) -> None:
    good = built(folder)
    for title in ("long one", "long two", "long three", "long four", "long five"):
        retitle(folder, title)
        (folder / "shapes.ttl").write_text(STRICTER, "utf-8")
        built(folder)
    lines = releases_of(folder).lines()
    assert [line.manifest["passed"] for line in lines].count(False) == 3
    assert [line.name for line in lines if line.is_current] == [good.name]


def test_a_release_is_found_by_the_beginning_of_its_id_and_used_again_only_if_it_is_whole(folder: Path) -> None:
    first = built(folder)
    retitle(folder, "another")
    second = built(folder)
    releases = releases_of(folder)
    assert releases.find(first.name[:6]) == first
    assert releases.use(first.name, allow_findings=False) == first == releases.current()
    (second / DATASET).write_bytes((second / DATASET).read_bytes()[:-1])
    with pytest.raises(ReleaseError, match=r"damaged and was not made current: dataset\.nq\.gz is not what"):
        releases.use(second.name, allow_findings=False)
    with pytest.raises(UsageError, match="there is no release 'zzz'"):
        releases.find("zzz")
    with pytest.raises(UsageError, match="there is no release ''"):
        releases.find("")
    assert releases.current() == first


@pytest.mark.parametrize("harm", [CHECKSUMS, MANIFEST, "store"])
def test_what_is_missing_of_a_release_is_told(folder: Path, harm: str) -> None:
    release = built(folder)
    if harm == "store":
        shutil.rmtree(release / harm)
    else:
        (release / harm).unlink()
    assert any(harm in each for each in damages(release))
