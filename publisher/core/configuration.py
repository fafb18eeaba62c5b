"""What `publisher.yaml` says, as frozen values. `configuration_reader` makes them from the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.core.configuration_dataset import DatasetConfiguration
from publisher.core.configuration_ignores import IgnoredRule
from publisher.core.spans import SourceSpan

DEFAULT_INCLUDE = ("*.md", "*.markdown", "*.html", "*.htm", "*.Rmd", "*.Rmarkdown")
DEFAULT_MAX_FILE_SIZE = 16 * 1024 * 1024
DEFAULT_SCHEMA = "http://schema.org/"
PAGE_CONTEXTS = ("inline", "official")


@dataclass(frozen=True, slots=True)
class ContentConfiguration:
    """Where articles are and how they are read. ``max_file_size`` in bytes; ``place`` is where the folder is named."""

    folder: Path = Path("content")
    include: tuple[str, ...] = DEFAULT_INCLUDE
    ignore: tuple[str, ...] = ()
    lenient: bool = False
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    place: SourceSpan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """A Turtle file that is read for its labels and published as it stands in the graph.

    ``{key}`` in the graph stands for the last part of each subject's IRI.
    """

    file: Path
    graph: str


@dataclass(frozen=True, slots=True)
class ReleaseConfiguration:
    """Where releases are written and how many are kept; with the one that was current before a build, where that is more."""

    folder: Path = Path("build")
    keep: int = 5


@dataclass(frozen=True, slots=True)
class PagesConfiguration:
    """The file that declares the page documents; ``context``, where given, counts instead of the file's."""

    file: Path | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class LoadConfiguration:
    """How stores are brought into step. ``max_dropped``: percent of a store's graphs that one run may drop unasked."""

    max_dropped: int = 25


@dataclass(frozen=True, slots=True)
class Configuration:
    """The whole of `publisher.yaml`; every path is ready to be opened.

    ``article_key`` is a reference such as ``$(mdName)``, ``article_graph`` a template; ``externals`` holds
    every ``$(_name)`` by its name without the underscore. ``ignored`` gives the reason a front-matter path is not mapped;
    ``ignores`` are findings that are set aside. ``own_externals`` are those that the file itself gives, with their places;
    ``known_externals`` those that are asked for by it, or given by the profile.
    """

    path: Path
    site: str
    base: str
    language: str
    schema: str
    ontology: str
    content: ContentConfiguration
    mapping: Path
    article_key: str
    article_graph: str
    externals: Mapping[str, str]
    dataset: DatasetConfiguration = field(repr=False)
    vocabularies: tuple[VocabularyFile, ...] = ()
    shapes: tuple[Path, ...] = ()
    ignored: Mapping[str, str] = field(default_factory=dict)
    release: ReleaseConfiguration = field(default_factory=ReleaseConfiguration)
    pages: PagesConfiguration = field(default_factory=PagesConfiguration)
    load: LoadConfiguration = field(default_factory=LoadConfiguration)
    ignores: tuple[IgnoredRule, ...] = field(default=(), repr=False)
    own_externals: Mapping[str, SourceSpan] = field(default_factory=dict, repr=False)
    known_externals: frozenset[str] = field(default=frozenset(), repr=False)

    # The repr names what the results of mapping and checking depend on, and nothing else.

    @property
    def folder(self) -> Path:
        """The folder of `publisher.yaml`."""
        return self.path.parent
