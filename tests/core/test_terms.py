"""Terms as text: what we write, strict readers read as the same text; what is wrong is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from publisher.core.iris import is_absolute_iri, resolve_iri
from publisher.core.lexical import XSD, canonical_double, is_language_tag, is_lexical_form
from publisher.core.nquads import read_literal, split_line, with_canonical_escapes
from publisher.core.terms import InvalidTermError, encode_template_value, escape_literal, iri, literal, unescape_literal

any_text = st.text(st.characters(exclude_categories=["Cs"]))
odd_iris = st.builds(
    "".join,
    st.lists(
        st.sampled_from(["http://", "urn:", "[::1]", "%2", "%20", *"abZ09:/?#[]@!$&'()*+,;=- .~é\u2028<>\"{}|^`\ue000"])
    ),
)


def strictly_read(line: str) -> Literal:
    return next(parse(line.encode(), format=RdfFormat.N_QUADS)).object


@given(any_text)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    line = f"<http://e/s> <http://e/p> {literal(text)} <http://e/g> .\n"
    assert strictly_read(line).value == text
    assert line.count("\n") == 1
    assert unescape_literal(escape_literal(text)) == text
    assert read_literal(literal(text)) == (text, None, None)
    assert with_canonical_escapes(line.rstrip("\n")) == line.rstrip("\n")


@given(odd_iris)
def test_an_iri_is_valid_for_us_exactly_where_a_strict_reader_takes_it(text: str) -> None:
    try:
        parsed = list(parse(f'<{text}> <http://e/p> "" .'.encode(), format=RdfFormat.N_TRIPLES))
    except SyntaxError:
        parsed = []
    assert is_absolute_iri(text) == bool(parsed)


@given(any_text)
def test_any_text_is_safe_inside_an_iri(text: str) -> None:
    written = iri(f"http://e/{encode_template_value(text)}")
    assert split_line(f"{written} <http://e/p> {written} .").object == written


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(InvalidTermError, match=r"U\+D83D"):
        literal("\ud83d")


# RFC 3986, section 5.4: reference resolution examples.
RESOLVED = {
    "g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g",
    "//g": "http://g", "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y", "#s": "http://a/b/c/d;p?q#s",
    "g#s": "http://a/b/c/g#s", ";x": "http://a/b/c/;x", "": "http://a/b/c/d;p?q", ".": "http://a/b/c/",
    "./": "http://a/b/c/", "..": "http://a/b/", "../": "http://a/b/", "../g": "http://a/b/g", "../..": "http://a/",
    "../../g": "http://a/g", "../../../g": "http://a/g", "/./g": "http://a/g", "/../g": "http://a/g",
    "g.": "http://a/b/c/g.", "..g": "http://a/b/c/..g", "./g/.": "http://a/b/c/g/", "g/./h": "http://a/b/c/g/h",
    "g/../h": "http://a/b/c/h", "g;x=1/../y": "http://a/b/c/y", "g?y/../x": "http://a/b/c/g?y/../x",
}  # fmt: skip


@pytest.mark.parametrize("reference", RESOLVED)
def test_references_are_resolved_as_the_rfc_shows(reference: str) -> None:
    assert resolve_iri("http://a/b/c/d;p?q", reference) == RESOLVED[reference]


@pytest.mark.parametrize(
    ("kind", "text", "valid"),
    [
        ("dateTime", "2021-01-20T09:00:40.981639Z", True),
        ("dateTime", "2021-01-20T24:00:00Z", True),
        ("dateTime", "2021-02-30T09:00:00Z", False),
        ("dateTime", "2021-13-01T09:00:00Z", False),
        ("dateTime", "1900-02-29T00:00:00Z", False),
        ("dateTime", "2000-02-29T00:00:00+14:00", True),
        ("dateTime", "2000-02-29T00:00:00+14:01", False),
        ("dateTime", "2021-01-20 09:00:40Z", False),
        ("dateTime", "2021-01-20", False),
        ("dateTime", "2021-01-20T09:00:40Z ", False),
        ("dateTime", "٢٠٢١-01-20T09:00:40Z", False),
        ("dateTimeStamp", "2021-01-20T09:00:40", False),
        ("date", "2021-01-20", True),
        ("date", "2021-1-20", False),
        ("gYear", "02021", False),
        ("integer", "1_000", False),
        ("integer", "+7", True),
        ("decimal", "NaN", False),
        ("decimal", "1e3", False),
        ("double", "INF", True),
        ("double", "inf", False),
        ("boolean", "yes", False),
        ("nonNegativeInteger", "-1", False),
        ("nonNegativeInteger", "-0", True),
        ("byte", "128", False),
        ("unsignedLong", "9" * 5000, False),
        ("positiveInteger", "9" * 5000, True),
        ("duration", "P", False),
        ("duration", "P1DT", False),
        ("duration", "P1Y2M3DT4H5M6.7S", True),
        ("hexBinary", "abc", False),
        ("base64Binary", "AQ==", True),
        ("base64Binary", "AR==", False),
        ("string", "anything\n", True),
    ],
)
def test_lexical_forms(kind: str, text: str, valid: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_lexical_form(text, XSD + kind) is valid


@given(st.floats())
def test_a_double_is_written_so_that_it_is_read_back(value: float) -> None:
    written = canonical_double(value)
    assert is_lexical_form(written, XSD + "double")
    assert repr(float(written)) == repr(value)


@pytest.mark.parametrize("tag", ["", "en_US", "e", "englishes-", "en-", "en us", "en-toolongsubtag"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    assert not is_language_tag(tag)
    with pytest.raises(InvalidTermError):
        literal("x", language=tag)
