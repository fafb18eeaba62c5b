"""Literals of N-Quads as JSON-LD that is read back as the same literals."""

from __future__ import annotations

import re

from publisher.core.lexical import XSD
from publisher.pages.safe_text import escape_template

# JSON's own numbers and booleans that are read back as these literals ("Data Round Tripping", JSON-LD 1.1 API,
# https://www.w3.org/TR/json-ld11-api/#data-round-tripping); whole numbers up to 15 digits, which a double holds.
_NATIVE = re.compile(
    rf'"(?:(?P<number>0|-?[1-9][0-9]{{0,14}})"\^\^<{XSD}integer>|(?P<truth>true|false)"\^\^<{XSD}boolean>)', re.ASCII
)


def literal_json(term: str, coerced: str | None) -> str:
    r"""The literal as JSON-LD, whatever the context makes of plain values of the property (``coerced``).

    Its escapes are still those of N-Quads; `safe_text.json_of_nquads` makes them JSON's.

    >>> literal_json('"a"', None), literal_json('"a"', "@id"), literal_json('"a"@en', None)
    ('"a"', '{"@value":"a"}', '{"@value":"a","@language":"en"}')
    """
    if coerced is None:
        native = _NATIVE.fullmatch(term)
        if native:
            return native["number"] or native["truth"]
    if "{" in term:
        term = escape_template(term)
    if term[-1] == '"':
        return term if coerced is None else '{"@value":' + term + "}"
    closing = term.rindex('"') + 1
    text, tail = term[:closing], term[closing:]
    if tail[0] == "@":
        return f'{{"@value":{text},"@language":"{tail[1:]}"}}'
    datatype = tail[3:-1]
    return text if datatype == coerced else f'{{"@value":{text},"@type":"{datatype}"}}'
