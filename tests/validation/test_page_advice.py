"""Images with fewer pixels than search engines show, which shapes cannot reckon."""

from __future__ import annotations

from itertools import permutations

import pytest

from publisher.core.terms import XSD
from publisher.validation.page_advice import FEWEST_PIXELS, small_images

IMAGE = "<https://www.medigy.com/a/x.png>"
USE = f"<https://www.medigy.com/id/article/a> <http://schema.org/image> {IMAGE} ."


def lines_of(width: str, height: str) -> list[str]:
    sizes = (("width", width), ("height", height))
    return [USE, *(f'{IMAGE} <http://schema.org/{name}> "{value}"^^<{XSD}integer> .' for name, value in sizes)]


def found(*lines: str) -> list[str]:
    return [wrong.message for wrong in small_images("".join(f"{line}\n" for line in lines))]


@pytest.mark.parametrize(("width", "height"), [("696", "72"), ("250", "200"), ("50000", "1"), ("1", "50000")])
def test_fifty_thousand_pixels_are_enough(width: str, height: str) -> None:
    assert int(width) * int(height) >= FEWEST_PIXELS
    assert found(*lines_of(width, height)) == []


@pytest.mark.parametrize(("width", "height"), [("695", "71"), ("249", "200"), ("49999", "1"), ("1200", "41")])
def test_one_less_is_too_few_in_any_order_of_the_lines(width: str, height: str) -> None:
    assert int(width) * int(height) < FEWEST_PIXELS
    for lines in permutations(lines_of(width, height)):
        [message] = found(*lines)
        assert f"{int(width) * int(height):,} together" in message


@pytest.mark.parametrize("size", ["", "0", "-5", "wide", "1e3", "٣", "9" * 5000])
def test_a_size_that_is_none_is_left_to_the_shapes(size: str) -> None:
    assert found(*lines_of(size, "10")) == []
    assert found(*lines_of("10", size)) == []


def test_what_is_no_image_of_an_article_may_be_small() -> None:
    _, *sizes = lines_of("10", "10")
    assert found(*sizes) == []
    assert found(USE, sizes[1]) == []


def test_each_of_several_images_is_looked_at() -> None:
    small, large = lines_of("10", "10"), [line.replace("x.png", "y.png") for line in lines_of("1200", "630")]
    assert len(found(*small, *large, *(line.replace("x.png", "z.png") for line in small))) == 2
