"""Articles of files and folders, each file read once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

from publisher.content.article import Article
from publisher.content.read import ReadOptions, read_article
from publisher.content.walk import FoundFile, WalkOptions, unreadable, walk
from publisher.core.findings import Finding

# A pipe that bears an article's name must not hold the whole run up.
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class ArticleRead(NamedTuple):
    """What came of one path: an article, or findings that tell why there is none, or both."""

    path: str
    article: Article | None
    findings: tuple[Finding, ...]


class SourceFile(NamedTuple):
    """The bytes of one file, before anything is made of them; or findings that tell why there are none."""

    path: str
    source: bytes | None
    findings: tuple[Finding, ...] = ()


def read_articles(
    paths: Sequence[str], walk_options: WalkOptions, read_options: ReadOptions, listing: TextIO | None = None
) -> Iterator[ArticleRead]:
    """Each file of the walk, read once; a folder that cannot be read gives its finding alone. Raises UsageError."""
    return read_found(walk(paths, walk_options, listing), read_options)


def read_found(found: Iterable[FoundFile | Finding], options: ReadOptions) -> Iterator[ArticleRead]:
    """What comes of each file that a walk found."""
    return (parse_source(each, options) for each in read_sources(found, options))


def read_sources(found: Iterable[FoundFile | Finding], options: ReadOptions) -> Iterator[SourceFile]:
    """The bytes of each file that a walk found."""
    for each in found:
        if isinstance(each, Finding):
            yield SourceFile(each.span.path, None, (each,))
        else:
            yield read_source(each.path, options)


def read_source(path: str, options: ReadOptions) -> SourceFile:
    """The bytes of one file, read once and no further than a byte behind the largest size."""
    try:
        return SourceFile(path, _read_bytes(path, options.max_file_size))
    except (OSError, ValueError) as error:
        return SourceFile(path, None, (unreadable(path, error),))


def parse_source(file: SourceFile, options: ReadOptions) -> ArticleRead:
    """The article that the bytes hold."""
    if file.source is None:
        return ArticleRead(file.path, None, file.findings)
    article, findings = read_article(file.source, file.path, options)
    return ArticleRead(file.path, article, (*file.findings, *findings) if file.findings else findings)


def read_file(path: str, options: ReadOptions) -> ArticleRead:
    """One file, read and parsed."""
    return parse_source(read_source(path, options), options)


def _read_bytes(path: str, largest: int) -> bytes:
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("it is no regular file")
        source = os.read(descriptor, min(largest, status.st_size) + 1)
        if len(source) != status.st_size:  # it grew or shrank meanwhile, or is larger than what is read
            source += _rest(descriptor, largest + 1 - len(source))
    finally:
        os.close(descriptor)
    return source


def _rest(descriptor: int, left: int) -> bytes:
    chunks = []
    while left > 0 and (chunk := os.read(descriptor, min(left, 1 << 20))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)
