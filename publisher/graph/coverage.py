"""Which front-matter keys the mapping uses, over a whole corpus: nothing that an author writes is lost silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.positions import locate_key
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.graph.rules import UNMAPPED_KEY, UNUSED_REFERENCE

KeyPath = tuple[str, ...]
"""Keys from the root; every element of a list is ``*``."""

_STEP = re.compile(r"[^.\[\]]+|\[[^\]]*\]")


class _Seen(NamedTuple):
    articles: int
    example: Article


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
        self._whole = {*mapped, *map(parse_key_path, ignored)}
        self._above = {path[:depth] for path in self._whole for depth in range(1, len(path))}
        self._unmapped: dict[KeyPath, _Seen] = {}
        self._there: set[KeyPath] = set()

    def see(self, article: Article) -> None:
        """Looks at one article."""
        found: set[KeyPath] = set()
        pending: list[tuple[KeyPath, object]] = [((), article.front_matter)]
        while pending:
            at, value = pending.pop()
            self._there.add(at)
            if at in self._whole and at not in self._above:
                continue
            if at and (at not in self._above or self._is_lost(at, value)):
                found.add(at)
            elif isinstance(value, dict):
                pending.extend(((*at, str(key)), below) for key, below in value.items())
            elif isinstance(value, list):
                pending.extend(((*at, "*"), below) for below in value)
        for at in found:
            articles, example = self._unmapped.get(at, _Seen(0, article))
            self._unmapped[at] = _Seen(articles + 1, example)

    def _is_lost(self, at: KeyPath, value: object) -> bool:
        """Whether a single value stands where only fields of it are mapped. One value alone counts as a list of one."""
        is_single = not isinstance(value, dict | list) and value not in {None, ""}
        return is_single and (*at, "*") not in self._whole and (*at, "*") not in self._above

    def unmapped(self) -> Iterator[Finding]:
        """A finding for each key that is neither mapped nor ignored, in order, at the first article that has it."""
        for at, (articles, example) in sorted(self._unmapped.items()):
            where = "1 article" if articles == 1 else f"{articles:,} articles"
            written = format_key_path(at)
            what = f"the key {written!r} is neither mapped nor ignored"
            if at in self._above:
                what = f"the key {written!r} has one value here, of which the mapping uses only fields"
            message = f"{what}; it occurs in {where}, of which this is the first"
            place = locate_key(example, tuple(0 if step == "*" else step for step in at))
            yield UNMAPPED_KEY.at(place, message, value=written)

    def never_there(self) -> Iterator[Finding]:
        """A finding for each reference of the mapping whose field no article has."""
        for at, place in self._mapped.items():
            if not any(there in self._there for there in (at, at[:-1] if at[-1:] == ("*",) else at)):
                siblings = [each[-1] for each in self._there if each and each[:-1] == at[:-1]]
                hint = did_you_mean(at[-1], siblings)
                yield UNUSED_REFERENCE.at(place, f"{format_key_path(at)!r} occurs in no article.{hint}")


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
