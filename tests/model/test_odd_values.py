"""Odd values of names and addresses: a finding in the article that has them, and in no other; nothing of them is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import field_of, findings, project, told, write_article

from publisher.core.findings import Severity

REGISTERED = "Zoë Krüger @datenwerkstatt.example.org"


def own_lines(file: Path) -> list[str]:
    [mapped] = [each.mapped for each in project().map([str(file)])]
    return [] if mapped is None else [line for part in (mapped.own, *mapped.shared) for line in part.split("\n")]


@pytest.mark.parametrize(
    ("field", "registered", "odd", "called"),
    [
        ("author", REGISTERED, "Zoe Kruger @datenwerkstatt.example.org", "Zoë Krüger"),
        ("identifier", "Chronic Care Management (CCM)", "Chronic Care Managment", "Chronic Care Management (CCM)"),
        ("communityTopics", "['HIMSS: Interoperability']", "['HIMSS: Interoperability!']", "Interoperability"),
    ],
)
def test_an_odd_spelling_of_what_is_registered_errs_in_its_own_article_alone(
    tmp_path: Path, field: str, registered: str, odd: str, called: str
) -> None:
    files = [write_article(tmp_path, 1, **{field: registered}), write_article(tmp_path, 2, **{field: odd})]
    errors = [each for each in findings(*files) if each.severity is Severity.ERROR]
    assert [(Path(each.span.path).stem, each.code) for each in errors] == [("2", "D114")]
    assert repr(called) in errors[0].message
    assert field_of(errors[0]).removesuffix("]").strip("['") in odd


def test_a_community_whose_path_is_that_of_another_is_warned_of_at_its_path_alone(tmp_path: Path) -> None:
    path = "/communities/virtual-care/curated-content/"
    there = write_article(
        tmp_path, 1, basePath=path, identifier="Virtual Care & Telehealth", mastHead="Virtual Care CoP"
    )
    assert told(there, write_article(tmp_path, 2, basePath=path)) == [("2", path, "article-contradiction")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("basePath", "//host/communities/care/articles/"),
        ("basePath", "/communities/../../care/"),
        ("basePath", "/communities/%2e%2E/care/"),
        ("basePath", "/communities/care/?a=b/"),
        ("basePath", "https://elsewhere.example.org/care/"),
        ("slug", "../.."),
        ("slug", ".."),
        ("slug", "a#b?c"),
    ],
)
def test_an_address_that_leads_away_is_one_error_at_its_field_and_is_not_published(
    tmp_path: Path, field: str, value: str
) -> None:
    file = write_article(tmp_path, 1, **{field: f"'{value}'"})
    [finding] = findings(file)
    assert (finding.code, finding.severity, finding.field_path, field_of(finding)) == (
        "D115",
        Severity.ERROR,
        (field,),
        value,
    )
    assert not any("WebPage>" in line or "//host" in line or "elsewhere" in line for line in own_lines(file))


@pytest.mark.parametrize("key", ["..", ".", "", "  "])
def test_a_key_that_is_no_name_is_one_error_and_nothing_is_published(tmp_path: Path, key: str) -> None:
    file = write_article(tmp_path, 1, mdName=f"'{key}'")
    [finding] = findings(file)
    assert (finding.code, field_of(finding)) == ("X106", key)
    assert own_lines(file) == []


@pytest.mark.parametrize(
    ("links", "at"), [("['/', '/communities/']", "Every field"), ("['/', '/communities/', '#', '/x/']", "/x/")]
)
def test_breadcrumbs_and_links_of_different_length_are_warned_of_at_the_odd_one(
    tmp_path: Path, links: str, at: str
) -> None:
    [finding] = findings(write_article(tmp_path, 1, breadcrumbLinks=links))
    assert (finding.code, finding.severity) == ("article-contradiction", Severity.WARNING)
    assert field_of(finding).startswith(at)


def test_the_host_of_a_source_with_a_slash_is_one_node_in_its_own_graph(tmp_path: Path) -> None:
    file = write_article(tmp_path, 1, brand="a/b")
    assert [each.code for each in findings(file)] == ["source-host"]
    node = "<https://www.medigy.com/id/organization/a%2Fb>"
    about = [line for line in own_lines(file) if line.startswith(node)]
    assert about
    assert all(line.endswith("<https://www.medigy.com/id/graph/organization/a%2Fb> .") for line in about)
    assert any(node in line and "schema.org/publisher" in line for line in own_lines(file))


@pytest.mark.parametrize(
    ("field", "code"), [("date", "article-date-published-zone"), ("lastMod", "article-date-modified-zone")]
)
def test_a_date_without_zone_is_one_error(tmp_path: Path, field: str, code: str) -> None:
    assert told(write_article(tmp_path, 1, **{field: "'2021-01-20T09:00:40'"})) == [("1", "2021-01-20T09:00:40", code)]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [("title", "42", "a number"), ("title", "true", "a boolean"), ("searchCategory", "1.5", "a number")],
)
def test_a_number_where_a_text_belongs_is_advised_to_be_put_in_quotes(
    tmp_path: Path, field: str, value: str, kind: str
) -> None:
    [finding] = findings(write_article(tmp_path, 1, **{field: value}))
    assert finding.message.endswith(f"YAML takes this for {kind}; put it between quotes.")
    assert field_of(finding) == value
