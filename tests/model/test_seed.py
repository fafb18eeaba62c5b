"""The real article becomes what tests/model/seed.trig says, each triple of it in its graph, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from mapped import PREFIXES, article_of, project_model, quads_of

GRAPH = pyoxigraph.NamedNode("https://www.medigy.com/id/graph/article/1f32b383-1e58-562a-bc3e-1d998945e85f")
ARTICLE = pyoxigraph.NamedNode("https://www.medigy.com/id/article/1f32b383-1e58-562a-bc3e-1d998945e85f")
DESCRIPTION = pyoxigraph.NamedNode(PREFIXES["schema"] + "description")
EXPECTED = list(pyoxigraph.parse(path=Path(__file__).with_name("seed.trig"), format=pyoxigraph.RdfFormat.TRIG))


def shown(quad: pyoxigraph.Quad) -> str:
    return f"{quad.subject.value.rpartition('/')[2] or 'page'} {quad.predicate.value.rpartition('/')[2]} {quad.object.value[-60:]}"


@pytest.fixture(scope="module")
def made(seed: Path) -> set[pyoxigraph.Quad]:
    return set(quads_of(tuple(project_model().lines(seed))))


@pytest.mark.parametrize("expected", EXPECTED, ids=shown)
def test_the_article_says(made: set[pyoxigraph.Quad], expected: pyoxigraph.Quad) -> None:
    assert expected in made


def test_the_article_says_nothing_else_but_its_description(made: set[pyoxigraph.Quad], seed: Path) -> None:
    description = pyoxigraph.Literal(str(article_of(seed).front_matter["description"]))
    assert made - set(EXPECTED) == {pyoxigraph.Quad(ARTICLE, DESCRIPTION, description, GRAPH)}
    assert len(set(EXPECTED)) == len(EXPECTED) == 174


def test_the_article_maps_without_a_finding(seed: Path) -> None:
    assert project_model().trace(seed).findings == ()
