"""RDF terms as N-Quads text (https://www.w3.org/TR/n-quads/): what is written is valid or not written at all."""

from __future__ import annotations

import re

from publisher.core.iris import encode_template_value, iri_fault, is_absolute_iri, resolve_iri
from publisher.core.lexical import XSD, canonical_double, example_form, is_language_tag, is_lexical_form

__all__ = [
    "XSD",
    "InvalidTermError",
    "canonical_double",
    "encode_template_value",
    "escape_literal",
    "example_form",
    "iri",
    "iri_fault",
    "is_absolute_iri",
    "is_language_tag",
    "is_lexical_form",
    "literal",
    "resolve_iri",
    "unescape_literal",
]

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile('[\\x00-\\x1f\\x7f"\\\\\ud800-\udfff]')
_ESCAPES = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf\"'\\]))")
_LONG = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class InvalidTermError(ValueError):
    """The text cannot be the term that was asked for; the message says why."""


def escape_literal(text: str) -> str:
    r"""The text as it stands between the quotes of a literal, in canonical N-Quads.

    Raises InvalidTermError for a lone surrogate, which no encoding of Unicode can write.

    >>> escape_literal('say "hi"\n')
    'say \\"hi\\"\\n'
    """
    return _TO_ESCAPE.sub(_escape, text)


def unescape_literal(text: str) -> str:
    r"""The text that an escaped literal holds.

    >>> unescape_literal('say \\"hi\\"\\n\\u0041')
    'say "hi"\nA'
    """
    return _ESCAPES.sub(lambda found: _LONG[found[3]] if found[3] else chr(int(found[1] or found[2], 16)), text)


def literal(text: str, datatype: str | None = None, language: str | None = None) -> str:
    """A literal; the datatype ``xsd:string`` is left out. Raises InvalidTermError for a bad tag, datatype or form.

    >>> literal("20", XSD + "integer")
    '"20"^^<http://www.w3.org/2001/XMLSchema#integer>'
    >>> literal("Grüße", language="de")
    '"Grüße"@de'
    """
    quoted = f'"{escape_literal(text)}"'
    if language is not None:
        if not is_language_tag(language):
            raise InvalidTermError(f"{language!r} is not a language tag, such as 'en' or 'pt-BR'")
        return f"{quoted}@{language}"
    if datatype is None or datatype == XSD + "string":
        return quoted
    if not is_lexical_form(text, datatype):
        raise InvalidTermError(f"{text!r} is not a valid {datatype.removeprefix(XSD)}")
    return f"{quoted}^^{iri(datatype)}"


def iri(text: str) -> str:
    """The IRI in angle brackets. Raises InvalidTermError unless it is absolute and valid.

    >>> iri("http://example.org/a")
    '<http://example.org/a>'
    """
    if not is_absolute_iri(text):
        raise InvalidTermError(f"{text!r} is not a valid absolute IRI")
    return f"<{text}>"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    short = _SHORT.get(character)
    if short is not None:
        return short
    if "\ud800" <= character <= "\udfff":
        raise InvalidTermError(f"the text holds the lone surrogate U+{ord(character):04X}, which is no character")
    return f"\\u{ord(character):04X}"
