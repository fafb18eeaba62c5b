"""The fast path's terms against those of `core`: what it decides is right, what it does not it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.core import terms
from publisher.mapping.compiler import text as fast

STARTS = st.sampled_from(["", "http:", "http://", "http://a", "http://a/", "urn:", "é:", "http://é/"])
ODD = st.text(alphabet='ab:/?#[]@!$%410 é<>"\\^.-~|\xa0\ue000\U0001f600\ud800', max_size=14)
DATATYPES = st.sampled_from(sorted(fast._SURE_FORMS))
FORMS = st.one_of(
    st.text(alphabet="0123456789-+:.TZPYMDHSeEINFa ", max_size=20),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.integers().map(str),
    st.floats().map(str),
)


def decided(make: Callable[[], str]) -> str | None:
    try:
        return make()
    except fast.UndecidedError:
        return None


@given(STARTS, ODD)
def test_a_sure_iri_is_valid(start: str, rest: str) -> None:
    if fast.is_sure_iri(start + rest):
        assert terms.is_absolute_iri(start + rest)


@pytest.mark.parametrize(
    "address", ["https://www.example.com/a/b-c_d.html", "http://a?x=1#y", "urn:x:y", "http://a/%41/Zoë", "mailto:a@b.c"]
)
def test_common_addresses_are_sure(address: str) -> None:
    assert fast.is_sure_iri(address)


@given(st.text() | ODD)
def test_quoted_and_encoded_texts_are_those_of_core(text: str) -> None:
    quoted = decided(lambda: fast.quote(text))
    assert quoted is None or quoted == terms.literal(text)
    encoded = decided(lambda: fast.encode(text))
    assert encoded is None or encoded == terms.encode_template_value(text)


@given(st.text(st.characters(codec="utf-8", max_codepoint=0xFFFF)))
def test_ordinary_text_is_always_decided(text: str) -> None:
    assert fast.quote(text)
    assert fast.encode(text) is not None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_doubles_have_the_canonical_form(value: float) -> None:
    assert fast.lexical(value) == terms.canonical_double(value)


@given(FORMS, DATATYPES)
def test_a_form_that_is_let_pass_is_valid(text: str, name: str) -> None:
    made = decided(lambda: fast.typed_maker(terms.XSD + name)(text))
    assert made is None or made == terms.literal(text, terms.XSD + name)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_is_decided(day: date) -> None:
    assert decided(lambda: fast.typed_maker(terms.XSD + "date")(str(day))) is not None
