"""What is read by a learned layout is what the reader of lines reads, and the slow path too."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from test_fast_and_slow import PLAIN_TEXTS_LISTED, normal

from publisher.content.careful import read_carefully
from publisher.content.layout import Layout
from publisher.content.layout_code import Reader, compile_layout
from publisher.content.layout_scan import scan_layout
from publisher.content.layouts import Layouts
from publisher.content.plain import parse_plain
from publisher.content.read import ReadOptions, read_article
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import plain_value

ROOT = Path(__file__).resolve().parents[2]
WORDS = ["care", "Nurse", "Telehealth & more", "true story", "é", "“x”", "a#b", "http://a.b/c", "5", "ways", "it's"]
SCALARS = [
    "2021-01-20",
    "2021-01-20T09:00:40.9Z",
    "12 ways",
    "7",
    "true",
    "0",
    "1.5",
    "[]",
    "[a, b]",
    "''",
    '"x: y"',
    "'x'",
]
LISTED = [
    ["- Home", "- Communities", "- '#'"],
    ["- 'HIMSS: x'", "- 'Medigy: y'"],
    ["- 'HIMSS:", "    x'", "- 'Medigy: y'"],
    ["- longer text", "- another text"],
    ["- longer text", "  that goes on", "- another text"],
    ['- "x y"', '- "z"'],
    ["- 590", "- 420"],
    ["- []", "- true"],
    ["- longer text", "# a comment", "- another text"],
]
MUTATIONS = [
    "'",
    '"',
    ":",
    ": ",
    " #",
    "#",
    " ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "\\",
    "\t",
    "\u2028",
    "[",
    "]",
    ",",
    "é",
    "0",
]


def value(chance: random.Random, indent: int) -> str:
    """What stands behind a key."""
    kind = chance.randrange(9)
    pad = " " * indent
    if kind < 3:
        return f" {' '.join(chance.choices(WORDS, k=chance.randint(1, 5)))}"
    if kind == 3:
        return f" {chance.choice(PLAIN_TEXTS_LISTED if chance.random() < 0.3 else SCALARS)}"
    if kind == 4:
        return f" '{chance.choice(WORDS)}: {chance.choice(WORDS)}'"
    if kind == 5:
        more = pad + " " * chance.choice([2, 2, 2, 1, 4])
        return f" longer {chance.choice(WORDS)}\n{more}{chance.choice(WORDS)} and more"
    if kind == 6 and indent < 4:
        inner = indent + chance.choice([2, 2, 2, 4])
        return "\n" + document(chance, inner, ["alt", "href", "size", "a"])
    dash = pad + chance.choice(["", "", "  "])
    return "\n" + "\n".join(dash + line for line in chance.choice(LISTED))


def document(chance: random.Random, indent: int, keys: list[str]) -> str:
    """A mapping with some of the keys, in their order."""
    kept = [key for key in keys if chance.random() < 0.9] or keys[:1]
    lines = []
    for key in kept:
        if chance.random() < 0.04:
            lines.append(chance.choice(["", "# a comment: of words", "  # x", "#"]))
        lines.append(f"{' ' * indent}{key}:{value(chance, indent)}")
    return "\n".join(lines)


def mutated(chance: random.Random, text: str) -> str:
    """The text with something in another place, left out or put in."""
    kind = chance.randrange(5)
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    if kind == 0:
        lines.insert(at, chance.choice(lines))
    elif kind == 1:
        lines.pop(at)
    elif kind == 2:
        lines[at] = chance.choice([" ", "  ", "- ", ""]) + lines[at].strip()
    else:
        place = chance.randrange(len(text) + 1)
        return text[:place] + chance.choice(MUTATIONS) + text[place + chance.randint(0, 1) :]
    return "\n".join(lines)


def learned(texts: list[str]) -> tuple[Layout | None, list[str]]:
    """The layout of those that the reader of lines reads and that agree, and these."""
    layout: Layout | None = None
    kept = []
    for text in texts:
        seen = scan_layout(text) if parse_plain(text) is not None else None
        if seen is None or (layout is not None and not layout.agrees_with(seen)):
            continue
        kept.append(text)
        if layout is None:
            layout = seen
        else:
            layout.merge(seen)
    return layout, kept


def check(read: Reader, text: str) -> bool:
    found = read(text)
    if found is None:
        return False
    plain = parse_plain(text)
    assert plain is not None
    assert normal(found) == normal(plain)
    assert [*found] == [*plain]
    node, findings = build_yaml(text, "x.md")
    assert not findings
    assert node is not None
    assert normal(found) == normal(plain_value(node))
    return True


def check_many(seed: int, most: int = 4) -> int:
    """Learn from made-up front matters, read these and others; how many were read by their layout."""
    chance = random.Random(seed)
    keys = chance.sample(["a", "b", "c-d", "title", "topics", "image", "x"], k=chance.randint(1, 5))
    texts = [document(chance, 0, keys) + "\n" for _ in range(chance.randint(1, most))]
    layout, kept = learned(texts)
    if layout is None:
        return 0
    read = compile_layout(layout)
    others = [document(chance, 0, keys) + "\n" for _ in range(20)]
    changed = [mutated(chance, chance.choice([*kept, *others])) for _ in range(20)]
    return sum(
        check(read, text) for text in [*kept, *others, *changed, *(text.rstrip("\n") + "\n" for text in changed)]
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**63))
def test_a_layout_reads_what_the_reader_of_lines_reads(seed: int) -> None:
    check_many(seed)


BREAKS = st.sampled_from(["\n", "\r\n", "\r\n", "\r\n", "\r"])
LINES = st.sampled_from(
    ["---", "---", "a: b", "b: 'c", "  d'", "- x", "c:", "# d", "", " ", "é: é", "--- x", "...", "text"]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(LINES, BREAKS), max_size=8), BREAKS)
def test_line_breaks_of_any_kind(lines: list[tuple[str, str]], first: str) -> None:
    source = ("---" + first + "".join(map("".join, lines))).encode()
    assert read_article(source, "x.md", ReadOptions()) == read_carefully(source, "x.md", ReadOptions())


def corpus(texts: list[str]) -> tuple[Layouts, int]:
    """What is learned of the texts, and how many were read by a layout."""
    layouts, hits = Layouts(), 0
    for text in texts:
        found = layouts.read(text)
        plain = parse_plain(text)
        if found is None:
            if plain is not None:
                layouts.learn(text)
        else:
            hits += 1
            assert normal(found) == normal(plain)
    return layouts, hits


def test_most_of_a_corpus_is_read_by_its_layout() -> None:
    chance = random.Random(7)
    texts = []
    for number in range(400):
        topics = "".join(f"- 'HIMSS: {chance.choice(WORDS[:-1])}'\n" for _ in range(chance.randint(1, 4)))
        image = f"image:\n  alt: longer text\n  size:\n  - {number}\n" if number % 3 else ""
        author = "author: A. Person\n" if number % 5 else "author:\n- A. Person\n"
        draft = "# remark\ndraft: true\n" if not number % 7 else ""
        texts.append(f"title: the title of {number}\n{author}{draft}topics:\n{topics}{image}date: 2021-01-20\n")
    _, hits = corpus(texts)
    assert hits > 360


def test_the_examples_are_read_alike_by_the_layout_of_each_other() -> None:
    sources = [file.read_text("utf-8") for file in sorted((ROOT / "examples").rglob("*.md"))]
    texts = [text[4:].partition("\n---")[0] + "\n" for text in sources if text.startswith("---\n")]
    layout, kept = learned(texts)
    assert layout is not None
    read = compile_layout(layout)
    assert sum(check(read, text) for text in texts) >= len(kept) > 5


def test_articles_that_share_nothing_are_read_line_by_line() -> None:
    chance = random.Random(8)
    names = [f"k{number}" for number in range(200)]
    texts = ["".join(f"{name}: a longer text\n" for name in chance.sample(names, k=12)) for _ in range(600)]
    layouts, hits = corpus(texts)
    assert hits == 0
    assert len(layouts._known) <= 4


def test_a_key_that_stands_twice_is_found_after_a_layout_was_learned() -> None:
    text = "title: the title\nlink:\n  href: http://a.b/\n  brand: a.brand\n"
    layouts, hits = corpus([text] * 40)
    assert hits == 32
    for twice in (
        f"{text}title: another title\n",
        text.replace("  brand", "  href: http://b.c/\n  brand"),
        text + text,
    ):
        assert layouts.read(twice) is None
        article, findings = read_article(f"---\n{twice}---\n".encode(), "x.md", ReadOptions())
        assert article is None
        assert {finding.code for finding in findings} == {"C102"}


@pytest.mark.parametrize("name", [name for name, case in HOSTILE.items() if len(case.source) < 200_000])
def test_hostile_front_matter_by_its_own_layout(name: str) -> None:
    text = HOSTILE[name].source.decode("utf-8", "replace")
    inside = text[4:].partition("\n---")[0] + "\n"
    layout, _ = learned([inside, "a: some text\nb:\n- 'x'\n"])
    assert layout is not None
    check(compile_layout(layout), inside)


def test_a_text_that_nearly_fits_costs_no_more_than_its_length() -> None:
    layout, _ = learned(["a: some text\n  and more\nb:\n- 'x'\n- 'y'\nc:\n- one text\n- another\nd: z\n"])
    assert layout is not None
    read = compile_layout(layout)
    lines = "  more\n" * 20_000
    for text in (
        f"a: some text\n{lines}b:\n",
        f"a: some text\nb:\n{lines}",
        "a: some text\nb:\n" + "- 'x'\n" * 20_000 + "- x\n",
    ):
        start = time.process_time()
        assert read(text) is None
        assert time.process_time() - start < 1
