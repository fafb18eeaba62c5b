"""The folder of page documents: what changed is written, what is gone is removed, and nothing of others is touched."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import GRAPH
from command_line import project, run
from hypothesis import given
from hypothesis import strategies as st
from published import publish

from publisher.core.errors import UsageError
from publisher.core.terms import encode_template_value
from publisher.graph.release_files import GraphEntry
from publisher.pages.file_names import key_reader, name_problem
from publisher.pages.folder import MANIFEST, PageFolder
from publisher.pages.write import ArticleKeys, name_files

KEYS = ArticleKeys("$(mdName)", "https://www.medigy.com/id/graph/article/$(mdName)")


def pages(folder: Path, to: Path) -> subprocess.CompletedProcess[str]:
    return run("-C", folder, "pages", "--to", to)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {file.name: (file.stat().st_mtime_ns, file.stat().st_ino) for file in folder.iterdir()}


def test_a_second_run_writes_no_file(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=3)
    to = publish(folder)
    before = state(to)
    done = pages(folder, to)
    assert done.stdout == f"3 page documents in {to}: 0 written, 3 unchanged, 0 removed\n"
    assert state(to) == before


def test_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=3)
    to = publish(folder)
    (to / "mine.jsonld").write_text("mine")
    (to / "mine.txt").write_text("mine")
    before = state(to)
    one, two, _ = sorted((folder / "examples" / "content").iterdir())
    one.unlink()
    two.write_text(two.read_text("utf-8").replace("\nsearchCategory: ", "\nsearchCategory: New "), "utf-8")
    run("-C", folder, "build")
    done = pages(folder, to)
    assert done.stdout == f"2 page documents in {to}: 1 written, 1 unchanged, 1 removed\n"
    after = state(to)
    assert set(before) - set(after) == {f"{one.stem}.jsonld"}
    assert {name for name in after if after[name] != before[name]} == {f"{two.stem}.jsonld", MANIFEST}
    assert (to / "mine.jsonld").read_text() == "mine"


def test_what_somebody_changed_is_written_anew(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    to = publish(folder)
    [file] = to.glob("*.jsonld")
    text = file.read_text("utf-8")
    file.write_text(text.replace("Article", "Recipe"), "utf-8")
    assert "1 written" in pages(folder, to).stdout
    assert file.read_text("utf-8") == text


def test_a_file_of_others_is_left_as_it_is_and_told(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=2)
    run("-C", folder, "build")
    to = tmp_path / "pages"
    to.mkdir()
    key = min((folder / "examples" / "content").iterdir()).stem
    (to / f"{key}.jsonld").write_text("mine")
    done = pages(folder, to)
    assert done.returncode == 1
    assert " error P112 " in done.stderr
    assert (to / f"{key}.jsonld").read_text() == "mine"
    assert len(list(to.glob("*.jsonld"))) == 2
    assert "1 page documents" in done.stdout
    assert pages(folder, to).returncode == 1, "it does not become the publisher's by being named"


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    to = publish(folder)
    [file] = to.glob("*.jsonld")
    text = file.read_text("utf-8")
    outside = tmp_path / "outside"
    outside.write_text("mine")
    file.unlink()
    file.symlink_to(outside)
    pages(folder, to)
    assert outside.read_text() == "mine"
    assert not file.is_symlink()
    assert file.read_text("utf-8") == text


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    to = publish(folder)
    victim = tmp_path / "victim.jsonld"
    victim.write_text("mine")
    (to / "note.txt").write_text("mine")
    names = ["../victim.jsonld", str(victim), "note.txt", MANIFEST, "x/../../victim.jsonld"]
    (to / MANIFEST).write_text(json.dumps({"version": 1, "files": names}))
    assert pages(folder, to).returncode == 0
    assert victim.read_text() == "mine"
    assert (to / "note.txt").read_text() == "mine"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 2, "files": []}', '{"version": 1, "files": 3}'])
def test_a_damaged_manifest_stops_the_run(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(UsageError, match="publisher-pages"), PageFolder(tmp_path).locked():
        pass


def test_a_target_that_is_a_file_cannot_be_written_into(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=1)
    run("-C", folder, "build")
    (tmp_path / "file").write_text("mine")
    done = pages(folder, tmp_path / "file")
    assert done.returncode == 2
    assert "cannot write into" in done.stderr


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with PageFolder(tmp_path).locked(), pytest.raises(UsageError, match="another run"), PageFolder(tmp_path).locked():
        pass


def test_a_run_that_is_killed_leaves_whole_files_that_the_next_one_owns(tmp_path: Path) -> None:
    to = tmp_path / "pages"
    code = (
        "import sys; from pathlib import Path; from publisher.pages.folder import PageFolder\n"
        "folder = PageFolder(Path(sys.argv[1]))\n"
        "with folder.locked():\n"
        "    folder.announce([f'{n}.jsonld' for n in range(100000)])\n"
        "    print('begun', flush=True)\n"
        "    for n in range(100000): folder.write(f'{n}.jsonld', '[' + 'x' * 10000 + ']')\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(to)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(0.2)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    files = list(to.glob("*.jsonld"))
    assert 0 < len(files) < 100000
    assert {file.stat().st_size for file in files} == {10002}
    folder = PageFolder(to)
    with folder.locked():
        folder.finish(frozenset())
    assert [file.name for file in to.iterdir()] == [MANIFEST]


ODD_KEYS = [
    "../x",
    "..",
    ".",
    "a/b",
    "/etc/passwd",
    "a\\b",
    "a\0b",
    "CON",
    "nul.txt",
    "a:b",
    "a\u202eb",
    "a\xa0b",
    "\u2003",
    "x" * 201,
    ".a",
    "-a",
    "a ",
    "a.",
    "e\u0301",
]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_a_key_that_cannot_name_a_file_everywhere_names_none(key: str) -> None:
    graph = KEYS.template.replace(KEYS.reference, encode_template_value(key))
    names, findings = name_files([GraphEntry(graph, "", 1, "a.md")], KEYS)
    assert names == {}
    assert [finding.code for finding in findings] == ["P110"]


@pytest.mark.parametrize("key", ["../../x", "CON"])
def test_an_article_with_such_a_key_is_told_at_its_place_and_the_others_are_written(tmp_path: Path, key: str) -> None:
    (tmp_path / "project").mkdir()
    folder = project(tmp_path / "project", articles=2)
    file = min((folder / "examples" / "content").iterdir())
    file.write_text(file.read_text("utf-8").replace(f"mdName: {file.stem}", f"mdName: {key}"), "utf-8")
    run("-C", folder, "build", "--allow-findings")
    to = tmp_path / "site" / "pages"
    done = pages(folder, to)
    assert done.returncode == 1
    assert f"{file}:49:9: error P110 " in done.stderr
    assert done.stdout == f"1 page documents in {to}: 1 written, 0 unchanged, 0 removed\n"
    assert {each.name for each in tmp_path.iterdir()} == {"project", "site"}
    assert len(list(to.iterdir())) == 2


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_the_key_of_a_graph_is_the_one_that_the_graph_was_named_by(key: str) -> None:
    graph = KEYS.template.replace(KEYS.reference, encode_template_value(key))
    assert key_reader(KEYS.template, KEYS.reference)(graph) == key or max(key) >= "\ud800"


@given(st.text(max_size=230))
def test_a_name_without_a_problem_stays_in_its_folder(key: str) -> None:
    if name_problem(key) is None:
        name = f"{key}.jsonld"
        assert Path("/folder", name).resolve() == Path("/folder", name)
        assert len(name.encode()) <= 255
        assert name.isprintable()


def test_keys_that_differ_in_case_alone_are_told() -> None:
    entries = [GraphEntry(f"{GRAPH}{letter}", "", 1, f"{letter}.md") for letter in ("b", "B", "c")]
    names, findings = name_files(entries, KEYS)
    assert list(names.values()) == ["ab.jsonld", "ac.jsonld"]
    assert [finding.code for finding in findings] == ["P111"]
