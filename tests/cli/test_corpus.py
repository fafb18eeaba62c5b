"""What holds of articles together, with small projects of their own."""

from __future__ import annotations

import re
from pathlib import Path

from command_line import run

CONFIGURATION = """
site: https://e.example/
mapping: m.yaml
article: {key: $(id), graph: "$(_base)g/$(id)"}
vocabularies: []
shapes: []
"""


def small_project(folder: Path, mapping: str, **articles: str) -> Path:
    (folder / "publisher.yaml").write_text(CONFIGURATION, "utf-8")
    (folder / "m.yaml").write_text(
        "prefixes: {ex: http://e/, xsd: http://www.w3.org/2001/XMLSchema#}\n" + mapping, "utf-8"
    )
    (folder / "content").mkdir()
    for name, front_matter in articles.items():
        (folder / "content" / f"{name}.md").write_text(f"---\n{front_matter}\n---\n", "utf-8")
    return folder


def test_an_article_that_says_nothing_of_its_own_still_speaks_of_shared_nodes(tmp_path: Path) -> None:
    mapping = "mappings: {m: {sources: articles, s: ex:$(id), g: ex:g, po: [[ex:p, $(t)]]}}"
    folder = small_project(tmp_path, mapping, a="id: k\nt: v", b="id: l")
    done = run("map", cwd=folder)
    assert (done.returncode, done.stdout) == (0, '<http://e/k> <http://e/p> "v" <http://e/g> .\n')
    assert run("build", cwd=folder).returncode == 0


def test_a_bad_value_that_two_rules_use_is_told_once_and_names_both(tmp_path: Path) -> None:
    mapping = (
        "mappings:\n  m:\n    sources: articles\n    s: ex:$(id)\n    po:\n      - [ex:p, $(t)]\n      - [ex:q, $(t)]\n"
    )
    folder = small_project(tmp_path, mapping, a="id: k\nt: [a, b]")
    done = run("map", cwd=folder)
    assert done.returncode == 1
    assert len(re.findall(r"content/a\.md:3:4: error D101", done.stderr)) == 1
    assert re.findall(r"m\.yaml:(\d+):\d+: the rule", done.stderr) == ["7", "8"]


def test_an_article_without_its_key_is_told_where_the_front_matter_begins(tmp_path: Path) -> None:
    mapping = "mappings: {m: {sources: articles, s: ex:x, g: ex:g, po: [[ex:p, $(t)]]}}"
    folder = small_project(tmp_path, mapping, a="t: v")
    done = run("map", cwd=folder)
    assert done.returncode == 1
    assert "content/a.md:1:1: error X101" in done.stderr


def test_a_triple_in_two_graphs_stops_a_build(tmp_path: Path) -> None:
    mapping = "mappings: {m: {sources: articles, s: ex:s, po: [[ex:p, $(t)]]}}"
    folder = small_project(tmp_path, mapping, a="id: k\nt: v", b="id: l\nt: v")
    done = run("build", cwd=folder)
    assert done.returncode == 1
    assert "error X105" in done.stderr
    assert "not made current" in done.stdout
    assert not (folder / "build" / "current").exists()


def test_a_misspelt_key_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    mapping = "mappings: {m: {sources: articles, s: ex:$(id), po: [[ex:p, $(title)], [ex:q, $(image.caption)]]}}"
    folder = small_project(tmp_path, mapping, a="id: k\ntitel: v\nimage: {captoin: w}", b="id: l\nzebra: v")
    done = run("validate", "--format", "concise", cwd=folder)
    assert re.search(r"a\.md:3:1: X103 the key 'titel' .*\. Did you mean 'title'\?$", done.stdout, re.MULTILINE)
    assert re.search(
        r"a\.md:4:9: X103 the key 'image\.captoin' .*\. Did you mean 'caption'\?$", done.stdout, re.MULTILINE
    )
    assert re.search(r"b\.md:3:1: X103 the key 'zebra' .* the first$", done.stdout, re.MULTILINE)


def test_a_file_without_front_matter_is_told_so(tmp_path: Path) -> None:
    folder = small_project(
        tmp_path, "mappings: {m: {sources: articles, s: ex:$(id), po: [[ex:p, $(t)]]}}", a="id: k\nt: v"
    )
    (folder / "content" / "b.md").write_text("<p>text</p>\n", "utf-8")
    done = run("validate", "--format", "concise", cwd=folder)
    assert "content/b.md:1:1: X101 the article has no front matter, and so no $(id)" in done.stdout
