"""The fast path and the slow one read the same, and the fast one is trusted only where the slow one is silent."""

from __future__ import annotations

import math
import re

import fast_yaml
import pytest
from hostile import HOSTILE
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.content.fast import parse_undoubted
from publisher.content.plain import parse_plain
from publisher.core.findings import Severity
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import plain_value

PIECES = [
    *"abk:-?[]{},&*!|>'\"%@`#<=~.\\ \n\t0123456789_+xeE",
    *[
        ": ",
        ":\n",
        ":\n  ",
        "\n- ",
        "\n  - ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "? ",
        " #",
        "# a: b\n",
        "a: ",
        "b: ",
        "k: ",
        "'a': ",
    ],
    *[
        "{a: 1}",
        "[a, b]",
        "[a: 1]",
        "&x ",
        "*x",
        "<<: ",
        "<<: *x",
        "!!str ",
        "!!int ",
        "!foo ",
        "! ",
        "|\n  ",
        ">-\n  ",
        "|+\n",
    ],
    *[
        "yes",
        "no",
        "on",
        "y",
        "null",
        "~",
        "true",
        "1_000",
        "0123",
        "0x1F",
        "0b11",
        "1e3",
        "1.10",
        ".inf",
        ".nan",
        "-0",
        "+012",
    ],
    *[
        "2021-01-20",
        "2021-01-20T09:00:40.981639Z",
        "16:00:00",
        "é",
        "日本",
        "\u2028",
        "\x85",
        "😀",
        "\r\n",
        "...",
        "\n...\n",
        "''",
        '\\"',
    ],
    *[
        '"\\x3a "',
        '"\\u003A"',
        '"a\\\n  b"',
        "'it''s'",
        '"a: b"',
        "'a: b'",
        "a:b",
        "http://x.y/z?q#f",
        "{{ x }}",
        "[[a]]",
        "**b**",
    ],
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)

KEYS = st.sampled_from(
    ["a", "b", "title", "'a'", '"a"', "a b", "1", "1.10", "true", "null", "no", "x-y", '"\\x61"', "a:b", "? a\n"]
)
SCALARS = st.sampled_from(
    [
        "1",
        "1.10",
        "0123",
        "-012",
        "00",
        "yes",
        "'yes'",
        "x",
        "'a: b'",
        '"c: d"',
        "a: b",
        "|\n      a: b\n      c",
        ">\n      a:\n      b",
        "[a, b]",
        "[a: 1, b]",
        "{a: 1}",
        "{a: 1, a: 2}",
        "&x 1",
        "*x",
        "# c: d",
        "x # y: z",
        "",
        "~",
        "http://a/b:c",
        "1_000",
        "0XFF",
        "12e03",
        "|",
    ]
)


@st.composite
def documents(draw: st.DrawFn, indent: int = 0) -> str:
    """Mappings, now and then with a key twice."""
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        key = draw(KEYS)
        kind = draw(st.integers(0, 5)) if indent < 4 else 0
        if kind == 4:
            lines.append(f"{' ' * indent}{key}:\n{draw(documents(indent + 2))}")
        elif kind == 5:
            inner = draw(documents(indent + 2)).lstrip()
            lines.append(f"{' ' * indent}{key}:\n{' ' * indent}- {inner}")
        else:
            lines.append(f"{' ' * indent}{key}: {draw(SCALARS)}")
    return "\n".join(lines)


