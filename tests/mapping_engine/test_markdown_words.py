"""The words of Markdown counted without rendering are as many as the rendered text has."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plans import article_from

from publisher.mapping.functions import body
from publisher.mapping.functions.markdown_words import markdown_word_count

MARKS = """# |## |- |* |+ |> |>|1. |2. |1) |12. |  |    | |*|**|_|***|[|]|(|)|---|***|===|- - -|* * *|_|--|-|=|#|##|!|+|$|~|~~~|`|\\|<b>
|&|&amp;|&nbsp;||a|b|-|-||`a`|http://x.y/|5|1986.|\t|\u00a0|"|'|é|“x”|*a*|**a b**|_a_|__a__|a_b_c|*_*|**_|[x] |[ ] |:|."""
LINKS = """[a](b)|[a b](http://c.d/e)|[a](b "c d")|![a b](c)|![a](c "t u")|[![x y](z)](w)|[](x)|[ a](b)|[a ](b)|[a]( b)|[a]: b|[a][b]"""
COMMON = [
    "word",
    "word ",
    "some text ",
    "\n",
    "\n\n",
    "\n- ",
    "\n\n1. ",
    "**bold**",
    "*i* ",
    "[a](b) ",
    " ![a b](c) ",
    "\r\n",
]
PIECES = st.sampled_from([*MARKS.replace("\n", "").split("|"), *LINKS.split("|"), "|"]) | st.sampled_from(COMMON)


def rendered_count(markdown: str) -> int:
    text = body.body_text(article_from("x: 1", markdown, "a.md"))
    return len((text or "").split())


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
@example("***![a](c)***")
@example("[![x](y)](z)## a")
@example("text\n2. text")
@example("a\n-")
def test_the_count_is_that_of_the_rendered_text(markdown: str) -> None:
    count = markdown_word_count(markdown)
    if count is not None and not body.is_one_html(markdown):
        assert count == rendered_count(markdown)


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("", 0),
        ("# A title\n\nSome *marked* text,\nand **more of it**.\n", 9),
        ("- one\n- two words\n\n1. three\n2. four\n", 5),
        ("> quoted text\n\n* * *\n\nbehind\n---\n", 3),
        ("see [the page](https://a.b/c_d) and ![a picture](x.png) there", 5),
        ('[a](b "a title")', 1),
        ("2021 was a year.\r\n\r\n(So it was)", 7),
        ("a <b>c</b>", None),
        ("    code", None),
        ("a\n3. b", None),
        ("a \\* b", None),
        ("R&nbsp;D", None),
        ("[a]: b", None),
        ("a|b\n-|-\n", None),
    ],
)
def test_what_is_counted_and_what_is_rendered(markdown: str, count: int | None) -> None:
    assert markdown_word_count(markdown) == count
    if count is not None:
        assert rendered_count(markdown) == count
