"""Which front-matter keys the mapping uses, over a whole corpus: nothing that an author writes is lost silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from publisher.content.article import Article
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.graph.rules import UNMAPPED_KEY, UNUSED_REFERENCE

KeyPath = tuple[str, ...]
"""Keys from the root; every element of a list is ``*``."""

_STEP = re.compile(r"[^.\[\]]+|\[[^\]]*\]")


Visit = tuple[KeyPath, tuple[str, ...]]
"""A mapping or list of an article, by its path, and the keys that it has; a list has ``*``."""


class KeyFacts(NamedTuple):
    """All that the coverage asks of one article: its keys where any are known, and those that nobody knows."""

    visits: tuple[Visit, ...]
    lost: tuple[KeyPath, ...]


class BatchKeys(NamedTuple):
    """The facts of a batch: all visits, and of each key that nobody knows how many articles have it, and the first one's path."""

    visits: tuple[Visit, ...]
    lost: tuple[tuple[KeyPath, int, str], ...]

    @classmethod
    def of(cls, articles: Iterable[tuple[str, KeyFacts]]) -> BatchKeys:
        """Those of the articles, by path."""
        visits: dict[Visit, None] = {}
        lost: dict[KeyPath, tuple[int, str]] = {}
        for path, facts in articles:
            visits.update(dict.fromkeys(facts.visits))
            for at in facts.lost:
                count, first = lost.get(at, (0, path))
                lost[at] = count + 1, first
        return cls(tuple(visits), tuple((at, count, first) for at, (count, first) in lost.items()))

    @classmethod
    def of_plain(cls, plain: Sequence[Any]) -> BatchKeys:
        """Those that JSON gives back."""
        visits, lost = plain
        read = tuple((tuple(at), tuple(keys)) for at, keys in visits)
        return cls(read, tuple((tuple(at), count, first) for at, count, first in lost))


class _Seen(NamedTuple):
    articles: int
    example: Article


@dataclass(slots=True)
class _Level:
    """The known keys of one mapping or list in the front matter, as a tree: ``ends`` are those with none below.

    ``there`` are the keys that articles have here, known or not.
    """

    below: dict[str, _Level] = field(default_factory=dict)
    ends: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)

    @property
    def known(self) -> list[str]:
        """The known keys here, in order."""
        return sorted((self.ends | self.below.keys()) - {"*"})

    def enter(self, path: KeyPath) -> None:
        """Makes a path known."""
        if path:
            below = self.below.setdefault(path[0], _Level())
            below.enter(path[1:])
            (self.ends.discard if below.below else self.ends.add)(path[0])

    def at(self, path: KeyPath) -> _Level:
        """The level of a path; an empty one where nothing is known."""
        level = self
        for step in path:
            level = level.below.get(step) or _Level()
        return level


