"""A store made out of the one before it: the old one never changes, and whatever is doubtful is made from nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store
from small_project import WORDS, article, small_project
from test_incremental import assert_same, built, from_nothing, stored

from publisher.core.errors import StoreError
from publisher.graph import batches
from publisher.graph.release_files import GRAPHS, STORE
from publisher.store.release import patch, record
from publisher.store.release.bulk import BulkStore
from publisher.store.release.patch import differences


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(batches, "LEAST", 5)
    monkeypatch.setattr(batches, "MOST", 8)
    made = small_project(tmp_path / "project", 30)
    monkeypatch.chdir(made)
    yield made
    monkeypatch.chdir(tmp_path)


def files(release: Path) -> dict[str, str]:
    """The digest of each file of a release's store."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (release / STORE).iterdir()}


def tables(release: Path) -> set[int]:
    return {path.stat().st_ino for path in (release / STORE).glob("*.sst")}


def retitle(folder: Path, number: int, title: str) -> None:
    (folder / "content" / f"{number:03}.md").write_text(article(f"a{number}", title, f"topic-{title}"), "utf-8")


def test_no_byte_of_an_old_store_changes_while_others_are_made_out_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = built(with_cache=True)
    before, said = files(first), stored(first)
    linked = 0
    for number in range(12):
        retitle(folder, number % 3, f"Title {number}")
        release, _ = built(with_cache=True)
        linked += bool(tables(release) & tables(first)) if first.exists() else 0
        if number == 1:
            Store(str(release / STORE)).optimize()  # whatever RocksDB does to the new store
        if first.exists():
            assert files(first) == before
            assert stored(first) == said
    assert linked, "the tables are shared"
    assert_same(folder, monkeypatch)


@pytest.mark.parametrize("most", [0, 1, 12, 60])
def test_a_store_is_the_same_however_late_it_turns_out_that_much_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(patch, "LEAST_QUADS", most)
    monkeypatch.setattr(patch, "MOST_SHARE", 0)
    built(with_cache=True)
    for number in (3, 9, 17, 25, 29):
        retitle(folder, number, "Another")
    assert_same(folder, monkeypatch)


@pytest.mark.parametrize("with_cache", [True, False])
def test_a_store_is_the_same_where_it_is_the_shared_graphs_of_which_too_much_is_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, with_cache: bool
) -> None:
    """All pieces of articles, among them ones without any graph, have passed by then."""
    monkeypatch.setattr(patch, "LEAST_QUADS", 20)
    monkeypatch.setattr(patch, "MOST_SHARE", 0)
    built(with_cache=True)
    retitle(folder, 4, "Another")
    concepts = "".join(f'ex:C{number} a ex:Topic ; rdfs:label "Concept {number}" .\n' for number in range(40))
    (folder / "words.ttl").write_text(WORDS + concepts, "utf-8")
    release, _ = built(with_cache=with_cache)
    fresh, _ = from_nothing(folder, monkeypatch)
    assert stored(release) == stored(fresh)
    assert {"Another", "Concept 39"} <= {quad.object.value for quad in Store.read_only(str(release / STORE))}


HARMS = ("a quad more", "a table less", "a table cut", "another list of graphs", "no record", "no JSON")


def harm(release: Path, kind: str) -> None:
    store = release / STORE
    table = max(store.glob("*.sst"), key=lambda path: path.stat().st_size)
    if kind == "a quad more":
        node = NamedNode("https://example.org/odd")
        Store(str(store)).add(Quad(node, node, node, node))
    elif kind == "a table less":
        table.unlink()
    elif kind == "a table cut":
        table.write_bytes(table.read_bytes()[:-10])
    elif kind == "another list of graphs":
        (release / GRAPHS).write_bytes((release / GRAPHS).read_bytes() + b"\0")
    elif kind == "no record":
        (store / record.RECORD).unlink()
    else:
        (store / record.RECORD).write_text("{", "utf-8")


@pytest.mark.parametrize("kind", HARMS)
def test_a_store_that_was_touched_is_not_made_use_of(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    first, _ = built(with_cache=True)
    harm(first, kind)
    assert not record.is_untouched(first)
    retitle(folder, 7, "Another")
    assert_same(folder, monkeypatch)


def test_where_files_cannot_be_linked_they_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    first, _ = built(with_cache=True)
    monkeypatch.setattr(record.os, "link", refuse)
    retitle(folder, 7, "Another")
    assert_same(folder, monkeypatch)
    assert not tables(first) & tables(built(with_cache=True)[0])


def test_a_store_that_cannot_be_written_is_told_to_whoever_feeds_it(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be", "utf-8")
    bulk = BulkStore(tmp_path / "store")
    with pytest.raises(StoreError, match="cannot be built"):
        bulk.finish()
    with pytest.raises(StoreError, match="cannot be built"):
        bulk.add(b"<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", 1)


def test_a_text_that_is_no_nquads_is_told_at_the_end(tmp_path: Path) -> None:
    bulk = BulkStore(tmp_path / "store")
    bulk.add(b"<http://e/s> nonsense\n", 1)
    with pytest.raises(StoreError, match="cannot be built"):
        bulk.finish()


def test_what_the_node_of_a_gone_line_says_is_written_again() -> None:
    gone, new = differences(["<a> <p> <1> .", "<a> <p> <2> .", "<b> <p> <1> ."], ["<a> <p> <2> .", "<b> <p> <1> ."])
    assert (gone, new) == (["<a> <p> <1> ."], ["<a> <p> <2> ."])


def test_a_release_of_an_earlier_version_is_no_base(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = built(with_cache=True)
    told = json.loads((first / STORE / record.RECORD).read_text("utf-8"))
    assert set(told) == {"of", "files"}
    shutil.rmtree(first / STORE)
    retitle(folder, 7, "Another")
    assert_same(folder, monkeypatch)
