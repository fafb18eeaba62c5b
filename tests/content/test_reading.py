"""What is read of a file, what is refused, and where the finding stands."""

from __future__ import annotations

import json

import pytest

from publisher.content.article import Article
from publisher.content.case import KeyCase
from publisher.content.files import ArticleRead
from publisher.content.lines import article_line
from publisher.content.read import ReadOptions, read_article
from publisher.content.rules import CONTENT_RULES
from publisher.core.errors import ConfigurationError
from publisher.core.findings import Severity
from publisher.core.yaml_builder import YamlLimits, build_yaml
from publisher.core.yaml_nodes import plain_value


def read(source: bytes, options: ReadOptions | None = None) -> tuple[Article | None, list[tuple[str, int, int]]]:
    article, findings = read_article(source, "x.md", options or ReadOptions())
    return article, [(each.code, each.span.line, each.span.column) for each in findings]


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        (b"---\na: 1\nbody\n", ("C012", 1, 1)),
        (b"\n\n+++\na = 1\n", ("C012", 3, 1)),
        (b"---", ("C012", 1, 1)),
        (b"--- x\na: 1\n---\n", ("C011", 1, 1)),
        (b"----\na: 1\n---\n", ("C011", 1, 1)),
        (b"- a list\n- without front matter\n", ("C011", 1, 1)),
        (b"+ a list\n", ("C011", 1, 1)),
        (b"---\n\xc3\xa9: \xff\n---\n", ("C003", 2, 4)),
        (b"---\na: 1\n---\n\xc3\xa9\xff", ("C003", 4, 2)),
        (b"---\na: 1\n---\nx\0", ("C004", 4, 2)),
        (b"---\n- a\n- b\n---\n", ("C014", 2, 1)),
        (b"---\njust text\n---\n", ("C014", 2, 1)),
        (b"---\na: [\n---\n", ("C101", 3, 1)),
        (b"---\r\na: 1\r\nb: [\r\n---\r\n", ("C101", 4, 1)),
        (b"---\na: &quot;A&quot; b\n---\n", ("C101", 2, 9)),
        (b"---\na: 1\nb:\n  c: 1\n  c: 2\n---\n", ("C102", 5, 3)),
        (b"\xef\xbb\xbf---\na: 1\na: 2\n---\n", ("C102", 3, 1)),
        (b"---\na: \x01\n---\n", ("C115", 2, 4)),
        (b"+++\na = 1\nb = \n+++\n", ("C015", 3, 5)),
        (b"+++\na = 1\na = 2\n+++\n", ("C015", 3, 1)),
        (b"+++\na = 1\n[b\n+++\n", ("C015", 3, 3)),
        (b'{\n "a": 1,\n}\n', ("C016", 3, 1)),
        (b'{"a": 1, "b": {"a": 1, "a": 2}}', ("C017", 1, 24)),
        (b'{"a": "\n"}', ("C016", 1, 7)),
    ],
)
def test_what_is_wrong_is_found_at_its_place(source: bytes, finding: tuple[str, int, int]) -> None:
    article, findings = read(source)
    assert finding in findings
    assert (article is None) == (finding[0] != "C115")


def test_a_duplicate_key_gives_both_places_and_may_be_allowed() -> None:
    source = b"---\nb: 0\na: 1\nc: 3\na: 2\n---\n"
    article, (finding,) = read_article(source, "x.md", ReadOptions())
    assert article is None
    assert (finding.severity, str(finding.span), str(finding.related[0].span)) == (
        Severity.ERROR,
        "x.md:5:1",
        "x.md:3:1",
    )
    article, (finding,) = read_article(source, "x.md", ReadOptions(lenient=True))
    assert article is not None
    assert (finding.severity, article.front_matter) == (Severity.WARNING, {"b": 0, "a": 2, "c": 3})
    article, (finding,) = read_article(b'{"a": 1, "a": 2}', "x.md", ReadOptions(lenient=True))
    assert article is not None
    assert (finding.severity, article.front_matter) == (Severity.WARNING, {"a": 2})


@pytest.mark.parametrize("source", [b"{{ x }}\nbody", b"{% x %}", b"{: .x }", b"{not json}", b"{", b"{ 'a': 1 }"])
def test_what_opens_with_a_brace_and_is_no_json_is_all_body(source: bytes) -> None:
    article, findings = read(source)
    assert article is not None
    assert (article.front_matter, article.body_offset, findings) == ({}, 0, [])


def test_a_closing_line_of_dots_is_taken_where_there_is_no_other() -> None:
    article, findings = read(b"---\na: 1\n...\nbody")
    assert article is not None
    assert (article.front_matter, article.body, findings) == ({"a": 1}, b"body", [])


def test_something_behind_the_closing_delimiter_is_told() -> None:
    article, findings = read(b"---\na: 1\n---body\n")
    assert article is not None
    assert (article.body, findings) == (b"body\n", [("C013", 3, 1)])


def test_sizes_are_limited() -> None:
    source = b"---\na: " + b"x" * 2000 + b"\n---\n"
    assert read(source, ReadOptions(max_front_matter=2000))[1] == [("C002", 1, 1)]
    assert read(source, ReadOptions(max_file_size=2000))[1] == [("C002", 1, 1)]
    with pytest.raises(ConfigurationError):
        ReadOptions(max_file_size=0)


