"""One batch of mapped articles as one N-Triples text, and which article each line and each node came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from publisher.content.article import Article
from publisher.core.nquads import lines_of
from publisher.validation.ntriples import drop_graphs

_SUBJECT = re.compile(r"\n(<[^>]*>|\S+)")


class Mapped(Protocol):
    """What validation asks of a mapped article: its N-Quads lines, and those of the shared graphs it writes to."""

    @property
    def own(self) -> str:
        """Lines of the article's own graph."""
        ...

    @property
    def shared(self) -> Sequence[str]:
        """Blocks of lines of shared graphs."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that comes of one article, or of several that wrote the very same block."""

    ntriples: str
    articles: tuple[Article, ...]


class Batch:
    """The pieces of a batch: the shared blocks, each once, then the articles. Background lines stand before them all.

    ``shared`` are the shared blocks alone.
    """

    def __init__(self, pieces: Iterable[Piece], background: str = "", shared: Sequence[Piece] = ()) -> None:
        self._pieces = [piece for piece in (*shared, *pieces) if piece.ntriples]
        self.shared = [piece for piece in shared if piece.ntriples]
        self._background = background

    @cached_property
    def _starts(self) -> list[int]:
        """The line that each piece begins at, which only a refused batch asks for."""
        lengths = (piece.ntriples.count("\n") for piece in self._pieces)
        return list(accumulate(lengths, initial=self._background.count("\n") + 1))

    @staticmethod
    def shared_of(mapped: Iterable[tuple[Article, Mapped]]) -> list[Piece]:
        """The shared blocks of these articles, each once."""
        shared: dict[str, list[Article]] = {}
        for article, each in mapped:
            for block in each.shared:
                shared.setdefault(block, []).append(article)
        return [Piece(drop_graphs(block), tuple(articles)) for block, articles in shared.items()]

    @classmethod
    def of(
        cls, mapped: Sequence[tuple[Article, Mapped]], background: str = "", shared: Sequence[Piece] | None = None
    ) -> Batch:
        """The batch of these articles, whose shared blocks may be at hand already."""
        own = [Piece(drop_graphs(each.own), (article,)) for article, each in mapped]
        return cls(own, background, cls.shared_of(mapped) if shared is None else shared)

    def behind(self, lines: str) -> Batch:
        """The batch with these lines before its background."""
        return Batch(self._pieces[len(self.shared) :], lines + self._background, self.shared)

    @property
    def pieces(self) -> Sequence[Piece]:
        """Every piece, shared blocks first."""
        return self._pieces

    @property
    def ntriples(self) -> str:
        """Everything, background first."""
        return "".join((self._background, *(piece.ntriples for piece in self._pieces)))

    def piece_at(self, line: int) -> tuple[Piece, str] | None:
        """The piece that a line of the text (from 1) belongs to, and the line; None for a line of the background."""
        index = bisect_right(self._starts, line) - 1
        if not 0 <= index < len(self._pieces):
            return None
        piece = self._pieces[index]
        return piece, piece.ntriples.split("\n")[line - self._starts[index]]

    def without(self, piece: Piece) -> Batch:
        """The batch with one piece set aside."""
        own = [each for each in self._pieces[len(self.shared) :] if each is not piece]
        return Batch(own, self._background, [each for each in self.shared if each is not piece])

    def contributors(self, wanted: set[str]) -> dict[str, list[Article]]:
        """The articles by what they contributed: by node for a subject (``<…>``), by line for ``subject predicate object .``.

        One walk over the lines, whatever the number of things asked for.
        """
        return self._contributors(lambda piece: _keys(piece, wanted)) if wanted else {}

    def pointing_to(self, nodes: set[str]) -> dict[str, list[Article]]:
        """The articles that say something of other nodes whose value is one of these, by that."""
        return self._contributors(lambda piece: nodes.intersection(_objects(piece))) if nodes else {}

    def _contributors(self, keys_of: Callable[[Piece], Iterable[str]]) -> dict[str, list[Article]]:
        found: dict[str, dict[int, Article]] = {}
        for piece in self._pieces:
            for key in keys_of(piece):
                found.setdefault(key, {}).update((id(article), article) for article in piece.articles)
        return {key: list(articles.values()) for key, articles in found.items()}


def _objects(piece: Piece) -> Iterator[str]:
    return (line.split(" ", 2)[2].removesuffix(" .") for line in lines_of(piece.ntriples))


def _keys(piece: Piece, wanted: set[str]) -> Iterator[str]:
    """Those of the wanted things that the piece says. Its lines are looked at one by one only if it is about one of them."""
    text = "\n" + piece.ntriples
    nodes = wanted.intersection(_SUBJECT.findall(text))
    if nodes:
        yield from nodes
        yield from wanted.intersection(text.split("\n"))
