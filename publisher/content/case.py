"""Keys that the mapping uses and that an article has in another case only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.content.article import Article
from publisher.content.rules import KEY_CASE
from publisher.core.findings import Finding
from publisher.core.spans import FieldPath, format_field_path

_Keys = dict[str, object]
Renamed = tuple[tuple[FieldPath, FieldPath], ...]
"""Keys as an article writes them, each with what the mapping writes."""


@dataclass(slots=True)
class _Level:
    """The mapped keys of one mapping in the front matter, and those of the mappings below it."""

    mapped: dict[str, str] = field(default_factory=dict)  # by their folded form
    settled: set[str] = field(default_factory=set)  # mapped as they stand, or not mapped in any case
    below: dict[str, _Level] = field(default_factory=dict)


class KeyCase:
    """Gives mapped keys the case that the mapping writes; Hugo takes keys without regard to case.

    A key that is there as the mapping writes it is left alone, and so are keys that are not mapped. Of each key it is
    told once, in the first article that has it in another case. A mapped key is a name at the top of the front matter
    or a path; what lies inside lists is not looked at.
    """

    def __init__(self, mapped: Iterable[str | FieldPath]) -> None:
        self._root = _Level()
        self._told: set[FieldPath] = set()
        for path in sorted(map(_names, mapped)):
            level = self._root
            for name in path:
                level.mapped.setdefault(name.casefold(), name)
                level.settled.add(name)
                level = level.below.setdefault(name, _Level())
        _drop_empty(self._root)

    def unify(self, article: Article) -> tuple[Article, tuple[Finding, ...]]:
        """The article with its mapped keys as the mapping writes them, and what is to be said.

        The same article where nothing is to be done, which costs about a microsecond.
        """
        unified, renamed = self.rename(article)
        return (unified, self.tell(article, renamed)) if renamed else (article, ())

    def rename(self, article: Article) -> tuple[Article, Renamed]:
        """The article with its mapped keys as the mapping writes them, and which they were."""
        renamed: list[tuple[FieldPath, FieldPath]] = []
        front_matter = self._unified(article.front_matter, self._root, (), renamed)
        if front_matter is article.front_matter:
            return article, ()
        return article._replace(front_matter=front_matter), tuple(renamed)

    def tell(self, article: Article, renamed: Renamed) -> tuple[Finding, ...]:
        """What is to be said of an article whose keys were renamed: of each key once, whatever the article."""
        return tuple(self._tell(article, renamed))

    def _unified(
        self, keys: _Keys, level: _Level, path: FieldPath, renamed: list[tuple[FieldPath, FieldPath]]
    ) -> _Keys:
        out = keys
        if not level.settled.issuperset(keys):
            for written in [key for key in keys if key not in level.settled]:
                mapped = level.mapped.get(written.casefold())
                if mapped is None:
                    level.settled.add(written)
                elif mapped not in out:
                    out = {mapped if key == written else key: value for key, value in out.items()}
                    renamed.append(((*path, written), (*path, mapped)))
        for name, below in level.below.items():
            inner = out.get(name)
            if type(inner) is dict:
                unified = self._unified(inner, below, (*path, name), renamed)
                if unified is not inner:
                    out = {**out, name: unified}
        return out

    def _tell(self, article: Article, renamed: Renamed) -> Iterable[Finding]:
        from publisher.content.positions import ArticlePlaces  # noqa: PLC0415 - 5 ms, only where a key is renamed

        places: ArticlePlaces | None = None
        for written, mapped in renamed:
            if mapped in self._told:
                continue
            self._told.add(mapped)
            places = places or ArticlePlaces(article)
            message = f"{format_field_path(written)} is used as {format_field_path(mapped)}, as the mapping writes it"
            yield KEY_CASE.at(places.locate_key(written), message, field_path=written)


def _names(path: str | FieldPath) -> tuple[str, ...]:
    """The names of a path up to its first element of a list."""
    if isinstance(path, str):
        return (path,)
    names: list[str] = []
    for step in path:
        if not isinstance(step, str) or step == "*":
            break
        names.append(step)
    return tuple(names)


def _drop_empty(level: _Level) -> None:
    level.below = {name: below for name, below in level.below.items() if below.mapped}
    for below in level.below.values():
        _drop_empty(below)
