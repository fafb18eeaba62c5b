"""Files are found in one order everywhere, each read once; what cannot be read is a finding and costs the others nothing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from publisher.content.files import read_articles, read_file
from publisher.content.read import ReadOptions
from publisher.content.walk import FoundFile, WalkOptions, walk
from publisher.core.errors import UsageError
from publisher.core.findings import Finding

ARTICLE = b"---\na: 1\n---\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = ["b.md", "a.md", "B.md", "a/x.md", "a-b/y.md", "_index.md", "a/_z.html", "n.txt", "é.md", "deep/er/q.Rmd"]
    names += [".hidden.md", ".git/x.md", "drafts/d.md", "m.markdown", "h.htm", "r.Rmarkdown", "a/drafts.md", "no.mdx"]
    for name in names:
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def found(paths: list[str], options: WalkOptions | None = None, listing: str | None = None) -> list[str]:
    stream = None if listing is None else io.StringIO(listing)
    return [
        each.path if isinstance(each, FoundFile) else f"{each.code} {each.span.path}"
        for each in walk(paths, options or WalkOptions(), stream)
    ]


@pytest.mark.usefixtures("folder")
def test_names_come_in_the_order_of_their_code_points() -> None:
    assert found(["content"]) == [
        f"content/{name}"
        for name in (
            *("B.md", "_index.md", "a/_z.html", "a/drafts.md", "a/x.md", "a-b/y.md", "a.md", "b.md"),
            *("deep/er/q.Rmd", "drafts/d.md", "h.htm", "m.markdown", "r.Rmarkdown", "é.md"),
        )
    ]


@pytest.mark.usefixtures("folder")
def test_globs_choose_and_leave_out() -> None:
    assert found(["content"], WalkOptions(include=("*.txt", "deep/**"))) == ["content/deep/er/q.Rmd", "content/n.txt"]
    options = WalkOptions(include=("*.md",), ignore=("drafts", "a/*", "B.*", "**/_*"))
    assert found(["content"], options) == ["content/a-b/y.md", "content/a.md", "content/b.md", "content/é.md"]
    assert found(["content"], WalkOptions(include=("a/**/*.md",))) == ["content/a/drafts.md", "content/a/x.md"]
    assert found(["content"], WalkOptions(include=("/b.md", "x.m[ds]"))) == ["content/a/x.md", "content/b.md"]
    assert found(["content"], WalkOptions(include=(".*.md",))) == ["content/.hidden.md"]


@pytest.mark.usefixtures("folder")
def test_paths_are_joined_as_they_are_written() -> None:
    assert found(["content/a/"]) == ["content/a/_z.html", "content/a/drafts.md", "content/a/x.md"]
    assert found(["./content/a"])[0] == "./content/a/_z.html"
    assert found(["content/n.txt"]) == ["content/n.txt"]
    assert found(["content/.hidden.md"]) == ["content/.hidden.md"]


@pytest.mark.usefixtures("folder")
def test_each_file_is_given_once() -> None:
    assert found(["content/a/x.md", "content/a", "./content/a/x.md"]) == [
        *("content/a/x.md", "content/a/_z.html", "content/a/drafts.md")
    ]


@pytest.mark.usefixtures("folder")
def test_a_path_that_is_not_there_cannot_be_run() -> None:
    with pytest.raises(UsageError, match=r"nothing\.md"):
        walk(["content", "nothing.md"], WalkOptions())


@pytest.mark.usefixtures("folder")
def test_a_list_on_standard_input() -> None:
    assert found(["-"], listing="content/b.md\r\n\ncontent/a\n") == [
        *("content/b.md", "content/a/_z.html", "content/a/drafts.md", "content/a/x.md")
    ]
    [read] = read_articles(["-"], WalkOptions(), ReadOptions(), io.StringIO("gone.md\n"))
    assert [finding.code for finding in read.findings] == ["C001"]


def test_links_are_not_followed_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "o.md").write_bytes(ARTICLE)
    for name in ("z-file.md", "z-folder", "z-loop", "z-own.md", "z-text.md", "z-nowhere.md"):
        target = {
            "z-file.md": outside / "o.md",
            "z-folder": outside,
            "z-loop": folder,
            "z-own.md": folder / "a.md",
            "z-text.md": folder / "n.txt",
            "z-nowhere.md": folder / "nowhere",
        }[name]
        (folder / name).symlink_to(target)
    assert found(["content"])[-6:] == [
        "content/r.Rmarkdown",
        "C005 content/z-file.md",
        "C005 content/z-folder",
        "C001 content/z-nowhere.md",
        "content/z-text.md",
        "content/é.md",
    ]


def test_a_link_to_itself_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "a.md")
    assert found([str(tmp_path)]) == [f"C001 {tmp_path}/a.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_a_finding(folder: Path) -> None:
    (folder / "a").chmod(0)
    (folder / "b.md").chmod(0)
    reads = list(read_articles(["content"], WalkOptions(), ReadOptions()))
    (folder / "a").chmod(0o755)
    assert [read.path for read in reads if read.findings] == ["content/a", "content/b.md"]
    assert len([read for read in reads if read.article]) == 10


def test_what_is_no_file_is_a_finding_and_stops_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "folder.md" / "x.md").write_bytes(ARTICLE)
    (tmp_path / os.fsdecode(b"bad-\xff.md")).write_bytes(ARTICLE)
    reads = list(read_articles([str(tmp_path)], WalkOptions(), ReadOptions()))
    assert [(read.article is not None, [finding.code for finding in read.findings]) for read in reads] == [
        (False, ["C001"]),
        (True, []),
        (False, ["C001"]),
    ]
    assert all(isinstance(finding, Finding) for read in reads for finding in read.findings)
    assert read_file(str(tmp_path / "pipe.md"), ReadOptions()).findings[0].code == "C001"


def test_a_file_is_read_no_further_than_its_largest_size(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(ARTICLE + b"x" * 5000)
    assert read_file(str(tmp_path / "x.md"), ReadOptions(max_file_size=5000)).findings[0].code == "C002"
    read = read_file(str(tmp_path / "x.md"), ReadOptions(max_file_size=5100))
    assert read.article is not None
    assert len(read.article.source) == 5013
    (tmp_path / "empty.md").write_bytes(b"")
    empty = read_file(str(tmp_path / "empty.md"), ReadOptions()).article
    assert empty is not None
    assert (empty.front_matter, empty.body_offset) == ({}, 0)


def test_many_levels_of_folders_are_walked(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "x.md").write_bytes(ARTICLE)
    assert len(found([str(tmp_path)])) == 1
