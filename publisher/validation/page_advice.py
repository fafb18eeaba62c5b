"""What search engines advise of pages and no shape can say, for SHACL does not reckon: looked at in the lines themselves.

Some 8 µs an article; the same as a SPARQL constraint of the shapes took 0.4 ms.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.core.configuration import DEFAULT_SCHEMA
from publisher.core.page_rules import FEW_PIXELS
from publisher.validation.lexical import WrongTerm

FEWEST_PIXELS = 50_000
"""https://developers.google.com/search/docs/appearance/structured-data/article, "image"."""

_HEIGHT = f' <{DEFAULT_SCHEMA}height> "'
_WIDTH = f' <{DEFAULT_SCHEMA}width> "'


def small_images(lines: str) -> Iterator[WrongTerm]:
    """The heights of images that have too few pixels, in a text of N-Triples lines. Sizes that are none are left to the shapes."""
    at = lines.find(_HEIGHT)
    while at >= 0:
        start, end = lines.rfind("\n", 0, at) + 1, lines.index("\n", at)
        image = lines[start:at]
        height, width = _number(lines, at + len(_HEIGHT)), _width(lines, image)
        if 0 < height * width < FEWEST_PIXELS and f" <{DEFAULT_SCHEMA}image> {image} ." in lines:
            term = lines[at + len(_HEIGHT) - 1 : end].removesuffix(" .")
            message = (
                f"the image has {width:,} by {height:,} pixels, {width * height:,} together; "
                f"search engines show none of fewer than {FEWEST_PIXELS:,} with an article"
            )
            yield WrongTerm(lines[start:end], FEW_PIXELS, term, message)
        at = lines.find(_HEIGHT, end)


def _width(lines: str, image: str) -> int:
    at = lines.find(f"\n{image}{_WIDTH}")
    if at < 0 and not lines.startswith(image + _WIDTH):
        return 0
    return _number(lines, at + 1 + len(image) + len(_WIDTH))


def _number(lines: str, start: int) -> int:
    """The number whose first digit stands there; 0 where there is none."""
    text = lines[start : lines.find('"', start)]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
