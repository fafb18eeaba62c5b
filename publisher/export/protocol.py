"""What a format is: lines of N-Quads in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

Serializer = Callable[[Iterable[str], Mapping[str, str]], Iterator[str]]
"""Takes N-Quads lines without newline (those of one graph and one subject stand together where the format
groups) and prefixes to namespaces; gives the document piece by piece."""


class Exporter(NamedTuple):
    """A format as named on the command line."""

    name: str
    title: str
    media_type: str
    keeps_graphs: bool
    serialize: Serializer

    @property
    def without_graphs(self) -> str:
        """What is told where the format drops the names of graphs."""
        return f"{self.title} has no graphs: their names are left out"
