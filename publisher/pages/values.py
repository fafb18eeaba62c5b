"""Literals of N-Quads as JSON-LD that is read back as the same literals."""

from __future__ import annotations

from publisher.core.lexical import XSD
from publisher.pages.plan import is_native_number
from publisher.pages.safe_text import quote_iri, quote_text


def literal_json(term: str, coerced: str | None) -> str:
    r"""The literal as JSON-LD, whatever the context makes of plain values of the property (``coerced``).

    >>> literal_json('"a"', None), literal_json('"a"', "@id"), literal_json('"a"@en', None)
    ('"a"', '{"@value":"a"}', '{"@value":"a","@language":"en"}')
    """
    if term[-1] == '"':
        return quote_text(term) if coerced is None else '{"@value":' + quote_text(term) + "}"
    closing = term.rindex('"') + 1
    text, tail = term[:closing], term[closing:]
    if tail[0] == "@":
        return f'{{"@value":{quote_text(text)},"@language":"{tail[1:]}"}}'
    datatype = tail[3:-1]
    if datatype == coerced:
        return quote_text(text)
    plain = text[1:-1]
    if coerced is None and is_native(plain, datatype):
        return plain
    return f'{{"@value":{quote_text(text)},"@type":{quote_iri(tail[2:])}}}'


def is_native(text: str, datatype: str) -> bool:
    """Whether JSON's own numbers and booleans are read back as the same literal."""
    return is_native_number(text, datatype) or (datatype == XSD + "boolean" and text in {"true", "false"})
