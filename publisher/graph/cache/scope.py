"""A name for everything that results depend on beside the articles, so that none outlives what made it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

from publisher.graph.workspace import Workspace
from publisher.mapping.functions.registry import ENTRY_POINT_GROUP
from publisher.mapping.plan import JsonSource

_LIBRARIES = ("fastyaml-rs", "pyyaml", "pyoxigraph", "shacl", "pyshacl", "rdflib", "markdown-it-py", "isal")


def scope_of(workspace: Workspace, engine: str) -> str:
    """32 hex digits over the program, its libraries, configuration, mapping, vocabularies, shapes and the engine."""
    configuration = workspace.configuration
    digest = hashlib.sha256()
    for text in (sys.version, engine, repr(configuration), repr(workspace.context.base), *_versions(), _program()):
        digest.update(text.encode("utf-8", "surrogateescape") + b"\0")
    for line in workspace.vocabularies.lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    # The lines tell what the vocabularies say; their bytes, where it stands, for findings are placed in them.
    vocabularies = (each.file for each in configuration.vocabularies) if configuration else ()
    shapes = configuration.shapes if configuration else ()
    for file in (workspace.mapping_file, *shapes, *vocabularies, *_json_files(workspace)):
        digest.update(b"\0" + (file.read_bytes() if file.is_file() else b""))
    return digest.hexdigest()[:32]


def _json_files(workspace: Workspace) -> Iterator[Path]:
    sources = (each.source for each in workspace.plan.triples_maps)
    names = sorted({source.path for source in sources if isinstance(source, JsonSource)})
    return (workspace.mapping_file.parent / name for name in names)


def _versions() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is absent"
    for entry in entry_points(group=ENTRY_POINT_GROUP):
        yield f"{entry.name} {entry.value} {entry.dist.version if entry.dist else ''}"


@lru_cache(maxsize=1)
def _program() -> str:
    """A digest of the program's own text, which changes between versions too; 10 ms."""
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(f"{file.relative_to(package)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