@pytest.mark.parametrize(
    ("written", "value", "code"),
    [
        *[(word, word, "C111") for word in ("yes", "No", "ON", "off")],
        *[("y", "y", "C113"), ("N", "N", "C113")],
        *[
            ("0123", 123, "C112"),
            ("-012", -12, "C112"),
            ("00", 0, "C112"),
            ("1_000", "1_000", "C112"),
            ("1e3", 1000.0, "C112"),
        ],
        *[("9223372036854775808", 2**63, "C112"), ("0b11", "0b11", "C112"), ("0XFF", 255, "C112")],
        *[("2021-01-20", "2021-01-20", None), ("16:00:00", "16:00:00", None), ("1.10", 1.1, None), ("0x1F", 31, None)],
        *[("0o17", 15, None), ("~", None, None), ("TRUE", True, None), ("'yes'", "yes", None), ("! 12", "12", None)],
        *[("-9223372036854775808", -(2**63), None), ("nULL", "nULL", None), (".5", 0.5, None), ("0", 0, None)],
        *[("!!str 12", "12", None), ("!!int '12'", 12, None), ("!!float 3", 3.0, None), ("!!bool x", "x", None)],
    ],
)
def test_scalars_follow_the_core_schema_and_doubtful_forms_are_told(
    written: str, value: object, code: str | None
) -> None:
    article, findings = read(f"---\nlist: [x]\na: {written}\n---\n".encode())
    assert article is not None
    assert article.front_matter["a"] == value
    assert type(article.front_matter["a"]) is type(value)
    assert findings == ([(code, 3, 4)] if code else [])


def test_keys_are_their_text() -> None:
    article, _ = read(b"---\n1: a\n1.10: b\ntrue: c\nnull: d\n2020-01-01: e\nTitle: f\n---\n")
    assert article is not None
    assert article.front_matter == {"1": "a", "1.10": "b", "true": "c", "null": "d", "2020-01-01": "e", "Title": "f"}


def test_merge_keys_yield_to_own_keys_and_earlier_ones_win() -> None:
    article, findings = read(b"---\na: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  x: 0\n  <<: [*a, *b]\n---\n")
    assert article is not None
    assert (article.front_matter["c"], findings) == ({"x": 0, "y": 1, "z": 2}, [])


def test_toml_dates_become_text() -> None:
    article, _ = read(
        b"+++\na = 1979-05-27T07:32:00Z\nb = 1979-05-27\nc = 07:32:00.50\nd = [1979-05-27 07:32:00.123456789+00:00]\n+++\n"
    )
    assert article is not None
    assert article.front_matter == {
        "a": "1979-05-27T07:32:00Z",
        "b": "1979-05-27",
        "c": "07:32:00.5",
        "d": ["1979-05-27T07:32:00.123456789Z"],
    }


def test_a_line_of_json_holds_what_was_read() -> None:
    source = "---\na: .inf\nb: [1, -.INF, {c: .NaN}]\nd: é\n---\nbody".encode()
    article, findings = read_article(source, "x.md", ReadOptions())
    line = article_line(ArticleRead("x.md", article, findings))
    assert json.loads(line) == {
        "path": "x.md",
        "frontmatter": {"a": ".inf", "b": [1, "-.INF", {"c": ".NaN"}], "d": "é"},
        "body_offset": len(source) - 4,
    }
    assert "\n" not in line
    refused = ArticleRead("y.md", *read_article(b"---\na: [\n---\n", "y.md", ReadOptions()))
    assert json.loads(article_line(refused)).keys() == {"path", "error"}
    assert "y.md:3:1" in json.loads(article_line(refused))["error"]


def test_keys_in_another_case_are_used_and_told_once() -> None:
    key_case = KeyCase(["title", ("link", "href"), ("tags", "*")])
    first, _ = read_article(b"---\nTitle: x\nlink:\n  HREF: y\nOther: z\n---\n", "a.md", ReadOptions())
    second, _ = read_article(b"---\nTITLE: x\n---\n", "b.md", ReadOptions())
    third, _ = read_article(b"---\ntitle: x\nTitle: y\nTags: [a]\n---\n", "c.md", ReadOptions())
    assert first and second and third  # noqa: PT018 - all three are read
    unified, findings = key_case.unify(first)
    assert unified.front_matter == {"title": "x", "link": {"href": "y"}, "Other": "z"}
    assert [(each.code, str(each.span)) for each in findings] == [("C021", "a.md:2:1"), ("C021", "a.md:4:3")]
    unified, findings = key_case.unify(second)
    assert (unified.front_matter, findings) == ({"title": "x"}, ())
    unified, findings = key_case.unify(third)
    assert unified.front_matter == {"title": "x", "Title": "y", "tags": ["a"]}
    assert [str(each.span) for each in findings] == ["c.md:4:1"]
    plain, _ = read_article(b"---\ntitle: x\nelse: y\n---\n", "d.md", ReadOptions())
    assert plain is not None
    assert key_case.unify(plain)[0] is plain


def test_limits_of_the_builder_are_options() -> None:
    assert [each.code for each in build_yaml("a: [[1]]", "x", limits=YamlLimits(depth=2))[1]] == ["C103"]
    assert [each.code for each in build_yaml("a: 1\nb: 2", "x", limits=YamlLimits(nodes=4))[1]] == ["C103"]
    assert [each.code for each in build_yaml("a: &a x\nb: *a", "x", limits=YamlLimits(alias_nodes=0))[1]] == ["C104"]
    node, findings = build_yaml("a: [[1]]", "x", limits=YamlLimits(depth=3))
    assert node is not None
    assert (plain_value(node), findings) == ({"a": [[1]]}, [])


def test_places_count_from_where_the_text_begins() -> None:
    _, findings = build_yaml("a: 1\nb: yes\n", "x", first_line=7, first_offset=100)
    assert str(findings[0].span) == "x:8:4"


def test_codes_are_unique_and_explained() -> None:
    codes = [rule.code for rule in CONTENT_RULES]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in CONTENT_RULES}) == len(codes)
    assert all(rule.explanation and rule.remedy for rule in CONTENT_RULES)
