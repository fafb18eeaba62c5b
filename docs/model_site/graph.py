"""The project as it stands, and what is published of its examples."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from publisher.core.nquads import Quad, split_line
from publisher.graph.reading import read_corpus
from publisher.graph.workspace import Request, Workspace, open_workspace
from publisher.pipeline import map_articles

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY_GRAPH = "graph/ontology"


@lru_cache(maxsize=1)
def workspace() -> Workspace:
    """The project's configuration, mapping and vocabularies."""
    return open_workspace(ROOT, Request())


@lru_cache(maxsize=1)
def example_quads() -> tuple[Quad, ...]:
    """What is published of the examples and the vocabularies; the ontology apart."""
    lines = dict.fromkeys(workspace().vocabularies.lines)
    for file in map_articles(workspace(), read_corpus(workspace().configuration, ())):
        if file.mapped is not None:
            parts = (file.mapped.own, *file.mapped.shared)
            lines.update(dict.fromkeys(line for part in parts for line in part.split("\n")[:-1]))
    return tuple(quad for quad in map(split_line, lines) if ONTOLOGY_GRAPH not in quad.graph)