class KeyCoverage:
    r"""Looks at each article's keys once; afterwards tells which are not used, and which are never there.

    ``mapped`` are the paths the mapping refers to, with the place of each reference;
    ``ignored`` the paths that are named as ignored, as people write them.

    >>> coverage = KeyCoverage({("title",): SourceSpan.point("m.yaml")}, {"status": "unused"})
    >>> coverage.see(Article("a.md", {"title": "x", "status": "", "tite": ""}, b"---\ntitle: x\ntite:\n---\n", 24))
    >>> [(str(finding.span), finding.message) for finding in coverage.unmapped()]
    [('a.md:3:1', "the key 'tite' is neither mapped nor ignored; it occurs in 1 article, of which this is the first")]
    """

    def __init__(self, mapped: Mapping[KeyPath, SourceSpan], ignored: Iterable[str]) -> None:
        self._mapped = mapped
        self._root = _Level()
        for path in {*mapped, *map(parse_key_path, ignored)}:
            self._root.enter(path)
        self._unmapped: dict[KeyPath, _Seen] = {}

    def see(self, article: Article) -> None:
        """Looks at one article; some 5 µs where nothing is found."""
        self.count(article, self.lost_keys(article.front_matter))

    def lost_keys(self, front_matter: dict[str, object]) -> Sequence[KeyPath]:
        """The keys of one article that are neither mapped nor ignored, once each."""
        found: list[KeyPath] = []
        _look_at(front_matter, self._root, (), found, [])
        return list(dict.fromkeys(found)) if found else ()

    def facts(self, front_matter: dict[str, object]) -> KeyFacts:
        """What `BatchKeys` takes in the place of the article; it can be kept as text."""
        found: list[KeyPath] = []
        visits: list[Visit] = []
        _look_at(front_matter, self._root, (), found, visits)
        return KeyFacts(tuple(dict.fromkeys(visits)), tuple(dict.fromkeys(found)))

    def count_batch(self, keys: BatchKeys, article_of: Callable[[str], Article]) -> None:
        """Does for the articles of a batch what `see` does; ``article_of`` gives one by its path."""
        for at, there in keys.visits:
            self._root.at(at).there.update(there)
        for at, count, first in keys.lost:
            known = self._unmapped.get(at)
            articles, example = known or _Seen(0, article_of(first))
            self._unmapped[at] = _Seen(articles + count, example)

    def count(self, article: Article, lost: Iterable[KeyPath]) -> None:
        """Counts what `lost_keys` gave for the article."""
        for at in lost:
            articles, example = self._unmapped.get(at, _Seen(0, article))
            self._unmapped[at] = _Seen(articles + 1, example)

    def unmapped(self) -> Iterator[Finding]:
        """A finding for each key that is neither mapped nor ignored, in order, at the first article that has it."""
        from publisher.content.positions import locate_key  # noqa: PLC0415 - 5 ms, only where a key is unmapped

        for at, (articles, example) in sorted(self._unmapped.items()):
            where = "1 article" if articles == 1 else f"{articles:,} articles"
            written = format_key_path(at)
            what = f"the key {written!r} is neither mapped nor ignored"
            if self._root.at(at).below:
                what = f"the key {written!r} has one value here, of which the mapping uses only fields"
            hint = "" if self._root.at(at).below else did_you_mean(at[-1], self._root.at(at[:-1]).known)
            message = f"{what}; it occurs in {where}, of which this is the first{hint and f'.{hint}'}"
            place = locate_key(example, tuple(0 if step == "*" else step for step in at))
            yield UNMAPPED_KEY.at(place, message, value=written)

    def never_there(self) -> Iterator[Finding]:
        """A finding for each reference of the mapping whose field no article has; nothing where there is no article."""
        if not self._root.there:
            return
        for at, place in self._mapped.items():
            if not self._is_there(at) and not (at[-1:] == ("*",) and self._is_there(at[:-1])):
                yield unused_reference(at, place, self._root.at(at[:-1]).there)

    def _is_there(self, at: KeyPath) -> bool:
        return not at or at[-1] in self._root.at(at[:-1]).there


def unused_reference(at: KeyPath, place: SourceSpan, there: Iterable[str]) -> Finding:
    """The finding for a reference whose field no article has; ``there`` are the keys beside which it was looked for."""
    hint = did_you_mean(at[-1], sorted(there))
    return UNUSED_REFERENCE.at(place, f"{format_key_path(at)!r} occurs in no article.{hint}")


def _look_at(value: object, level: _Level, at: KeyPath, found: list[KeyPath], visits: list[Visit]) -> None:
    """Notes what is there, and what the level does not know, here and below."""
    if isinstance(value, dict):
        level.there.update(value)
        visits.append((at, tuple(value)))
        if not level.ends.issuperset(value):
            for key in value.keys() - level.ends:
                below = level.below.get(key)
                if below is None:
                    found.append((*at, key))
                else:
                    _look_at(value[key], below, (*at, key), found, visits)
    elif isinstance(value, list):
        _look_into(value, level, (*at, "*"), found, visits)
    elif value not in {None, ""} and "*" not in level.below:
        # A single value stands where only fields of it are mapped. One value alone counts as a list of one.
        found.append(at)


def _look_into(elements: list[object], level: _Level, at: KeyPath, found: list[KeyPath], visits: list[Visit]) -> None:
    if not elements:
        return
    level.there.add("*")
    visits.append((at[:-1], ("*",)))
    below = level.below.get("*")
    if below is None:
        found.append(at)
    elif below.below:
        for each in elements:
            _look_at(each, below, at, found, visits)


def parse_key_path(text: str) -> KeyPath:
    """The path that people write: ``featuredImage.size[*]``, ``a[0]``.

    >>> parse_key_path("a.b[*].c")
    ('a', 'b', '*', 'c')
    """
    return tuple("*" if step.startswith("[") else step for step in _STEP.findall(text))


def format_key_path(path: KeyPath) -> str:
    """The path as people write it.

    >>> format_key_path(("a", "*", "c"))
    'a[*].c'
    """
    return "".join("[*]" if step == "*" else f".{step}" for step in path).removeprefix(".")
