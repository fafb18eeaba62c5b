"""Whatever stands in a mapping file: a plan, or errors with places inside the file; never anything else."""

from __future__ import annotations

from pathlib import Path

from broken_yarrrml import BROKEN
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.core.errors import MappingError
from publisher.core.findings import Severity
from publisher.mapping.options import ReaderOptions
from publisher.mapping.yarrrml.reader import read_yarrrml

PIECES = [
    "[",
    "]",
    "{",
    "}",
    "$(",
    "(",
    ")",
    "~iri",
    "\n",
    " ",
    "- ",
    ": ",
    '"',
    "'",
    "\\",
    "^",
    "#",
    "*",
    "null",
    "|\n",
    "é",
    "😀",
]
SEEDS = [text.translate({ord(mark): None for mark in "⟦⟪⟫"}) for _, text in BROKEN.values()]
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(PIECES)), max_size=4)


@given(st.sampled_from(SEEDS), CHANGES)
@settings(max_examples=150, deadline=None)
def test_any_mapping_is_a_plan_or_has_errors_with_places(seed: str, changes: list[tuple[float, int, str]]) -> None:
    text = seed
    for where, length, piece in changes:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + length :]
    try:
        findings, is_broken = read_yarrrml(text, "m.yaml", Path(), ReaderOptions()).findings, False
    except MappingError as error:
        findings, is_broken = error.findings, True
    assert any(each.severity is Severity.ERROR for each in findings) == is_broken
    lines = text.split("\n")
    for each in findings:
        assert 1 <= each.span.line <= len(lines) + 1
        assert 1 <= each.span.column <= len(lines[min(each.span.line, len(lines)) - 1]) + 2
