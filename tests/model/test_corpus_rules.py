"""What two articles cannot both have, told in the second with the place in the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import field_of, findings, project, told, write_article

from publisher.core.findings import Severity
from publisher.validation.uniqueness import uniqueness

SAME_PAGE = "https://www.medigy.com/communities/chronic-care-management/curated-content/same/"


def test_articles_that_share_nothing_are_left_alone(tmp_path: Path) -> None:
    assert told(*(write_article(tmp_path, number) for number in (1, 2, 3))) == []


def test_one_key_for_two_files_is_an_error_with_both_places(tmp_path: Path) -> None:
    files = [write_article(tmp_path, number, mdName="one") for number in (1, 2)]
    [finding] = findings(*files)
    assert (finding.code, field_of(finding)) == ("X102", "one")
    assert [(Path(each.span.path).name, each.span.line) for each in finding.related] == [("1.md", finding.span.line)]


def test_one_page_for_two_files_is_one_error_with_both_places(tmp_path: Path) -> None:
    files = [write_article(tmp_path, number, slug="same") for number in (1, 2)]
    [finding] = findings(*files)
    assert (finding.code, finding.severity, field_of(finding)) == ("X107", Severity.ERROR, "same")
    assert SAME_PAGE in finding.message
    assert [(Path(each.span.path).name, each.span.line) for each in finding.related] == [("1.md", finding.span.line)]


@pytest.mark.parametrize("alias", ["same", "same/"])
@pytest.mark.parametrize("page_first", [True, False])
def test_an_old_address_that_is_another_articles_page_is_an_error(tmp_path: Path, alias: str, page_first: bool) -> None:  # noqa: FBT001 - a case
    path = "/communities/chronic-care-management/curated-content/"
    page, old = (1, 2) if page_first else (2, 1)
    files = sorted([write_article(tmp_path, page, slug="same"), write_article(tmp_path, old, aliases=path + alias)])
    [finding] = findings(*files)
    assert (finding.code, finding.severity) == ("X108", Severity.ERROR)
    assert {Path(finding.span.path).stem, Path(finding.related[0].span.path).stem} == {"1", "2"}
    assert finding.related[0].span.line > 1


def test_one_old_address_for_two_files_is_a_warning(tmp_path: Path) -> None:
    files = [write_article(tmp_path, number, aliases="/news/once") for number in (1, 2)]
    [finding] = findings(*files)
    assert (finding.code, finding.severity, field_of(finding)) == ("X109", Severity.WARNING, "/news/once")
    assert finding.related[0].span.line > 1


def test_an_old_address_twice_in_one_file_is_no_clash(tmp_path: Path) -> None:
    file = write_article(tmp_path, 1, aliases="[/news/a, /news/a/]")
    assert told(file) == []


def same_work(folder: Path, number: int, **fields: str) -> Path:
    address = "https://journal.example.org/a"
    of_work = dict.fromkeys(("link__href", "link__original", "cleanUrl", "sourceUrl"), address)
    return write_article(folder, number, **of_work, **fields)


def test_one_source_work_for_two_articles_of_a_community_is_a_warning(tmp_path: Path) -> None:
    [finding] = findings(same_work(tmp_path, 1), same_work(tmp_path, 2))
    assert (finding.code, finding.severity) == ("X110", Severity.WARNING)
    assert field_of(finding) == "https://journal.example.org/a"
    assert (Path(finding.related[0].span.path).stem, finding.related[0].span.line) == ("1", finding.span.line)


def test_one_source_work_for_articles_of_two_communities_is_a_note(tmp_path: Path) -> None:
    elsewhere = {"identifier": "Virtual Care & Telehealth", "basePath": "/communities/virtual-care/curated-content/"}
    files = [str(same_work(tmp_path, 1)), str(same_work(tmp_path, 2, **elsewhere))]
    found = [each for each in project().validate(files) if each.code.startswith("X")]
    assert [(each.code, each.severity) for each in found] == [("X111", Severity.INFO)]


@pytest.mark.parametrize(
    ("field", "names", "code"),
    [
        ("communityTopics", ["['HIMSS: Night Shift']", "['HIMSS: Night-shift']"], "topic-two-labels"),
        ("author", ["Zoë Wu @here.example.org", "Zoe Wu @here.example.org"], "person-two-names"),
        ("identifier", ["Rural Health", "Health in the Country"], "community-two-labels"),
    ],
)
def test_two_labels_that_make_one_iri_are_told_in_both_files(
    tmp_path: Path, field: str, names: list[str], code: str
) -> None:
    more = {"basePath": "/communities/rural-health/articles/", "mastHead": names[0]} if field == "identifier" else {}
    files = [write_article(tmp_path, number, **{field: name}, **more) for number, name in enumerate(names, 1)]
    found = [each for each in findings(*files) if each.code == code]
    assert [(Path(each.span.path).stem, Path(each.related[0].span.path).stem) for each in found] == [
        ("1", "2"),
        ("2", "1"),
    ]
    assert all(each.severity is Severity.ERROR and each.related[0].span.line > 1 for each in found)


def test_what_is_kept_of_an_article_is_a_few_bytes_beside_its_path() -> None:
    workspace = project().workspace
    unique = uniqueness(workspace.plan, workspace.context, workspace.configuration)
    count = 20_000
    page = "<http://schema.org/mainEntityOfPage>"
    for number in range(count):
        own = f"<https://e.org/a/{number}> {page} <https://e.org/p/{number}/> <https://e.org/g/{number}> .\n"
        assert unique.see(f"content/{number:08}.md", own) == []
    stored = (unique._pages, unique._old, unique._works)
    tables = sum(
        each._slots.itemsize * len(each._slots) + each._numbers.itemsize * len(each._numbers) for each in stored
    )
    assert (tables + len(unique._paths) + 8 * len(unique._ends)) / count < 80
