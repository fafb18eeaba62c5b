"""Each question of docs/queries is asked of the examples and has the answer that stands beside it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from mapped import PREFIXES
from questions import answer_of, question_files, select_of, statement

FILES = question_files()


def test_there_are_questions() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_question_has_its_answer(file: Path) -> None:
    answer = answer_of(file)
    assert answer == file.with_suffix(".tsv").read_text("utf-8")
    assert answer.count("\n") > 1, "a question with no answer shows nothing"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_question_is_in_the_form_of_the_sib_examples(file: Path) -> None:
    subjects = {quad.subject for quad in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)}
    assert [subject.value.rpartition("/")[2] for subject in subjects] == [file.stem]
    types = statement(file, PREFIXES["rdf"] + "type")
    assert {PREFIXES["sh"] + "SPARQLExecutable", PREFIXES["sh"] + "SPARQLSelectExecutable"} == set(types)
    (comment,) = statement(file, PREFIXES["rdfs"] + "comment")
    assert comment.endswith("?")
    assert statement(file, PREFIXES["schema"] + "keywords")
    assert "SELECT" in select_of(file)
