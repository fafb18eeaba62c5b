"""What a format of differences is: the difference in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from publisher.graph.difference import Differences


class Compared(NamedTuple):
    """The names of the two releases, their IRIs without brackets, and the prefixes that shorten terms."""

    before: str
    after: str
    before_iri: str
    after_iri: str
    prefixes: Mapping[str, str]


DifferenceWriter = Callable[[Differences, Compared], Iterator[str]]
"""Gives the document piece by piece."""