PLAIN_TEXTS_LISTED = [
    *[
        "x",
        "Barriers & Guidelines",
        "http://a.b/c:d#e?f=[g]",
        "5 ways",
        "2021-01-20",
        "é “x”",
        "(a) {b}",
        "a 'b' \\",
    ],
    *["1", "0", "0123", "1_000", "1e3", "1-2-3", "12:30", "0b1", "-1", "+1", ".5", "99999999999999999999"],
    *["yes", "y", "true", "null", "~", "false", "True", "NULL"],
    *["''", "'a: b'", '"a # b"', "'it''s'", '"a\\n"', "'open", '"open', "'open ", "'", "'a' b", "close'", 'close"'],
    *["[]", "{}", "[a]", "&x y", "*x", "!t x", "|", ">", "%x", "@x", "`x", "? x", "- x", "-", "a: b", "a:", "a #b"],
    *["", " ", "x ", "a\tb", "a\u00a0b", "a\u2028b", "a\x85b", "\ufeffa", "# x", "---", "..."],
    *["[a, b]", "['a', \"b: c\"]", "[a,b ]", "[ 1, x y ]", "[a, ]", "[a b, true, '']", "[-1]", "[a, [b]]", "[a: 1]"],
    *["x # y", "'x' # y", "[a] # b: c", "true #c", "# a: b", "[a #b]", "[a] b", "[a]b", "5 # x", "x #", "a b  # 'x"],
]
PLAIN_TEXTS = st.sampled_from(PLAIN_TEXTS_LISTED)
PLAIN_LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "", "  ", "    ", " "]),
    st.sampled_from(["a: ", "b: ", "c-d: ", "a:", "b:", "c:", "- ", "- ", "", "", "e:  ", "- a: ", "x" * 101 + ": "]),
    PLAIN_TEXTS,
)
PLAIN_DOCUMENTS = st.lists(PLAIN_LINES, min_size=1, max_size=6).map("\n".join)


# fast_yaml 0.7.0 makes a line feed of a block scalar that is empty and the last thing.
EMPTY_BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?$")
ODD_ANCHOR = re.compile(r"[&*][\w-]*[^\s\w-]", re.ASCII)


def normal(value: object) -> object:
    """Keys as text, sets as the mappings they are, NaN as something that equals itself; types kept apart."""
    if isinstance(value, dict):
        return {str(key): normal(inner) for key, inner in value.items()}
    if isinstance(value, set):
        return dict.fromkeys(map(str, value))
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    return (type(value).__name__, value)


def has_only_text_keys(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and has_only_text_keys(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(has_only_text_keys(inner) for inner in value)
    return not isinstance(value, set)


def check(text: str) -> None:
    node, findings = build_yaml(text, "x.md")
    for parse in (parse_plain, parse_undoubted):
        certain = parse(text)
        # The slow path refuses an anchor whose name holds more than letters and digits; such an anchor hides nothing.
        if certain is not None and not ODD_ANCHOR.search(text):
            assert not findings
            assert node is not None
            assert normal(certain) == normal(plain_value(node))
    try:
        fast = fast_yaml.safe_load(text)
    except ValueError:
        return
    refused = any(finding.severity is Severity.ERROR for finding in findings)
    if (
        refused
        or ODD_ANCHOR.search(text)
        or not isinstance(fast, dict)
        or not has_only_text_keys(fast)
        or EMPTY_BLOCK.search(text.rstrip())
    ):
        return
    assert normal(fast) == normal(plain_value(node) if node else None)


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
@example("a: 1\nb: '\\x3a '\n")
@example("a: |\n")
def test_any_text(text: str) -> None:
    check(text + "\n")


@settings(max_examples=1500, deadline=None)
@given(documents())
@example("a:\n  b: 1\n  c: 'x: y'\n  b: 2")
def test_documents_with_keys_that_stand_twice(text: str) -> None:
    check(text + "\n")


@settings(max_examples=3000, deadline=None)
@given(PLAIN_DOCUMENTS)
@example("a: x\n  close'")
@example("a:\n- x\n  y: z")
@example("a:\n  b:\n    - x\n    y\n  c: x")
@example("a: 'open\n  close'\nb: \"open\n x\n  close\"")
def test_documents_near_the_plain_form(text: str) -> None:
    check(text + "\n")


@pytest.mark.parametrize("name", [name for name, case in HOSTILE.items() if len(case.source) < 200_000])
def test_hostile_front_matter(name: str) -> None:
    source = HOSTILE[name].source
    text = source.decode("utf-8", "replace")
    if text.startswith("---\n"):
        check(text[4:].partition("\n---")[0] + "\n")


def test_the_seed_is_read_by_the_fast_paths() -> None:
    text = "a: 1\nb:\n- 'Medigy: x'\n- z\nc:\n  a: 'Symplur:\n    z'\n  d: 2021-01-20\n"
    assert (
        parse_plain(text)
        == parse_undoubted(text)
        == {"a": 1, "b": ["Medigy: x", "z"], "c": {"a": "Symplur: z", "d": "2021-01-20"}}
    )
