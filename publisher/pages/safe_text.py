r"""Text that stands in JSON and in a script element of HTML alike.

The content of a script element ends at ``</script`` and changes its meaning at ``<!--``, whatever JSON says of it
(HTML, "Restrictions for contents of script elements", https://html.spec.whatwg.org/multipage/scripting.html). So no
letter that HTML or JavaScript gives a meaning to is written as itself.
"""

from __future__ import annotations

import json
import re

from publisher.core.nquads import read_literal

_UNSAFE = re.compile("[<>&\u2028\u2029]")
_ESCAPES = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
# The escapes of canonical N-Quads are escapes of JSON; these two are none (N-Quads, "2.4 RDF literals").
_NO_JSON_ESCAPE = re.compile(r"\\['U]")


def escape_html(json_text: str) -> str:
    r"""The JSON text with the letters that could end a script element escaped. They stand in strings alone.

    >>> escape_html('["</script>"]')
    '["\\u003c/script\\u003e"]'
    """
    return json_text.translate(_ESCAPES) if _UNSAFE.search(json_text) else json_text


def quote(text: str) -> str:
    """The text as a JSON string."""
    return escape_html(json.dumps(text, ensure_ascii=False))


def quote_literal(term: str, closing: int) -> str:
    r"""The text of an N-Quads literal, whose closing quote stands at the index, as a JSON string.

    >>> quote_literal('"say \\"hi\\""@en', 11)
    '"say \\"hi\\""'
    """
    text = term[: closing + 1]
    if "\\" in text and _NO_JSON_ESCAPE.search(text):
        literal = read_literal(text)
        assert literal is not None, "the term is a literal"
        return quote(literal.text)
    return text.translate(_ESCAPES) if _UNSAFE.search(text) else text


def quote_iri(term: str) -> str:
    r"""An IRI in brackets as a JSON string. An IRI has neither quotes nor backslashes, RFC 3987.

    >>> quote_iri("<http://a/?b&c>")
    '"http://a/?b\\u0026c"'
    """
    iri = term[1:-1]
    return f'"{iri.translate(_ESCAPES)}"' if _UNSAFE.search(iri) else f'"{iri}"'
