"""A project with the examples, built once, and its page documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from command_line import project, run

from publisher.core.nquads import split_line

Triples = frozenset[tuple[str, str, str]]


KEPT: list[TemporaryDirectory[str]] = []
"""Folders that go when the tests are done."""


def temporary_folder() -> Path:
    """A folder for what several tests look at."""
    KEPT.append(TemporaryDirectory(prefix="publisher-test-", ignore_cleanup_errors=True))
    return Path(KEPT[-1].name)


@lru_cache(maxsize=1)
def example_site() -> Path:
    """A project with all examples, its release, and the documents in its folder ``pages``."""
    folder = project(temporary_folder())
    publish(folder)
    return folder


def publish(folder: Path, to: str = "pages") -> Path:
    """Builds the project, and writes its page documents into the folder of that name."""
    done = run("-C", folder, "build")
    assert done.returncode == 0, done.stderr
    done = run("-C", folder, "pages", "--to", folder / to)
    assert done.returncode == 0, done.stderr
    return folder / to


def documents(folder: Path) -> dict[str, str]:
    """The documents by their keys."""
    return {file.stem: file.read_text("utf-8") for file in sorted((folder / "pages").glob("*.jsonld"))}


def release_triples(folder: Path, key: str) -> Triples:
    """What the release says for the article: its own graph, and all the shared ones."""
    graphs = release_graphs(folder)
    return graphs["shared"] | graphs[key]


@lru_cache(maxsize=4)
def release_graphs(folder: Path) -> dict[str, Triples]:
    """The triples of each article by its key, and of all the shared graphs together."""
    graphs: dict[str, set[tuple[str, str, str]]] = {}
    for line in run("-C", folder, "export", "--format", "nq").stdout.split("\n")[:-1]:
        quad = split_line(line)
        key = quad.graph.rpartition("/graph/article/")[2][:-1] if "/graph/article/" in quad.graph else "shared"
        graphs.setdefault(key, set()).add((quad.subject, quad.predicate, quad.object))
    return {key: frozenset(triples) for key, triples in graphs.items()}


def nodes_of(value: object) -> Iterator[dict[str, object]]:
    """Every node of a document, at every depth; value objects are none."""
    if isinstance(value, list):
        for each in value:
            yield from nodes_of(each)
    elif isinstance(value, dict) and "@value" not in value:
        yield value
        for name, each in value.items():
            if name != "@context":
                yield from nodes_of(each)


def parsed(text: str) -> list[dict[str, object]]:
    found = json.loads(text)
    assert isinstance(found, list)
    return found
