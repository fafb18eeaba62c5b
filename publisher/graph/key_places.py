"""Where an article gives its key: the place of what is wrong with the key, or with the article as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.core.spans import SourceSpan

if TYPE_CHECKING:
    from publisher.content.article import Article


def key_place_in_file(path: str, article_key: str) -> SourceSpan:
    """Where the file of an article gives its key; the file itself where it cannot be read."""
    from publisher.content.files import read_file  # noqa: PLC0415 - reading takes imports, only where something is wrong
    from publisher.content.read import ReadOptions  # noqa: PLC0415 - as above

    article = read_file(path, ReadOptions()).article
    return SourceSpan.point(path) if article is None else key_place(article, article_key)


def key_place(article: Article, article_key: str) -> SourceSpan:
    """Where the key's value stands."""
    from publisher.content.positions import locate  # noqa: PLC0415 - 5 ms, only where something is wrong

    return locate(article, key_path(article_key))


def key_path(article_key: str) -> tuple[str, ...]:
    """The steps to the key, which is one reference.

    >>> key_path("$(link.href)")
    ('link', 'href')
    """
    return tuple(article_key.removeprefix("$(").removesuffix(")").split("."))
