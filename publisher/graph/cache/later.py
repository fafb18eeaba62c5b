"""An article whose record is known: it is read again only if somebody asks what is in it."""

from __future__ import annotations

from functools import cached_property

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.content.files import SourceFile, parse_source, read_source
from publisher.content.read import ReadOptions


class Reader:
    """Reads files as the run reads them, keys in the mapping's case."""

    def __init__(self, options: ReadOptions, key_case: KeyCase) -> None:
        self._options = options
        self._key_case = key_case

    def read(self, path: str, source: bytes | None) -> Article:
        """The article of the path; an empty one where the file has gone in the meantime."""
        file = read_source(path, self._options) if source is None else SourceFile(path, source)
        article = parse_source(file, self._options).article
        return self._key_case.rename(article)[0] if article else Article(path, {}, b"", 0)


class LaterArticle(Article):
    """Is what `Article` is; the fields beside the path are looked up when they are asked for."""

    _reader: Reader

    @classmethod
    def of(cls, path: str, source: bytes | None, reader: Reader) -> LaterArticle:
        """The article of a path whose bytes are at hand, or are read again."""
        article = cls(path, {}, source or b"", 0)
        article._reader = reader
        return article

    @cached_property
    def _whole(self) -> Article:
        return self._reader.read(self.path, self[2] or None)

    @property
    def front_matter(self) -> dict[str, object]:
        """As parsed."""
        return self._whole.front_matter

    @property
    def source(self) -> bytes:
        """The bytes of the whole file."""
        return self[2] or self._whole.source

    @property
    def body_offset(self) -> int:
        """Where the body begins, in bytes."""
        return self._whole.body_offset
