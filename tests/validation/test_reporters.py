"""Every format of the registry: its snapshot, and that no text makes it fail."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.core.errors import UsageError
from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.spans import SourceSpan
from publisher.validation.reporters.record import KEYS
from publisher.validation.reporters.registry import REPORTERS, find_reporter
from publisher.validation.reporters.sources import SourceFiles
from publisher.validation.reporters.terminal import visible, width

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = sorted(REPORTERS)
SOURCE = (
    "---\n"
    "title: 漢字 Zoë's\tnew \x1b[31mred\n"
    "description: " + "long words " * 30 + "END and " + "more words " * 10 + "\n"
    "date: '2021-13-45'\r\n"
    "lastMod: 2021\n"
    "---\n"
)


def sample() -> list[Finding]:
    span = SourceSpan
    return [
        Finding("C102", Severity.ERROR, "duplicate key", span("a.md", 2, 8, 2, 10), ("title",)),
        Finding("long", Severity.WARNING, "far to the right", span("a.md", 3, 344, 3, 347), ("description",)),
        Finding(
            "article-date",
            Severity.ERROR,
            "'2021-13-45' is not a date:\nwrite it as 2021-01-20T09:00:40Z",
            span("a.md", 4, 7, 4, 19),
            ("dates", 0, "odd key"),
            "article.date (m.yaml:3:5)",
            "http://example.org/a",
            "http://schema.org/datePublished",
            '"2021-13-45"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
            "http://example.org/shapes#article-date",
            "http://www.w3.org/ns/shacl#DatatypeConstraintComponent",
            (RelatedPlace(span("a.md", 5, 10, 5, 14), "the date of the last change"),),
        ),
        Finding("end", Severity.INFO, "lone surrogate \ud800 and bidi \u202e", span.point("a.md", 2, 99)),
        Finding("gone", Severity.INFO, "no such file", span.point("dir/gone.md")),
    ]


def run(name: str, findings: list[Finding], folder: Path) -> str:
    stream = io.StringIO()
    find_reporter(name)(findings, stream, SourceFiles(folder))
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + SOURCE.encode())
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("what", ["findings", "nothing"])
def test_a_format_is_what_its_snapshot_says(name: str, what: str, folder: Path) -> None:
    text = run(name, sample() if what == "findings" else [], folder)
    snapshot = SNAPSHOTS / f"{what}.{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_bytes(text.encode())
    assert text == snapshot.read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
@given(message=st.text(), value=st.text(alphabet=st.characters(codec=None)), column=st.integers(1, 400))
def test_no_text_makes_a_format_fail(name: str, message: str, value: str, column: int) -> None:
    point = SourceSpan(f"{message}.md", 1, column, 1, column + 3)
    finding = Finding("x", Severity.ERROR, message, point, value=value, related=(RelatedPlace(point, value),))
    for encoding in ("utf-8", "ascii", "cp1252"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        find_reporter(name)([finding, finding], stream, lambda _path, _line: value)
        stream.flush()


@pytest.mark.parametrize("name", FORMATS)
def test_an_excerpt_steers_no_terminal(name: str, folder: Path) -> None:
    assert "\x1b" not in run(name, sample(), folder)


def test_json_has_the_keys_in_their_order(folder: Path) -> None:
    array = json.loads(run("json", sample(), folder))
    lines = [json.loads(line) for line in run("jsonl", sample(), folder).split("\n")[:-1]]
    assert array == lines
    assert [list(each) for each in array] == [list(KEYS)] * 5
    assert array[2]["fieldPath"] == "dates[0]['odd key']"
    assert (array[0]["rule"], array[0]["focusNode"], array[4]["fieldPath"]) == (None, None, None)
    assert array[2]["fingerprint"] == sample()[2].fingerprint


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [("title: x", 8, 1), ("漢字: 'é'", 5, 3), ("a\tb: c", 6, 1), ("\x1b[0mtitle", 5, 5), ("e\u0301e\u0301: x", 7, 1)],
)
def test_the_caret_stands_under_the_place(line: str, column: int, length: int) -> None:
    stream = io.StringIO()
    finding = Finding("x", Severity.ERROR, "m", SourceSpan("a.md", 1, column, 1, column + length))
    find_reporter("text")([finding], stream, lambda _path, _line: line)
    shown, caret = stream.getvalue().split("\n")[1:3]
    start = width(shown[: shown.index("| ") + 2]) + width(visible(line[: column - 1]))
    assert width(caret[: caret.index("^")]) == start
    assert caret.count("^") == width(visible(line[column - 1 : column - 1 + length]))


def test_an_unknown_format_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'jsonl'"):
        find_reporter("jsnl")
