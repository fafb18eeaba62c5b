"""A corpus: the articles that a configuration or a user names, as they are read."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.content.files import ArticleRead, SourceFile, parse_source, read_sources
from publisher.content.globs import Globs
from publisher.content.read import ReadOptions
from publisher.content.walk import FoundFile, WalkOptions, walk
from publisher.core.configuration import Configuration
from publisher.core.configuration_rules import MISSING_FILE
from publisher.core.errors import ConfigurationError, UsageError
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.graph.rules import NO_ARTICLES

STANDARD_INPUT = "-"


class Corpus(NamedTuple):
    """The files of articles, each once. ``is_whole`` tells that they are all that the configuration names.

    ``root`` is what their paths begin with that says where the folder is, and nothing about the article.
    """

    sources: Iterable[SourceFile]
    options: ReadOptions = ReadOptions()
    is_whole: bool = False
    root: str = ""

    @property
    def reads(self) -> Iterator[ArticleRead]:
        """What comes of each file, for those who need no more than that."""
        return (parse_source(file, self.options) for file in self.sources)


def read_corpus(
    configuration: Configuration | None, paths: Sequence[str], wanted: Container[str] | None = None
) -> Corpus:
    """The articles of the paths, or of the configured folder where there are none; ``-`` is a list on standard input.

    Of these the ``wanted`` ones alone, where that is given. Raises UsageError for a path that is not there.
    """
    to_walk, to_read = walk_options(configuration), read_options(configuration)
    if STANDARD_INPUT in paths and sys.stdin is None:
        raise UsageError("standard input is closed, so there is no list of paths to read from it")
    if paths:
        found = _wanted(walk(paths, to_walk, sys.stdin if STANDARD_INPUT in paths else None), wanted)
        return Corpus(read_sources(found, to_read), to_read)
    if configuration is None:
        raise UsageError("there is no publisher.yaml that names a folder of articles: name the articles or a folder")
    folder = str(configuration.content.folder)
    found = _wanted(_some(_walk_configured(configuration, to_walk), folder, to_walk), wanted)
    return Corpus(read_sources(found, to_read), to_read, is_whole=wanted is None, root=folder)


def is_read(configuration: Configuration | None, paths: Sequence[str], file: str) -> bool:
    """Whether a file that is there would be read as an article by ``read_corpus`` with these paths."""
    options = walk_options(configuration)
    globs = Globs(options.include, options.ignore)
    folders = paths or ([str(configuration.content.folder)] if configuration else [])
    return Path(file).is_file() and any(
        _is_found(Path(file).resolve(), Path(each).resolve(), globs) for each in folders
    )


def _is_found(file: Path, folder: Path, globs: Globs) -> bool:
    if folder not in file.parents:
        return file == folder
    inside = file.relative_to(folder)
    parts = [inside, *inside.parents][:-1]
    return globs.includes(inside.as_posix()) and not any(globs.ignores(each.as_posix()) for each in parts)


def one_article(configuration: Configuration | None, path: str, source: bytes) -> Corpus:
    """The article that the bytes hold, as if it stood at the path."""
    return Corpus((SourceFile(path, source),), read_options(configuration))


def _walk_configured(configuration: Configuration, options: WalkOptions) -> Iterator[FoundFile | Finding]:
    """The configured folder. Raises ConfigurationError where it is not there."""
    folder, place = configuration.content.folder, configuration.content.place
    try:
        return walk([str(folder)], options)
    except UsageError as problem:
        told = f"there is no folder {str(folder)!r} of articles; the path is relative to the configuration's folder"
        missing = MISSING_FILE.at(place or SourceSpan.point(str(configuration.path)), told)
        raise ConfigurationError(f"{configuration.path}: the configuration cannot be used", [missing]) from problem


def _some(found: Iterable[FoundFile | Finding], folder: str, options: WalkOptions) -> Iterator[FoundFile | Finding]:
    """What was found; a finding where that is nothing."""
    is_empty = True
    for each in found:
        is_empty = False
        yield each
    if is_empty:
        ignored = f", or content.ignore names them all ({', '.join(options.ignore)})" if options.ignore else ""
        asked = f"no file of the folder has a name that content.include asks for ({', '.join(options.include)})"
        yield NO_ARTICLES.at(SourceSpan.point(folder), f"there are no articles: {asked}{ignored}")


def _wanted(found: Iterable[FoundFile | Finding], wanted: Container[str] | None) -> Iterable[FoundFile | Finding]:
    if wanted is None:
        return found
    return (each for each in found if isinstance(each, Finding) or each.path in wanted)


def read_options(configuration: Configuration | None) -> ReadOptions:
    """How a file is read."""
    if configuration is None:
        return ReadOptions()
    content = configuration.content
    return ReadOptions(lenient=content.lenient, max_file_size=content.max_file_size)


def walk_options(configuration: Configuration | None) -> WalkOptions:
    """How a folder is searched."""
    if configuration is None:
        return WalkOptions()
    return WalkOptions(include=configuration.content.include, ignore=configuration.content.ignore)
