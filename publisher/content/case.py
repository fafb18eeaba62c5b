"""Keys that the mapping uses and that an article has in another case only."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.content.article import Article
from publisher.content.positions import ArticlePlaces
from publisher.content.rules import KEY_CASE
from publisher.core.findings import Finding


class KeyCase:
    """Gives mapped keys at the top of the front matter the case that the mapping writes.

    Hugo takes keys without regard to case. A key that is there as the mapping writes it is left alone, and so are
    all keys that are not mapped. Each key is told of once, in the first article that has it in another case.
    """

    def __init__(self, mapped: Iterable[str]) -> None:
        self._mapped = frozenset(mapped)
        self._by_folded = {key.casefold(): key for key in sorted(self._mapped, reverse=True)}
        self._told: set[str] = set()
        self._known_elsewhere: set[str] = set()

    def unify(self, article: Article) -> tuple[Article, tuple[Finding, ...]]:
        """The article with its mapped keys as the mapping writes them, and what is to be said.

        The same article where nothing is to be done, which costs about a microsecond.
        """
        unknown = article.front_matter.keys() - self._mapped - self._known_elsewhere
        if not unknown:
            return article, ()
        front_matter = dict(article.front_matter)
        findings: list[Finding] = []
        for written in sorted(unknown):
            mapped = self._by_folded.get(written.casefold())
            if mapped is None:
                self._known_elsewhere.add(written)
            elif mapped not in front_matter:
                front_matter[mapped] = front_matter.pop(written)
                findings.extend(self._tell(article, written, mapped))
        if front_matter.keys() == article.front_matter.keys():
            return article, ()
        return article._replace(front_matter=front_matter), tuple(findings)

    def _tell(self, article: Article, written: str, mapped: str) -> list[Finding]:
        if mapped in self._told:
            return []
        self._told.add(mapped)
        span = ArticlePlaces(article).locate_key((written,))
        message = f"the key {written!r} is used as {mapped!r}, which is how the mapping writes it"
        return [KEY_CASE.at(span, message, field_path=(written,), value=written)]
