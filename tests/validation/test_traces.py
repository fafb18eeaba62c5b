"""What is traced for a finding, of a few rules and from memory, is what the whole mapping interpreted would give."""

from __future__ import annotations

from pathlib import Path

import pytest
from workshop import ROOT, open_workshop

from publisher.content.article import Article
from publisher.content.read import ReadOptions, read_article
from publisher.core.nquads import split_line
from publisher.mapping.interpret import PlainReading
from publisher.mapping.plan import ArticleSource, Constant, Name, Reference, Template, TermMap, TermType, TriplesMap
from publisher.validation.ntriples import canonical_term
from publisher.validation.plan_rules import Rules
from publisher.validation.subjects import subject_test
from publisher.validation.traces import TracedTriples

FILES = sorted((ROOT / "examples" / "content").rglob("*.md")) + sorted((ROOT / "tests" / "cases").rglob("article.md"))


def articles() -> list[Article]:
    read = (read_article(file.read_bytes(), str(file), ReadOptions())[0] for file in FILES)
    return [each for each in read if each is not None]


def test_a_trace_of_what_is_asked_for_is_part_of_the_whole_trace() -> None:
    workspace = open_workshop().workspace
    # Twice over the same articles: the second time most comes from memory.
    rules, reading = Rules(workspace.plan, workspace.context), PlainReading(workspace.plan, workspace.context)
    asked = 0
    for article in articles() * 2:
        whole: dict[tuple[str, str], set[tuple[str, str, tuple[object, ...]]]] = {}
        lines = []
        for made in reading.trace(article).quads:
            quad = split_line(made.line)
            lines.append(made.line)
            said = (canonical_term(quad.object), made.rule, made.paths)
            whole.setdefault((quad.subject, quad.predicate), set()).add(said)
        plain, quick = TracedTriples(rules, article), TracedTriples(rules, article, "".join(lines))
        for (node, predicate), expected in whole.items():
            asked += 1
            found = {
                (each.object, each.made.rule, _of_object(each.made.paths)) for each in plain.about(node, predicate)
            }
            assert found == {(term, rule, _of_object(paths)) for term, rule, paths in expected}
            quickly = {
                (each.object, each.made.rule, _of_object(each.made.paths)) for each in quick.about(node, predicate)
            }
            assert quickly <= found
            assert {each[0] for each in quickly} == {each[0] for each in found}
    assert asked > 4000


def _of_object(paths: tuple[object, ...]) -> object:
    """Graphs, whose fields come last, are not traced for findings."""
    return paths[:1]


@pytest.mark.parametrize(
    ("parts", "node", "can_be"),
    [
        (("urn:a:", "k"), "<urn:a:b>", True),
        (("urn:a:", "k"), "<urn:a:b/c>", False),
        (("urn:a:", "k", "#x"), "<urn:a:b#x>", True),
        (("urn:a:", "k", "#x"), "<urn:a:b>", False),
        (("urn:a:", "k", "-", "k"), "<urn:a:Ä%20b-ü>", True),
        (("a/", "k"), "<urn:anything>", True),
        (("urn:a:", "k"), "_:b", False),
    ],
)
def test_a_subject_is_told_by_what_the_mapping_writes_out(parts: tuple[str, ...], node: str, *, can_be: bool) -> None:
    filled = tuple(Reference((Name("k"),)) if part == "k" else part for part in parts)
    subject = TermMap(Template(filled), TermType.IRI)
    test = subject_test(TriplesMap("m", ArticleSource(), Reference(()), (subject,), ()))
    assert test.can_be(node) is can_be


def test_a_constant_subject_is_that_node_alone() -> None:
    subject = TermMap(Constant("https://example.org/#site"), TermType.IRI)
    test = subject_test(TriplesMap("m", ArticleSource(), Reference(()), (subject,), ()))
    assert test.can_be("<https://example.org/#site>")
    assert not test.can_be("<https://example.org/#sites>")


def test_files_are_there() -> None:
    assert len(FILES) > 40
    assert all(Path(each).is_file() for each in FILES)
