"""`validate --fix`: a diff shows the repair alone, nothing is lost, and what it repaired is no finding any more."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from command_line import project, run
from hypothesis import given
from hypothesis import strategies as st

from publisher.content.read import ReadOptions, read_article
from publisher.core.lexical import XSD, is_lexical_form
from publisher.graph.workspace import Request, open_workspace
from publisher.validation.repairs.fields import RepairedFields
from publisher.validation.repairs.repair import repair_article
from publisher.validation.repairs.texts import repaired_date, repaired_json

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = (ROOT / "tests" / "validation" / "content" / "article.md").read_text("utf-8")
TITLE = "title: One list for every visit\n"
DATE = "date: '2021-01-20T09:00:40.981639Z'\n"
JSON = '  medigyTopics: \'["Medigy: Care Coordination","HIMSS: Interoperability","Symplur:\n    Patient Safety"]\'\n'
SPLIT = '"Symplur:\n    Patient Safety"'
REPAIRS = {
    "blanks-single": (TITLE, "title: 'It''s «ä» \t ' # why\n", "title: 'It''s «ä»' # why\n"),
    "blanks-double": (TITLE, 'title: "A \\"b\\"  "\n', 'title: "A \\"b\\""\n'),
    "blanks-in-flow": ("tags:\n- news\n", "tags: ['news ', \"b \"]\n", "tags: ['news', \"b\"]\n"),
    "blanks-of-an-address": ("  href: https://visit", "  href: 'https://x.example.com/a '\n  was: https://visit", "  href: 'https://x.example.com/a'\n  was: https://visit"),
    "date-short": (DATE, "date: 2021-1-5T9:00Z\n", "date: 2021-01-05T09:00:00Z\n"),
    "date-with-blanks": (DATE, "date: ' 2021-01-20 09:00:40 +0200 '  # when\n", "date: '2021-01-20T09:00:40+02:00'  # when\n"),
    "date-small": (DATE, 'date: "2021-01-20t09:00:40,5z"\n', 'date: "2021-01-20T09:00:40.5Z"\n'),
    "date-of-utc": (DATE, "date: 2021/01/20 09:00:40 UTC\n", "date: 2021-01-20T09:00:40Z\n"),
    "json-comma": (SPLIT + "]", SPLIT + ",]", SPLIT + "]"),
    "json-blank": (SPLIT, '"Symplur:\n    Patient Safety "', SPLIT),
    "json-of-python": (
        JSON,
        "  medigyTopics: \"['Medigy: Care Coordination', 'Symplur: Patient Safety']\"\n",
        '  medigyTopics: "[\\"Medigy: Care Coordination\\", \\"Symplur: Patient Safety\\"]"\n',
    ),
    "json-of-html": (JSON, "  medigyTopics: '[&quot;Ä&quot;]'\n", "  medigyTopics: '[\"Ä\"]'\n"),
    "json-twice": (JSON, "  medigyTopics: '\"[\\\"it''s\\\"]\"'\n", "  medigyTopics: '[\"it''s\"]'\n"),
    "json-in-a-block": (JSON, '  medigyTopics: |-\n    ["a",\n    "b",]\n', '  medigyTopics: |-\n    ["a",\n    "b"]\n'),
}  # fmt: skip
LEFT_ALONE = {
    "blanks-alone": (TITLE, "title: '  '\n"),
    "blanks-behind-a-plain-value": (TITLE, "title: One list   \n"),
    "blanks-of-what-is-not-mapped": (TITLE, f"{TITLE}stray: 'a '\n"),
    "date-of-a-day": (DATE, "date: 2021-01-20\n"),
    "date-that-is-none": (DATE, "date: 2021-2-30T9:00Z\n"),
    "date-day-first": (DATE, "date: 20/01/2021 09:00Z\n"),
    "shared-by-an-alias": (TITLE, "title: &t 'One list '\nmastHead2: *t\n"),
    "shared-by-a-merge": ("searchCategory: News\n", "base: &d {searchCategory: 'News '}\n<<: *d\n"),
    "json-that-is-none": (JSON, "  medigyTopics: '[a, b]'\n"),
    "json-cut": (JSON, '  medigyTopics: \'["a","b\'\n'),
}


@pytest.fixture(scope="module")
def fields() -> RepairedFields:
    return RepairedFields(open_workspace(ROOT, Request()).plan)


def repaired(source: bytes, fields: RepairedFields) -> bytes:
    article, _ = read_article(source, "a.md", ReadOptions())
    assert article is not None
    return repair_article(article, fields)[0]


FORMS = {
    "as-written": lambda text: text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "byte-order-mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", REPAIRS)
def test_a_repair_changes_the_value_and_nothing_else(name: str, form: str, fields: RepairedFields) -> None:
    old, broken, mended = REPAIRS[name]
    assert ARTICLE.count(old) == 1
    as_bytes = FORMS[form]
    source, expected = as_bytes(ARTICLE.replace(old, broken)), as_bytes(ARTICLE.replace(old, mended))
    assert repaired(source, fields) == expected
    assert repaired(expected, fields) == expected


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_is_in_doubt_is_left_alone(name: str, fields: RepairedFields) -> None:
    old, broken = LEFT_ALONE[name]
    assert ARTICLE.count(old) == 1
    source = ARTICLE.replace(old, broken).encode()
    assert repaired(source, fields) == source


def test_the_article_itself_is_left_alone(fields: RepairedFields) -> None:
    for file in (ROOT / "examples" / "content").iterdir():
        assert repaired(file.read_bytes(), fields) == file.read_bytes()


BLANKED = st.text(alphabet="aÄ'\" \t:#-,[]{}&*!\\", max_size=12)


@given(BLANKED, st.lists(BLANKED, max_size=3), st.sampled_from(["'", '"']))
def test_a_fixed_file_reads_as_before_but_for_what_was_fixed(
    fields: RepairedFields, title: str, tags: list[str], quote: str
) -> None:
    def written(text: str) -> str:
        single = "'" + text.replace("'", "''") + "'"
        return single if quote == "'" and "\t" not in text else json.dumps(text, ensure_ascii=False)

    listed = f"[{', '.join(map(written, tags))}]"
    text = f"---\nmdName: a\ntitle: {written(title)}\ntags: {listed}\nother: {written(title)}\n---\nbody  \n"
    article, _ = read_article(text.encode(), "a.md", ReadOptions())
    assert article is not None
    source, repairs = repair_article(article, fields)
    now, _ = read_article(source, "a.md", ReadOptions())
    assert now is not None
    assert now.body == article.body
    assert now.front_matter["other"] == title
    stripped = [each.rstrip(" \t") or each for each in [title, *tags]]
    assert [now.front_matter["title"], *now.front_matter["tags"]] == stripped  # type: ignore[misc]
    assert len(repairs) == sum(a != b for a, b in zip([title, *tags], stripped, strict=True))
    assert len(text.encode()) - len(source) == sum(
        len(a) - len(b) for a, b in zip([title, *tags], stripped, strict=True)
    ) + sum(
        (a[len(b) :].count("\t"))
        for a, b in zip([title, *tags], stripped, strict=True)
        if not (quote == "'" and "\t" not in a)
    )  # fmt: skip - a tab is two letters in JSON


@given(st.text(alphabet="0123456789-/:TtZz+., UTCGM", max_size=30))
def test_a_repaired_date_is_a_date_with_the_same_digits(text: str) -> None:
    found = repaired_date(text, XSD + "dateTime")
    if found is not None:
        assert is_lexical_form(found, XSD + "dateTime")
        assert found.endswith("Z") == text.rstrip().upper().endswith(("Z", "UTC", "GMT"))


@given(st.text(alphabet="[]\"'\\,a 1&quot;", max_size=20))
def test_repaired_json_is_a_list(text: str) -> None:
    found = repaired_json(text)
    assert found is None or isinstance(json.loads(found), list)


def test_the_command_tells_its_repairs_keeps_the_mode_and_leaves_no_finding(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    file = folder / "examples" / "content" / "new.md"
    file.write_bytes(ARTICLE.replace(DATE, "date: 2021-1-5T9:00Z\n").replace("\n", "\r\n").encode())
    file.chmod(0o640)
    before = file.read_bytes()
    shown = run("validate", "--fix", "--diff", cwd=folder)
    assert shown.returncode == 1
    assert [line for line in shown.stdout.split("\n") if line.startswith(("+", "-"))][2:] == [
        "-date: 2021-1-5T9:00Z",
        "+date: 2021-01-05T09:00:00Z",
    ]
    assert file.read_bytes() == before
    assert "D104" in run("validate", cwd=folder).stdout
    done = run("validate", "--fix", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "new.md:22:7: date: '2021-1-5T9:00Z' is now '2021-01-05T09:00:00Z'" in done.stderr
    assert "1 value fixed" in done.stderr
    assert file.read_bytes() == before.replace(b"2021-1-5T9:00Z", b"2021-01-05T09:00:00Z")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert max(each.name for each in file.parent.iterdir()) == "new.md"
    assert not run("validate", "--fix", "--diff", cwd=folder).stdout


def test_a_repair_goes_through_a_link_to_its_target(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    target = tmp_path / "elsewhere.md"
    target.write_text(ARTICLE.replace(DATE, "date: 2021-1-5T9:00Z\n"), "utf-8")
    link = folder / "link.md"
    link.symlink_to(target)
    run("validate", "--fix", link, cwd=folder)
    assert link.is_symlink()
    assert "2021-01-05T09:00:00Z" in target.read_text("utf-8")


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root writes everything")
def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    file = folder / "examples" / "content" / "new.md"
    file.write_text(ARTICLE.replace(DATE, "date: 2021-1-5T9:00Z\n"), "utf-8")
    file.chmod(0o440)
    done = run("validate", "--fix", cwd=folder)
    assert done.returncode == 2
    assert "new.md is not repaired" in done.stderr


@pytest.mark.parametrize(
    "wrong", [("--diff",), ("--fix", "--stdin-filename", "x.md"), ("--fix", "-"), ("--fix", "--watch")]
)
def test_what_cannot_be_fixed_together_cannot_run(wrong: tuple[str, ...]) -> None:
    assert run("validate", *wrong, stdin="").returncode == 2
