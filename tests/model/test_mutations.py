"""Each rule of the shapes is awake: one edit of a sound article, or of the data behind it, gives its finding and no other."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from checked import SHAPES
from corpus import project as project_itself
from mapped import project_model
from mutations import ARTICLE, ERRORS, NOTES, WARNINGS, Mutation, sound_article

from publisher import Project
from publisher.core.findings import Severity
from publisher.validation.protocol import SH
from publisher.validation.shapes import ShapesGraph
from publisher.validation.shapes_reader import read_shapes

MUTATIONS = {Severity.ERROR: ERRORS, Severity.WARNING: WARNINGS, Severity.INFO: NOTES}
WEIGHTS = {"Violation": Severity.ERROR, "Warning": Severity.WARNING, "Info": Severity.INFO}


@lru_cache(maxsize=1)
def shapes() -> ShapesGraph:
    return read_shapes(project_model().configuration.shapes)


def rules() -> dict[str, Severity]:
    """Every property shape by its code, with its weight."""
    kind = f"<{SH}PropertyShape>"
    found = [each.subject[1:-1] for each in shapes().triples if each.object == kind]
    return {
        shape.removeprefix(SHAPES): WEIGHTS[(shapes().text(shape, "severity") or "").removeprefix(SH)]
        for shape in found
    }


def required() -> set[str]:
    """The property shapes without whose value an article or what it mentions is not published."""
    errors = {code for code, severity in rules().items() if severity is Severity.ERROR}
    return {code for code in errors if int(shapes().text(SHAPES + code, "minCount") or 0) >= 1}


def found_in(opened: Project, folder: Path, text: str) -> Counter[tuple[Severity, str]]:
    file = folder / ARTICLE
    file.write_text(text, "utf-8")
    return Counter((each.severity, each.code) for each in opened.validate([str(file)]))


@lru_cache(maxsize=1)
def found_in_the_sound_article() -> Counter[tuple[Severity, str]]:
    with TemporaryDirectory() as folder:
        return found_in(project_itself(), Path(folder), sound_article())


def new_findings(mutation: Mutation, project: Path) -> Counter[tuple[Severity, str]]:
    opened = Project.open(project) if mutation.edit_data(project) else project_itself()
    return found_in(opened, project, mutation.article()) - found_in_the_sound_article()


def test_every_rule_has_its_mutation() -> None:
    for severity, mutations in MUTATIONS.items():
        told = {code for each in mutations for code in each.expected}
        assert {code for code, weight in rules().items() if weight is severity} - told == set()
    names = [each.name for mutations in MUTATIONS.values() for each in mutations]
    assert len(set(names)) == len(names)


def test_the_facts_that_are_required() -> None:
    """All of them by the shapes; that each has its mutation follows from the test above."""
    assert len(required()) == 22
    assert {
        "article-headline",
        "article-community",
        "article-source-work",
        "topic-scheme",
        "image-address",
    } <= required()
    assert required() <= {code for each in ERRORS for code in each.expected}


def test_the_sound_article_has_no_error_and_no_warning() -> None:
    assert [code for severity, code in found_in_the_sound_article() if severity > Severity.INFO] == []


@pytest.mark.parametrize("mutation", ERRORS, ids=lambda each: each.name)
def test_what_is_broken_gives_the_error_meant_for_it_and_no_other(mutation: Mutation, project: Path) -> None:
    found = new_findings(mutation, project)
    errors = Counter({code: times for (severity, code), times in found.items() if severity is Severity.ERROR})
    assert set(errors) == set(mutation.expected), errors
    if all(each[0] == ARTICLE for each in mutation.edits):
        assert errors == Counter(mutation.expected)


@pytest.mark.parametrize("mutation", [*WARNINGS, *NOTES], ids=lambda each: each.name)
def test_what_is_not_as_it_should_be_is_told_once_and_is_no_error(mutation: Mutation, project: Path) -> None:
    found = new_findings(mutation, project)
    weight = Severity.WARNING if mutation in WARNINGS else Severity.INFO
    assert [code for severity, code in found if severity > weight] == []
    assert Counter({code: times for (severity, code), times in found.items() if severity is weight}) == Counter(
        mutation.expected
    )
