"""The shapes: well made, compiled by both engines, content with the examples, and each awake."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from checked import SHAPES, check, of_weight, validator
from mapped import CASES, PREFIXES, ask, example_files, project_model

from publisher.core.findings import Severity

SH = PREFIXES["sh"]
KNOWN_TERMS = frozenset(
    re.findall(
        "[A-Za-z]+",
        "NodeShape PropertyShape Violation Warning Info IRI Literal name path property targetClass message severity targetObjectsOf"
        " minCount maxCount datatype nodeKind pattern minLength maxLength minInclusive in not or inversePath disjoint"
        " lessThanOrEquals uniqueLang",
    )
)
"""What the shapes use of SHACL, all of it in SHACL Core (https://www.w3.org/TR/shacl/#core-components)."""


@pytest.fixture(scope="module")
def shapes() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for file in project_model().configuration.shapes:
        store.load(path=file, format=pyoxigraph.RdfFormat.TURTLE)
    return store


def rows(store: pyoxigraph.Store, query: str) -> list[str]:
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    solutions = store.query(prefixes + query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return sorted(str(row[0]) for row in solutions)


@pytest.mark.parametrize("needed", ["sh:message", "sh:severity", "sh:name", "sh:path"])
def test_every_property_shape_has(shapes: pyoxigraph.Store, needed: str) -> None:
    assert rows(shapes, f"SELECT ?s {{ ?s a sh:PropertyShape FILTER NOT EXISTS {{ ?s {needed} ?x }} }}") == []


def test_every_shape_has_an_iri_of_ours_and_every_property_shape_is_used(shapes: pyoxigraph.Store) -> None:
    for shape in rows(shapes, "SELECT ?s { ?s a ?k VALUES ?k { sh:PropertyShape sh:NodeShape } }"):
        assert shape.startswith(f"<{SHAPES}"), shape
    assert (
        rows(shapes, "SELECT ?s { ?x sh:property ?s FILTER(isBlank(?s) || NOT EXISTS { ?s a sh:PropertyShape }) }")
        == []
    )
    assert rows(shapes, "SELECT ?s { ?s a sh:PropertyShape FILTER NOT EXISTS { ?x sh:property ?s } }") == []


def test_messages_are_english_sentences(shapes: pyoxigraph.Store) -> None:
    assert rows(shapes, "SELECT ?m { ?s sh:message ?m FILTER(LANG(?m) != 'en' || !REGEX(?m, '^[A-Z].*[.]$')) }") == []


def test_no_term_of_shacl_is_misspelt(shapes: pyoxigraph.Store) -> None:
    used = {str(term)[1:-1] for quad in shapes for term in (quad.predicate, quad.object)}
    assert {term.removeprefix(SH) for term in used if term.startswith(SH)} <= KNOWN_TERMS


def test_regular_expressions_are_portable(shapes: pyoxigraph.Store) -> None:
    for pattern in rows(shapes, "SELECT ?p { ?s sh:pattern ?p }"):
        assert not re.search(r"\(\?|\\\\p\{|\\\\[bB]|\*\?|\+\?", pattern), pattern


def test_every_shape_with_a_target_has_something_to_look_at(shapes: pyoxigraph.Store) -> None:
    for target in rows(shapes, "SELECT ?c { ?s sh:targetClass ?c }"):
        assert ask(f"SELECT ?n {{ ?n a {target} }} LIMIT 1"), target
    for target in rows(shapes, "SELECT ?p { ?s sh:targetObjectsOf ?p }"):
        assert ask(f"SELECT ?n {{ ?x {target} ?n }} LIMIT 1"), target


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_both_engines_compile_the_shapes(engine: str) -> None:
    assert validator(engine).name == engine


def test_the_examples_have_no_error() -> None:
    results = check(example_files())
    assert [result for result in results if result.weight is Severity.ERROR] == []
    warnings = of_weight(results, Severity.WARNING)
    assert {
        "article-description-sentence",
        "image-width-wide",
        "article-image",
        "article-topic",
        "topic-review",
    } <= warnings
    assert {"person-review", "organization-review", "community-review"} == of_weight(results, Severity.INFO)


def test_the_seed_has_warnings_and_no_error(seed: Path) -> None:
    results = check([seed])
    assert of_weight(results, Severity.ERROR) == set()
    assert of_weight(results, Severity.WARNING) == {"article-description-sentence", "image-width-wide"}


@pytest.mark.parametrize("case", ["minimal", "every-field", "fields-that-disagree", "topic-without-scheme"])
def test_both_engines_say_the_same(case: str) -> None:
    file = CASES / case / "article.md"
    left, right = ({result.key()[:4] for result in check([file], engine)} for engine in ("shacl", "pyshacl"))
    assert left == right


def test_fields_that_disagree_are_warned_of() -> None:
    results = check([CASES / "fields-that-disagree" / "article.md"])
    found = {result.value for result in results if result.source_shape.endswith("article-contradiction")}
    expected = {
        '"19"',
        '"HIMSS: Interoperability"',
        '"Symplur: Diabetes"',
        '"https://www.physicianspractice.com/view/b"',
    }
    assert found == expected


def test_the_shapes_conform_to_the_shapes_of_shapes() -> None:
    shapes = rdflib.Graph()
    for file in project_model().configuration.shapes:
        shapes.parse(file)
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
