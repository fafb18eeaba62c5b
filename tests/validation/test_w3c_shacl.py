"""The W3C SHACL test suite through our protocol, with each engine; what fails is listed by name and must fail."""

from __future__ import annotations

import importlib.util
from collections import Counter

import pytest
from shared_data import shared_path
from w3c_suite import Case, cases, key_of

from publisher.core.errors import PublisherError
from publisher.validation.engines.registry import find_engine

KNOWN_FAILURES: dict[str, dict[str, str]] = {
    "shacl": {"sparql/pre-binding/unsupported-sparql-004": "a subquery that leaves out $this is run, not refused"},
    "pyshacl": {
        "core/property/uniqueLang-002": 'sh:uniqueLang "1"^^xsd:boolean is taken for true',
        "sparql/pre-binding/shapesGraph-001": "$shapesGraph is not supported, and refused",
    },
}
ENGINES = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"the engine {name} is not installed"),
    )
    for name in KNOWN_FAILURES
]
pytestmark = pytest.mark.shared


def outcome(case: Case, engine: str) -> str | None:
    """None where the results are those expected, else how they differ."""
    try:
        validator = find_engine(engine).compile(case.shapes_graph())
        found = Counter(key_of(result) for result in validator.validate(case.ntriples()))
    except PublisherError as error:
        return None if case.expected is None else f"did not run: {error}"
    if case.expected is None:
        return "ran, where it must refuse"
    if found == case.expected:
        return None
    return f"missing {sorted((case.expected - found).elements())}, surplus {sorted((found - case.expected).elements())}"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_suite_passes_but_for_failures_known_by_name(engine: str) -> None:
    suite = list(cases(shared_path("conformance", "shacl")))
    assert len(suite) == 121
    failed = {case.name: reason for case in suite if (reason := outcome(case, engine)) is not None}
    assert failed.keys() == KNOWN_FAILURES[engine].keys(), "\n".join(f"{k}: {v}" for k, v in failed.items())
