"""Bodies of many beginnings without an end: what would take the square of the time would not end here."""

from __future__ import annotations

import pytest
from plans import article_from

from publisher.mapping.functions import body
from publisher.mapping.functions.html_text import parsed_text, spaced_text

BEGINNINGS = ("<!--", "<a ", '<a href="', "<?", "<!a", "<![CDATA[", "</", "<")


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_beginnings_of_tags_that_never_end_are_text(beginning: str) -> None:
    written = beginning * 200_000
    assert spaced_text(written) == parsed_text(written) == written


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_what_stands_before_is_read_as_ever(beginning: str) -> None:
    assert spaced_text(f"<p>A&amp;B</p><p>c</p> {beginning * 3} D&amp;E") == f" A&B  c  {beginning * 3} D&E"


def test_nothing_behind_an_open_script_is_text() -> None:
    assert spaced_text("<p>a</p><script>b</p>c < d").split() == ["a"]


@pytest.mark.parametrize("shortcode", ["{{<", "{{%", "{{< a"])
def test_shortcodes_that_never_end_are_text(shortcode: str) -> None:
    article = article_from("x: 1", body=f"<p>one {shortcode * 100_000}")
    assert body.body_word_count(article) is not None


def test_shortcodes_are_no_words() -> None:
    article = article_from(
        "x: 1", body='<p>one {{< figure src="a.png" >}} two {{% x %}}three {{< a "{{< b >}} four</p>'
    )
    assert body.body_text(article) == 'one two three {{< a " four'


def test_a_return_alone_ends_a_line_of_markdown() -> None:
    article = article_from("x: 1", body="<div>a</div>\r\r- b c\r\r1. d")
    assert body.body_text(article) == "a b c d"
    assert body.body_word_count(article) == 4
