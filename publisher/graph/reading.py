"""A corpus: the articles that a configuration or a user names, as they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from publisher.content.files import ArticleRead, read_articles
from publisher.content.read import ReadOptions
from publisher.content.walk import WalkOptions
from publisher.core.configuration import Configuration
from publisher.core.errors import UsageError

STANDARD_INPUT = "-"


class Corpus(NamedTuple):
    """Articles as they are read, each once. ``is_whole`` tells that they are all that the configuration names."""

    reads: Iterable[ArticleRead]
    is_whole: bool = False


def read_corpus(configuration: Configuration | None, paths: Sequence[str]) -> Corpus:
    """The articles of the paths, or of the configured folder where there are none; ``-`` is a list on standard input.

    Raises UsageError for a path that is not there.
    """
    options = walk_options(configuration), read_options(configuration)
    if paths:
        return Corpus(read_articles(paths, *options, sys.stdin if STANDARD_INPUT in paths else None))
    if configuration is None:
        raise UsageError("there is no publisher.yaml that names a folder of articles: name the articles or a folder")
    return Corpus(read_articles([str(configuration.content.folder)], *options), is_whole=True)


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
