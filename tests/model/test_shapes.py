"""The shapes: well made, compiled by both engines, content with the examples, and each awake."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from checked import SHAPES, check, errors_of, of_weight, sound_article, validator
from mapped import CASES, PREFIXES, ask, example_files, project_model

from publisher.core.findings import Severity
from publisher.validation.protocol import ShaclResult

SH = PREFIXES["sh"]
KNOWN_TERMS = frozenset(
    re.findall(
        "[A-Za-z]+",
        "NodeShape PropertyShape Violation Warning Info IRI Literal name path property targetClass message severity targetObjectsOf"
        " minCount maxCount datatype nodeKind pattern minLength maxLength minInclusive in not disjoint"
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


DROPPED_LINK = ["article-source-work", "link.href"]
"""A term that is no term is dropped, and then missed: the data error comes with the shape's."""

ONE_KEY = r"(?m)^{}:.*\n(?:[ -].*\n)*"
MUTATIONS = [
    ("a missing title", ONE_KEY.format("title"), "", ["article-headline"]),
    ("an empty title", r"(?m)^title:.*", "title: ' '", ["article-headline"]),
    ("a missing date", ONE_KEY.format("date"), "", ["article-date-published"]),
    ("an impossible date", r"(?m)^date:.*", "date: '2021-02-30T09:00:00Z'", ["article-date-published", "`date`"]),
    ("a date without zone", r"(?m)^(date: '.*)Z'", r"\1'", ["article-date-published-zone"]),
    ("a last change without zone", r"(?m)^(lastMod: '.*)Z'", r"\1'", ["article-date-modified-zone"]),
    ("dates in the wrong order", r"(?m)^lastMod:.*", "lastMod: '1999-01-01T00:00:00Z'", ["article-date-order"]),
    ("a missing community", ONE_KEY.format("identifier"), "", ["article-community"]),
    ("a missing path", ONE_KEY.format("basePath"), "", ["article-collection", "article-page"]),
    ("a path without its last slash", r"(?m)^(basePath: .*)/$", r"\1", ["article-collection"]),
    ("a missing slug", ONE_KEY.format("slug"), "", ["article-page"]),
    ("an empty slug", r"(?m)^slug:.*", "slug: ''", ["article-page"]),
    ("a missing link", r"(?m)^  href: http.*\n", "", ["article-source-work"]),
    ("a link to a mailbox", r"(?m)^  href: http.*", "  href: mailto:a@b.org", ["article-source-work"]),
    ("an empty tag", r"(?m)^tags:\n", "tags:\n- ''\n", ["article-keyword"]),
    ("a width of nought", r"(?m)^(  size:\n)  - \d+", r"\1  - 0", ["image-width"]),
    ("an empty breadcrumb", r"(?m)^- Curated Content", "- ''", ["breadcrumb-name"]),
    ("an empty work package", r"(?m)^id:.*", "id: ''", ["identifier-value"]),
    ("a community as owlType", r"(?m)^owlType:.*", "owlType: Community", ["article-kind-article", "community-label"]),
    ("an empty search category", r"(?m)^searchCategory:.*", "searchCategory: ''", ["article-section"]),
    ("a missing mdName", ONE_KEY.format("mdName"), "", ["graph"]),
    ("an empty mdName", r"(?m)^mdName:.*", "mdName: ''", ["article-identifier", "identifier-value"]),
    ("an empty link", r"(?m)^  href: http.*", "  href: ''", DROPPED_LINK),
    ("a link without scheme", r"(?m)^  href: http.*", "  href: www.example.org/a", DROPPED_LINK),
    ("a link with a blank", r"(?m)^  href: http.*", "  href: https://www.example.org/a b", DROPPED_LINK),
    ("an old address that is empty", r"(?m)^aliases:.*", "aliases: ['']", ["page-old-address"]),
    ("an empty host of the source", r"(?m)^  brand:.*", "  brand: ''", ["organization-name"]),
    ("an empty address of the image", r"(?m)^  href: [0-9a-f-]*featured.*", "  href: ''", ["image-address"]),
    ("an empty author", r"(?m)^author:\n", "author:\n- ''\n", ["slugify"]),
    ("a topic without its scheme", r"(?m)^communityTopics:\n", "communityTopics:\n- Paper\n", ["schemeForLabel"]),
    ("an unknown owlType", r"(?m)^owlType:.*", "owlType: Medigy Comunities", ["classForLabel"]),
    ("a width that is no number", r"(?m)^(  size:\n)  - \d+", r"\1  - wide", ["featuredImage.size[0]"]),
]


def test_the_sound_article_has_no_error() -> None:
    assert errors_of(sound_article()) == []


@pytest.mark.parametrize(
    ("pattern", "replacement", "expected"), [m[1:] for m in MUTATIONS], ids=[m[0] for m in MUTATIONS]
)
def test_a_broken_field_gives_the_error_meant_for_it_and_no_other(
    pattern: str, replacement: str, expected: list[str]
) -> None:
    broken = re.sub(pattern, replacement, sound_article(), count=1)
    assert broken != sound_article()
    errors = errors_of(broken)
    assert len(errors) == len(expected), errors
    assert all(name in error for name, error in zip(expected, errors, strict=True)), errors


ADVICE = [
    ("a long title", r"(?m)^title:.*", f"title: {'Long ' * 23}", "article-headline-length"),
    ("a narrow image", r"(?m)^(  size:\n)  - \d+", r"\1  - 695", "image-width-wide"),
    ("a low image", r"(?m)^(  size:\n  - \d+\n)  - \d+", r"\1  - 71", "image-height-high"),
    ("an image of an odd format", r"(?m)^  format:.*", "  format: TIFF", "image-format"),
    ("an author with a title", r"(?m)^author:\n- ", "author:\n- Dr. ", "person-name-bare"),
    ("an author with a degree", r"(?m)^(author:\n- [^@]*[^@ ]) ?@", r"\1, MD @", "person-name-bare"),
    ("an author with an introduction", r"(?m)^author:\n- ", "author:\n- Posted by ", "person-name-bare"),
    ("breadcrumbs of one step", r"(?m)^(breadcrumb(?:Links|s):\n- .*\n)(?:- .*\n)+", r"\1", "breadcrumbs-two"),
]


@pytest.mark.parametrize(
    ("pattern", "replacement", "expected"), [each[1:] for each in ADVICE], ids=[each[0] for each in ADVICE]
)
def test_what_search_engines_advise_is_a_warning_told_once(
    tmp_path: Path, pattern: str, replacement: str, expected: str
) -> None:
    text, changes = re.subn(pattern, replacement, sound_article())
    assert changes
    before, after = check_text(tmp_path, sound_article()), check_text(tmp_path, text)
    assert of_weight(after, Severity.ERROR) == set()
    assert [result.source_shape for result in after].count(SHAPES + expected) == 1
    assert of_weight(after, Severity.WARNING) - of_weight(before, Severity.WARNING) <= {expected}


def check_text(folder: Path, text: str) -> list[ShaclResult]:
    file = folder / "article.md"
    file.write_text(text, "utf-8")
    return check([file])


def test_the_shapes_conform_to_the_shapes_of_shapes() -> None:
    shapes = rdflib.Graph()
    for file in project_model().configuration.shapes:
        shapes.parse(file)
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text
