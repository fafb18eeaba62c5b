"""Comments that set findings aside: what is one, what it counts for, and that a million of them end no run."""

from __future__ import annotations

import pytest

from publisher.validation.control.comments import ignoring_comments


def read(source: str) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in ignoring_comments("a.md", source.encode())]


@pytest.mark.parametrize(
    "toml",
    [
        'note = "see # publisher: ignore-file A"\n',
        "note = '# publisher: ignore-file A'\n",
        'note = """\n# publisher: ignore-file A\n"""\n',
    ],
)
def test_the_text_of_a_toml_value_is_no_comment(toml: str) -> None:
    assert read(f"+++\n{toml}# publisher: ignore B\nb = 1\n+++\n") == [("B", toml.count("\n") + 3)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!-- publisher: ignore A-->\n", [("A", 2)]),
        ("<!-- publisher: ignore A-b, C -- why -->\n", [("A-b", 2), ("C", 2)]),
        ("---\na: 1 # publisher: ignore A\n\n# publisher: ignore B\n# other\n\nb: 1\n---\n", [("A", 2), ("B", 7)]),
        ("---\n# publisher: ignore A\n# publisher: ignore B\nb: 1\n---\n", [("A", 4), ("B", 4)]),
    ],
)
def test_a_comment_counts_for(source: str, expected: list[tuple[str, int]]) -> None:
    assert read(source) == expected


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("<!-- publisher: ignore A --><!-- publisher: ignore A -->\n" * 50_000, 100_000),
        ("<!-- publisher: ignore A --> " * 50_000, 50_000),
        ("---\n" + "# publisher: ignore A\n" * 50_000 + "b: 1\n---\n", 50_000),
        ("<!-- publisher: ignore " + "A " * 200_000, 1),
        ("<!-- publisher: ignore A " * 50_000, 50_000),
    ],
    ids=["two a line", "one line", "front matter", "many codes", "no end"],
)
def test_comments_without_number_take_no_square_of_the_time(source: str, codes: int) -> None:
    assert len(read(source)) == codes
