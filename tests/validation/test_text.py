"""N-Quads freed of graphs, paths walked, literals checked: what validation does to text before and after an engine."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.content.article import Article
from publisher.core.terms import XSD, literal
from publisher.validation.batch import Batch, Piece
from publisher.validation.lexical import ill_formed_literals, wrong_terms
from publisher.validation.ntriples import canonical_term, drop_graphs
from publisher.validation.paths import Alternative, Inverse, Path, Predicate, Repeat, Sequence, render_path, walk

A, B = Predicate("urn:a"), Predicate("urn:b")
TEXTS = st.text(alphabet=st.characters(codec="utf-8"))
TRICKY = st.one_of(
    TEXTS, st.sampled_from(['" <urn:g> .\n', '"^^<urn:x> .', " <urn:g> .", '\\"', "\u2028", '" "', "> .\n"])
)


@given(st.lists(st.tuples(TRICKY, st.sampled_from(["<urn:g>", "<urn:h>", ""])), max_size=5))
def test_lines_lose_their_graphs_and_nothing_else(quads: list[tuple[str, str]]) -> None:
    triples = [f"<urn:s> <urn:p> {literal(text)}" for text, _ in quads]
    lines = [f"{triple}{' ' if graph else ''}{graph} .\n" for triple, (_, graph) in zip(triples, quads, strict=True)]
    assert drop_graphs("".join(lines)) == "".join(f"{triple} .\n" for triple in triples)


@given(TRICKY)
def test_a_term_of_an_rdf_library_becomes_our_own(text: str) -> None:
    assert canonical_term(str(ox.Literal(text))) == literal(text)


@given(st.lists(st.tuples(TRICKY, st.sampled_from(["integer", "dateTime", "boolean", "string"])), max_size=4))
def test_every_ill_formed_literal_is_found_and_no_other(values: list[tuple[str, str]]) -> None:
    lines = [f"<urn:s> <urn:p> {literal(text)}^^<{XSD}{name}> <urn:g> .\n" for text, name in values]
    found = {wrong.line + "\n" for wrong in ill_formed_literals("".join(lines))}
    expected = {line for line, (text, name) in zip(lines, values, strict=True) if not is_valid(text, XSD + name)}
    assert found == expected


def is_valid(text: str, datatype: str) -> bool:
    try:
        literal(text, datatype)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('<urn:s> <urn:p> "2021-02-30T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .', ["V102"]),
        ("<urn:s> <urn:p> <http://a/b c> .", ["V103"]),
        ("<urn:s> <urn:p> <relative> .", ["V103"]),
        ('<urn:s> <urn:p> "x"@toolonglanguage .', ["V104"]),
        ("<urn:s> <urn:p> .", ["V101"]),
        ('<urn:s> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .', []),
    ],
)
def test_what_is_wrong_with_a_line_is_named(line: str, codes: list[str]) -> None:
    assert [wrong.rule.code for wrong in wrong_terms(line)] == codes


EDGES = {("1", "a"): ["2", "3"], ("2", "a"): ["1"], ("2", "b"): ["4"], ("3", "b"): ["4"]}


def neighbours(node: str, predicate: str) -> list[str]:
    name = predicate.strip("^<>").removeprefix("urn:")
    if not predicate.startswith("^"):
        return EDGES.get((node, name), [])
    return [start for (start, edge), ends in EDGES.items() if edge == name and node in ends]


@pytest.mark.parametrize(
    ("path", "start", "written", "reached"),
    [
        (A, "1", "<urn:a>", ["2", "3"]),
        (Inverse(A), "3", "^<urn:a>", ["1"]),
        (Sequence((A, B)), "1", "<urn:a>/<urn:b>", ["4"]),
        (Inverse(Sequence((A, B))), "4", "^(<urn:a>/<urn:b>)", ["1"]),
        (Alternative((A, B)), "2", "<urn:a>|<urn:b>", ["1", "4"]),
        (Repeat(A, "*"), "1", "<urn:a>*", ["1", "2", "3"]),
        (Repeat(A, "+"), "1", "<urn:a>+", ["2", "3", "1"]),
        (Repeat(A, "?"), "1", "<urn:a>?", ["1", "2", "3"]),
        (Sequence((Repeat(A, "*"), B)), "1", "<urn:a>*/<urn:b>", ["4"]),
        (Repeat(Alternative((A, B)), "+"), "2", "(<urn:a>|<urn:b>)+", ["1", "4", "2", "3"]),
    ],
)
def test_a_path_is_written_as_sparql_does_and_walked(path: Path, start: str, written: str, reached: list[str]) -> None:
    assert render_path(path) == written
    assert walk(path, start, neighbours) == reached


def test_a_line_of_a_batch_leads_back_to_its_article() -> None:
    articles = [Article(f"{name}.md", {}, b"", 0) for name in "ab"]
    shared = Piece("<urn:x> <urn:p> <urn:y> .\n", tuple(articles))
    own = [Piece(f"<urn:{each.path}> <urn:p> <urn:x> .\n" * 2, (each,)) for each in articles]
    batch = Batch([shared, *own], background="<urn:o> <urn:p> <urn:o> .\n")
    assert batch.ntriples.count("\n") == 6
    assert [batch.piece_at(line) for line in (1, 7)] == [None, None]
    assert [batch.piece_at(line)[0].articles for line in (2, 3, 4, 5, 6)] == [
        tuple(articles),
        *[(articles[0],)] * 2,
        *[(articles[1],)] * 2,
    ]
    assert batch.contributors({"<urn:x>", "<urn:b.md> <urn:p> <urn:x> ."}) == {"<urn:x>": articles}
    assert batch.without(own[0]).ntriples.count("\n") == 4


def test_a_line_is_looked_for_under_its_subject() -> None:
    article = Article("a.md", {}, b"", 0)
    line = "<urn:s> <urn:p> <urn:o> ."
    batch = Batch([Piece(f"{line}\n", (article,))])
    assert batch.contributors({"<urn:s>", line}) == {"<urn:s>": [article], line: [article]}
