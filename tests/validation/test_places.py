"""Every finding stands at the place in the author's file that it is about, whatever the form of the YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CASES as CASES_BY_FIELD
from cases import MARKS, Case
from cases_of_kinds import CASES_OF_KINDS
from workshop import Workshop, open_workshop

from publisher.core.findings import Severity

CASES = (*CASES_BY_FIELD, *CASES_OF_KINDS)
ARTICLE = (Path(__file__).parent / "content" / "article.md").read_text("utf-8")
FORMS = {
    "as-written": lambda text: text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "byte-order-mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
}


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return open_workshop()


def variant(case: Case) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks, and the line and column of each mark."""
    text = ARTICLE
    for old, new in case.edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    places = {"1": (1, 1)}
    for name, mark in MARKS.items():
        before, found, _ = text.partition(mark)
        if found:
            for other in MARKS.values():
                before = before.replace(other, "")
            places[name] = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    for mark in MARKS.values():
        text = text.replace(mark, "")
    return text, places


def expected(case: Case, places: dict[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    numbered = [each.partition(":") if each[1:2] == ":" else ("1", ":", each) for each in case.expected]
    return sorted((said, *places[number]) for number, _, said in numbered)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_variant_has_its_findings_at_their_places(case: Case, form: str, workshop: Workshop) -> None:
    text, places = variant(case)
    found = {
        (f"{each.severity.label} {each.code}", each.span.line, each.span.column)
        for each in workshop.findings({"a.md": FORMS[form](text)})
        if each.severity is not Severity.INFO
    }
    assert sorted(found) == expected(case, places)


def test_there_are_enough_variants() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 120


def test_the_article_itself_has_nothing_but_notes(workshop: Workshop) -> None:
    assert {each.severity.label for each in workshop.findings({"a.md": ARTICLE.encode()})} <= {"info"}


def test_the_engines_agree_but_for_cases_known_by_name() -> None:
    pytest.importorskip("shacl", reason="the wheel shacl is not installed: no cross-check")
    files = {}
    for number, each in enumerate(CASES):
        text = variant(each)[0].replace("mdName: 3b", f"mdName: {number}b")
        text = text.replace("slug: visitledger", f"slug: {number}").replace(
            "one-list-for-every-visit.jpeg", f"{number}.jpeg"
        )
        files[f"{each.name}.md"] = text.encode()
    found = open_workshop("both").findings(files)
    assert len(found) > len(CASES)
    # A date with a zone and one without would be one: XSD orders them where they are days apart, pySHACL says that they
    # cannot be compared. The missing zone is an error of its own, so they are not compared at all.
    assert [each for each in found if each.code == "V110"] == []
