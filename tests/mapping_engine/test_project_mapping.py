"""The project's own mapping over its examples and the seed: fast and slow agree, without findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from plans import compared, strict
from shared_data import shared_path

from publisher.content.read import ReadOptions, read_article
from publisher.graph.workspace import Request, open_workspace
from publisher.mapping.compile import CompiledMapping, compile_plan
from publisher.mapping.explain import explain

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "content").rglob("*.md"))


@pytest.fixture(scope="module")
def compiled() -> CompiledMapping:
    workspace = open_workspace(ROOT, Request())
    return compile_plan(workspace.plan, workspace.context)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem[:40])
def test_fast_and_slow_agree_on_every_example(compiled: CompiledMapping, file: Path) -> None:
    article, findings = read_article(file.read_bytes(), str(file), ReadOptions())
    assert article is not None, findings
    made = compared(compiled, article)
    assert made.fast
    assert made.findings == ()
    assert len(strict(made.lines)) == len(made.lines)


@pytest.mark.shared
def test_fast_and_slow_agree_on_the_seed(compiled: CompiledMapping) -> None:
    file = next(shared_path("seed").glob("*.txt"))
    article, _ = read_article(file.read_bytes(), str(file), ReadOptions())
    assert article is not None
    made = compared(compiled, article)
    assert made.fast
    assert made.findings == ()


def test_explained_triples_are_those_that_are_mapped(compiled: CompiledMapping) -> None:
    for file in EXAMPLES:
        article, _ = read_article(file.read_bytes(), str(file), ReadOptions())
        assert article is not None
        explained = explain(compiled.plan, compiled.context, article)
        result = compiled.map_article(article)
        lines = {line + "\n" for text in (result.own, *result.shared) for line in text.split("\n")[:-1]}
        assert {triple.line for triple in explained.triples} == lines


def test_equal_blocks_of_two_articles_are_one_object(compiled: CompiledMapping) -> None:
    article, _ = read_article(EXAMPLES[0].read_bytes(), "a.md", ReadOptions())
    assert article is not None
    first, second = compiled.map_article(article), compiled.map_article(article)
    assert first.shared
    assert all(one is other for one, other in zip(first.shared, second.shared, strict=True))
