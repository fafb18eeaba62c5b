"""Places that are found quickly are those that the reading of the whole file gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.content.article import Article
from publisher.content.positions import ArticlePlaces
from publisher.content.quick_places import QuickPlaces
from publisher.content.read import ReadOptions, read_article
from publisher.core.spans import FieldPath
from publisher.core.yaml_builder import build_yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "examples" / "content").rglob("*.md")) + sorted((ROOT / "tests" / "cases").rglob("article.md"))
NAMES = st.sampled_from(["a", "b", "title", "a-b", "A", "'a'", '"b"', "# a", "- a", "null"])
SCALARS = st.sampled_from(
    [
        "x",
        "one two",
        "Ä b",
        "'it''s'",
        "'a: b'",
        '"q"',
        '"\\u0041"',
        "5",
        "-5",
        "0x1F",
        "true",
        "''",
        "",
        "~",
        "a  # note",
        "a #b",
        "a:b",
        "/path/",
        "&x y",
        "*x",
        "!t v",
        "[1, 2]",
        "{a: 1}",
        "'[\"j\"]'",
        "|\n∎  block\n∎  more",
        ">-\n∎  folded\n∎  more",
        "plain\n∎  goes on",
        "'quoted\n∎  goes on'",
        "plain\n\n∎  with a gap",
        "trailing   ",
        "2021-01-20",
        "x\n∎# comment\n",
        "- a",
    ]
)


def lines(depth: int, indent: str) -> st.SearchStrategy[str]:
    """A mapping or list in block form."""
    value = SCALARS.map(lambda text: " " + text.replace("∎", indent))
    if depth:
        value = st.one_of(value, value, nested(depth - 1, indent))
    pair = st.tuples(NAMES, value).map(lambda each: f"{indent}{each[0]}:{each[1]}\n")
    return st.lists(pair, min_size=1, max_size=4).map("".join)


def nested(depth: int, indent: str) -> st.SearchStrategy[str]:
    """What stands below a key."""
    items = st.lists(SCALARS.map(lambda text: "- " + text.replace("∎", indent)), min_size=1, max_size=3)
    dashed = items.flatmap(
        lambda each: st.sampled_from([indent, indent + "  "]).map(
            lambda left: "\n" + "\n".join(left + item for item in each)
        )
    )
    mapping = st.sampled_from(["  ", "    "]).flatmap(lambda more: lines(depth, indent + more))
    return st.one_of(dashed, mapping.map(lambda text: "\n" + text.removesuffix("\n")))


def paths(value: object, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Every field, and some that are not there."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
        yield (*path, "missing")
        yield (*path, "b", 0)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))
    else:
        yield (*path, 0)


def assert_agreement(article: Article) -> int:
    quick, slow = QuickPlaces(article), ArticlePlaces(article)
    found = 0
    for path in paths(article.front_matter):
        place = quick.quickly(path)
        found += place is not None
        assert place in {None, slow.locate(path)}, path
        assert quick.locate(path) == slow.locate(path)
    return found


@given(lines(2, ""), st.sampled_from(["", "---\n", "text\n"]))
@example("# a:\n  a: Ä b\na: Ä b\n", "")  # of two keys the first counts, wherever it stands
def test_quick_places_agree_with_the_slow_ones(text: str, body: str) -> None:
    article, _ = read_article(f"---\n{text}---\n{body}".encode(), "a.md", ReadOptions())
    if article is not None and build_yaml(text, "a.md")[0] is not None:
        assert_agreement(article)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem if file.stem != "article" else file.parent.name)
def test_quick_places_find_most_of_an_article(file: Path) -> None:
    article, _ = read_article(file.read_bytes(), "a.md", ReadOptions())
    assert article is not None
    assert assert_agreement(article) >= 10
