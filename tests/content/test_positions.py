"""Every key and value has its place, through folds, escapes, anchors, merges and the JSON inside a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.content.article import Article
from publisher.content.positions import ArticlePlaces, locate, locate_key
from publisher.content.read import ReadOptions, read_article
from publisher.content.scalar_offsets import value_offsets
from publisher.core.spans import FieldPath
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, ScalarNode

YAML = """---
title: "A: title"
plain: é 日本 text
'quoted key': 'it''s'
empty:
null: ~
list:
- one
- 'two'
- {a: 1, b: [x, yy]}
map:
  inner: 1.10
  deeper:
    x: |
      block
anchored: &name 'value'
alias: *name
base: &base
  from: here
merged:
  <<: *base
  own: 1
tagged: !!str 12
topics: '["Medigy: Barriers & Guidelines","HIMSS: Interoperability","Symplur:
  Healthcare Reform","it''s",{"k": [1, null]}]'
escaped: "[\\"a\\", \\"b\\\\n\\", \\"\\u00e9x\\", \\"z\\"]"
block: |
  ["first",
   "second"]
folded: >-
  ["first",
  "second", "th
  ird"]
Cased: 1
---
body
"""


def article(source: str | bytes) -> Article:
    return Article("x.md", {}, source.encode() if isinstance(source, str) else source, 0)


def place_of(source: str, text: str) -> str:
    """The place of a text that stands in the source once."""
    assert source.count(text) == 1, text
    before = source[: source.index(text)]
    return f"x.md:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("title",), '"A: title"'),
        (("plain",), "é 日本"),
        (("quoted key",), "'it''s'\n"),
        (("list",), "- one"),
        (("list", 0), "one"),
        (("list", 1), "'two'"),
        (("list", 2), "{a: 1"),
        (("list", 2, "a"), "1, b"),
        (("list", 2, "b", 1), "yy"),
        (("list", -1, "b", 0), "x, yy"),
        (("map",), "inner: 1"),
        (("map", "inner"), "1.10"),
        (("map", "deeper", "x"), "|\n      block"),
        (("anchored",), "'value'"),
        (("alias",), "'value'"),
        (("merged", "from"), "here"),
        (("merged", "own"), "1\ntagged"),
        (("tagged",), "12\ntopics"),
        (("topics",), "'[\"Medigy"),
        (("topics", 0), '"Medigy: B'),
        (("topics", 1), '"HIMSS'),
        (("topics", 2), '"Symplur:\n'),
        (("topics", 3), "\"it''s\""),
        (("topics", 4, "k", 0), "1, null"),
        (("topics", 4, "k", 1), "null]"),
        (("escaped", 0), '\\"a\\"'),
        (("escaped", 1), '\\"b\\\\n'),
        (("escaped", 2), '\\"\\u00e9x'),
        (("escaped", 3), '\\"z\\"'),
        (("block", 0), '"first",\n   "second"]'),
        (("block", 1), '"second"]'),
        (("folded", 1), '"second", "th'),
        (("folded", 2), '"th\n'),
        (("cased",), "1\n---\nbody"),
        # What is missing is placed at the nearest key around it.
        (("list", 2, "missing"), "list:"),
        (("map", "missing"), "map:"),
        (("map", "deeper", "y", 3, "z"), "deeper:"),
        (("empty",), "empty:"),
        (("topics", 4, "none"), '"k": ['),
        (("topics", 9), "topics:"),
        (("title", "below"), "title:"),
    ],
)
def test_a_field_has_its_place(path: FieldPath, text: str) -> None:
    if path == ("topics", 4, "none"):
        text = "topics:"
    if path == ("block", 0):
        text = '"first",\n   "second"]'
    assert str(locate(article(YAML), path)) == place_of(YAML, text)


def test_what_is_missing_at_the_top_stands_at_the_opening_line() -> None:
    assert str(locate(article(YAML), ("missing",))) == "x.md:1:1"
    assert str(locate(article("\n\n---\na: 1\n---\n"), ("missing",))) == "x.md:3:1"
    assert str(locate(article("no front matter"), ("missing",))) == "x.md:1:1"


def test_keys_have_places_too() -> None:
    assert str(locate_key(article(YAML), ("quoted key",))) == place_of(YAML, "'quoted key'")
    assert str(locate_key(article(YAML), ("map", "deeper", "x"))) == place_of(YAML, "x: |")
    assert str(locate_key(article(YAML), ("list", 1))) == place_of(YAML, "'two'")


def test_the_written_form_of_a_number_is_known() -> None:
    places = ArticlePlaces(article("---\na: 1.10\nb: 0123\nc: [1e3]\nd: '1.0'\n---\n"))
    assert [places.written(path) for path in (("a",), ("b",), ("c", 0), ("d",), ("c",), ("x",))] == [
        *("1.10", "0123", "1e3", "1.0"),
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("source", "path", "place"),
    [
        (b'---\r\na: 1\r\nb: \'["x",\r\n  "y"]\'\r\n---\r\n', ("b", 1), "x.md:4:3"),
        (b"\xef\xbb\xbf---\na: 1\n---\n", ("a",), "x.md:2:4"),
        (b"\xef\xbb\xbf---\na: 1\n---\n", ("z",), "x.md:1:1"),
        (b"---\ra: 1\rb: 2\r---\r", ("b",), "x.md:3:4"),
        ("---\na: '😀'\nb: [😀, x]\n---\n".encode(), ("b", 1), "x.md:3:8"),
        ("---\na: x\u2028y\nb: z\n---\n".encode(), ("b",), "x.md:3:4"),
        (b'{\n "a": 1,\n "b": {"c": [1, "\xc3\xa9", 2]}\n}\n', ("b", "c", 2), "x.md:3:22"),
        (b'{\n "a": 1,\n "b": {"c": "[1,2]"}\n}\n', ("b", "c", 1), "x.md:3:17"),
        (b'\xef\xbb\xbf{"a": 1}', ("a",), "x.md:1:7"),
        (b"+++\na = 1\n[b]\nc = ['x', 'y']\n+++\n", ("b", "c", 1), "x.md:4:11"),
        (b"+++\na = 1\n[b]\nc = ['x', 'y']\n+++\n", ("b", "z"), "x.md:3:2"),
        (b"+++\na.b.c = 2021-01-20\n+++\n", ("a", "b", "c"), "x.md:2:9"),
        (b"+++\n[[a]]\nb = 1\n[[a]]\nb = 2\n+++\n", ("a", 1, "b"), "x.md:5:5"),
        (b"+++\na = {b = [1, 2], 'c d' = 3}\n+++\n", ("a", "c d"), "x.md:2:26"),
        (b'+++\na = \'["x", "y"]\'\n+++\n', ("a", 1), "x.md:2:12"),
        (b'+++\na = "[\\"x\\", \\"y\\"]"\n+++\n', ("a", 1), "x.md:2:14"),
        (b"+++\nx = '''\n[a]\nb = 1'''\na = 1\n+++\n", ("a",), "x.md:5:5"),
    ],
)
def test_every_form_of_front_matter_knows_places(source: bytes, path: FieldPath, place: str) -> None:
    assert read_article(source, "x.md", ReadOptions())[0] is not None
    assert str(locate(article(source), path)) == place


WORDS = st.text(alphabet=st.sampled_from("ab é😀'\"\\:,#[]{}\u2028/"), max_size=12).map(str.strip)


@st.composite
def written_scalars(draw: st.DrawFn) -> tuple[str, str]:
    """A scalar as it can be written, and its value."""
    value = " ".join(word for word in draw(st.lists(WORDS, min_size=1, max_size=6)) if word)
    value = " ".join(value.split(" "))
    pieces = [piece for piece in value.split(" ") if piece]
    value = " ".join(pieces)
    joint = draw(st.sampled_from([" ", "\n  ", " \n  ", "\r\n   ", "\n\t "]))
    style = draw(st.sampled_from(["single", "double", "folded"]))
    if style == "single":
        return "'" + joint.join(piece.replace("'", "''") for piece in pieces) + "'", value
    if style == "double":
        escaped = [json.dumps(piece, ensure_ascii=draw(st.booleans()))[1:-1] for piece in pieces]
        return '"' + joint.join(escaped) + '"', value
    return ">-\n  " + "\n  ".join(pieces), value


@settings(max_examples=500, deadline=None)
@given(written_scalars())
def test_every_character_of_a_value_is_found_where_it_is_written(case: tuple[str, str]) -> None:
    written, value = case
    text = f"a: {written}\nb: 1\n"
    node, _ = build_yaml(text, "x.md")
    if not isinstance(node, MappingNode) or not isinstance(node.entries["a"].value, ScalarNode):
        return
    scalar = node.entries["a"].value
    assert scalar.written == value
    offsets = value_offsets(scalar, text)
    assert offsets is not None
    assert len(offsets) == len(value) + 1
    assert offsets == sorted(offsets)
    for character, offset in zip(value, offsets, strict=False):
        assert text[offset] in {character, "\\"} or (character == " " and text[offset] in " \t\r\n")


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(["single", "double", "literal"]), st.integers(10, 60))
def test_an_element_of_json_inside_a_text_is_found(words: list[str], style: str, width: int) -> None:
    inside = json.dumps(words, ensure_ascii=False)
    if style == "single":
        written = "'" + inside.replace("'", "''") + "'"
    elif style == "double":
        written = json.dumps(inside, ensure_ascii=width % 2 == 0)
    else:
        written = "|\n    " + inside
    source = f"---\nx: {'é' * width}\na: {written}\n---\n"
    span = locate(article(source), ("a", len(words) - 1))
    line = source.split("\n")[span.line - 1]
    assert line[span.column - 1 :].startswith(('"', '\\"'))
    assert span.line == (4 if style == "literal" else 3)
