"""The description of a release passes what DCAT-AP 3.0.1 asks for, and each of the shapes can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import project, run
from described import built, described_project, description_of
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[2]
SHAPES = Graph().parse(ROOT / "shapes" / "dcat-ap.ttl", format="turtle")
SECTIONS = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/#"
ODD = URIRef("http://example.org/odd")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a release before it, so that nothing of a description is missing."""
    folder = described_project(tmp_path_factory.mktemp("described"))
    built(folder)
    article = folder / "content" / "000.md"
    article.write_text(article.read_text("utf-8").replace("A title", "Another title"), "utf-8")
    mapping = folder / "mapping.yaml"
    mapping.write_text(
        mapping.read_text("utf-8").replace(
            "$(title)]",
            '$(title)]\n      - ["http://schema.org/datePublished", "2021-01-20T00:00:00Z", "http://www.w3.org/2001/XMLSchema#dateTime"]',
        ),
        "utf-8",
    )
    return built(folder)


def failing(description: Graph) -> set[str]:
    """The local names of the property shapes that report something."""
    _, report, _ = validate(description, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    return {str(shape).rpartition("#")[2] for shape in report.objects(None, SH.sourceShape)}


def property_shapes(*required: URIRef) -> set[str]:
    """Those that have one of these constraints."""
    return {str(shape).rpartition("#")[2] for each in required for shape in SHAPES.subjects(each)}


def test_a_whole_description_passes(release: Path) -> None:
    assert failing(description_of(release)) == set()


def test_the_projects_own_description_passes(tmp_path: Path) -> None:
    folder = project(tmp_path, articles=3)
    done = run("build", "--no-cache", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "G10" not in done.stderr
    assert failing(description_of(folder / "build" / "current")) == set()


def test_every_shape_names_its_section_and_tells_what_it_wants() -> None:
    shapes = set(SHAPES.subjects(RDF.type, SH.PropertyShape))
    assert len(shapes) > 40
    for shape in shapes:
        severity, message = SHAPES.value(shape, SH.severity), str(SHAPES.value(shape, SH.message))
        assert (" should " in message) == (severity == SH.Warning)
        assert severity in {SH.Violation, SH.Warning}
        [section] = SHAPES.objects(shape, RDFS.seeAlso)
        if not str(section).startswith("https://www.w3.org/TR/"):
            assert str(section).startswith(SECTIONS)
            assert str(section).removeprefix(SECTIONS).count(".") == 1


def stripped(description: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Nodes without anything but their classes, and what makes a node a target."""
    kept = {RDF.type, URIRef("http://www.w3.org/ns/dcat#isVersionOf"), URIRef("http://www.w3.org/ns/dcat#byteSize")}
    return (each for each in description if each[1] in kept)


def of_other_kinds(description: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """IRIs in place of literals, and literals in place of IRIs."""
    for subject, name, value in description:
        if name == RDF.type:
            yield subject, name, value
        else:
            yield subject, name, ODD if isinstance(value, Literal) else Literal("odd")


def doubled(description: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Two values where there was one."""
    for subject, name, value in description:
        yield subject, name, value
        if name != RDF.type:
            yield (
                subject,
                name,
                Literal(f"{value} twice", datatype=value.datatype if isinstance(value, Literal) else None),
            )


@pytest.mark.parametrize(
    ("mutation", "constraints"),
    [
        (stripped, [SH.minCount]),
        (of_other_kinds, [SH.nodeKind, SH.datatype]),
        (of_other_kinds, [SH["class"]]),
        (doubled, [SH.maxCount]),
    ],
)
def test_each_shape_fails_where_what_it_asks_for_is_taken_away(
    release: Path, mutation: Callable[[Graph], Iterator[tuple[Node, Node, Node]]], constraints: list[URIRef]
) -> None:
    mutated = Graph()
    for triple in mutation(description_of(release)):
        mutated.add(triple)
    wanted = property_shapes(*constraints)
    assert len(wanted) > 10
    assert wanted - failing(mutated) == set()


def test_nothing_is_said_of_a_blank_node(release: Path) -> None:
    description = description_of(release)
    assert all(not term.n3().startswith("_:") for triple in description for term in triple)
