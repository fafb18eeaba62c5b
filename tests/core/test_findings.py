"""Fingerprints: the same problem keeps its own, another problem has another."""

from __future__ import annotations

from dataclasses import replace

from publisher.core.findings import Finding, Severity
from publisher.core.spans import SourceSpan

FOUND = Finding("D104", Severity.ERROR, "'x' is not a date", SourceSpan("a.md", 3, 7, 3, 8), ("date",))
OF_A_SHAPE = replace(FOUND, source_shape="http://example.org/s", focus_node="http://example.org/a")


def test_moved_lines_keep_the_fingerprint() -> None:
    assert replace(FOUND, span=SourceSpan("a.md", 30, 1, 30, 2)).fingerprint == FOUND.fingerprint


def test_two_problems_of_one_field_have_two_fingerprints() -> None:
    assert replace(FOUND, message="'y' is not a date").fingerprint != FOUND.fingerprint


def test_other_words_of_a_shape_keep_the_fingerprint() -> None:
    assert replace(OF_A_SHAPE, message="said better").fingerprint == OF_A_SHAPE.fingerprint
    assert replace(OF_A_SHAPE, value='"2"').fingerprint != OF_A_SHAPE.fingerprint
