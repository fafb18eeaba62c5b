"""The positive RML-Core cases, said in YARRRML: the same triples, or the reason why YARRRML cannot say them."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph
import pytest
from shared_data import shared_path

from publisher.mapping.context import MappingContext
from publisher.mapping.read import ReaderOptions, read_mapping
from publisher.mapping.sources import map_json_sources

pytestmark = pytest.mark.shared

CASES = Path(__file__).parent / "yarrrml_cases"
BASE = "http://example.com/"
CANNOT_BE_SAID = {
    "RMLTC0020a-JSON": "a lone reference is a reference in YARRRML, never a template, so it is not made safe for an IRI",
    "RMLTC0026b-JSON": "YARRRML has one base a document, not one a triples map",
    "RMLTC0027a-JSON": "YARRRML knows the types iri, literal and blank, not rml:URI",
    "RMLTC0027b-JSON": "YARRRML knows the types iri, literal and blank, not rml:UnsafeIRI",
}


def positive_cases() -> list[str]:
    """The cases that expect triples, by the suite's own list."""
    table = shared_path("conformance", "rml-core", "metadata.csv")
    with table.open(newline="", encoding="utf-8") as lines:
        return [row["ID"] for row in csv.DictReader(lines) if row["error"] != "true"]


def canonical(text: bytes) -> set[str]:
    """The quads, blank nodes named by their structure."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.fixture
def case_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The inputs of a case beside our own mapping."""
    name: str = request.param
    for file in shared_path("conformance", "rml-core", name).glob("*.json"):
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "mapping.yarrrml.yaml").symlink_to(CASES / name / "mapping.yarrrml.yaml")
    return tmp_path


@pytest.mark.parametrize("case_folder", sorted(each.name for each in CASES.iterdir()), indirect=True)
def test_a_case_in_yarrrml_gives_the_expected_triples(case_folder: Path, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["case_folder"]
    read = read_mapping(case_folder / "mapping.yarrrml.yaml", "mapping.yarrrml.yaml", ReaderOptions(base=BASE))
    assert read.findings == ()
    lines, findings = map_json_sources(read.plan, MappingContext(base=BASE), case_folder)
    assert not findings
    expected = shared_path("conformance", "rml-core", name, "output.nq").read_bytes()
    assert canonical("".join(lines).encode()) == canonical(expected)


def test_each_positive_case_is_said_or_listed() -> None:
    said = {each.name for each in CASES.iterdir()}
    assert sorted(said | set(CANNOT_BE_SAID)) == sorted(positive_cases())
    assert not said & set(CANNOT_BE_SAID)
    assert len(said) >= 55
