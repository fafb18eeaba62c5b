"""Terms as N-Quads text for the fast path. What is not surely valid is left to the interpreter.

Measured on a title of 60 characters: `quote` 0.14 µs, where a regular expression that looks for what
must be escaped takes 0.55 µs; `iri_text` 0.6 µs, a third of the whole grammar of RFC 3987.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from math import isfinite

from publisher.mapping.plan import TermType

XSD = "http://www.w3.org/2001/XMLSchema#"


class UndecidedError(Exception):
    """The fast code leaves this to the interpreter."""


_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(character): escaped
    for character, escaped in {
        "\t": "\\t",
        "\n": "\\n",
        "\r": "\\r",
        "\b": "\\b",
        "\f": "\\f",
        '"': '\\"',
        "\\": "\\\\",
    }.items()
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_TO_ENCODE = re.compile("[^A-Za-z0-9._~-]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_CHARACTER = "[A-Za-z0-9._~!$&'()*+,;=:@-]"
_ENCODED = "%[0-9A-Fa-f]{2}"
_AFTER = rf"(?:{_CHARACTER}++|{_ENCODED}|[/?])*+"
_TAIL = rf"(?:{_CHARACTER}++|{_ENCODED}|/)*+(?:\?{_AFTER})?(?:\#{_AFTER})?"
_SURE_IRI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://[A-Za-z0-9.-]+(?::[0-9]+)?(?![^/?#]){_TAIL}|(?={_CHARACTER}){_TAIL})"
)
_PLAIN_IRI = re.compile("https?://[A-Za-z0-9.-]++(?:/[A-Za-z0-9._~/-]*+)?", re.ASCII)
"""Most addresses: found in half of the time."""
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_BREAKS_IRIREF = {code: f"\\u{code:04X}" for code in (*range(0x20), *map(ord, '<>"{}|^`\\'))}
_TAG = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{5,8})*")
"""Language, script, region, variants: most tags."""

_LEAP = r"\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00"
_DAY = (
    r"(?:[1-9]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|(?=[1-9])(?:{_LEAP})-02-29)"
)
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_NUMBER = r"[+-]?\d{1,15}"
_SURE_FORMS: dict[str, str] = {
    "dateTime": f"{_DAY}T{_CLOCK}{_ZONE}?",
    "dateTimeStamp": f"{_DAY}T{_CLOCK}{_ZONE}",
    "date": f"{_DAY}{_ZONE}?",
    "time": f"{_CLOCK}{_ZONE}?",
    "gYear": r"[1-9]\d{3}",
    "boolean": "true|false|1|0",
    "integer": _NUMBER,
    "decimal": r"[+-]?\d{1,15}(?:\.\d+)?",
    "double": r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?",
    "float": r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?",
    "nonNegativeInteger": r"\d{1,15}",
    "positiveInteger": r"[1-9]\d{0,14}",
    "int": r"[+-]?\d{1,9}",
    "long": _NUMBER,
    "duration": r"P(?:\d+Y)?(?:\d+M)?\d+D|PT(?:\d+H)?(?:\d+M)?\d+S|PT(?:\d+H)?\d+M|PT\d+H",
    "language": "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*",
}
_ANY_FORM = frozenset(XSD + name for name in ("string", "anyURI", "normalizedString", "token"))
_NUMBERS = {bool: f"^^<{XSD}boolean>", int: f"^^<{XSD}integer>", float: f"^^<{XSD}double>"}
Transform = Callable[[str], str]


def quote(text: str) -> str:
    """The text between quotes, escaped."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if _SURROGATE.search(text):
        raise UndecidedError
    return f'"{text.translate(_ESCAPES)}"'


def lexical(value: object) -> str:
    """The natural lexical form of a single value."""
    kind = value.__class__
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is float:
        return _double(value)  # type: ignore[arg-type]
    raise UndecidedError


def _double(value: float) -> str:
    if not isfinite(value):
        raise UndecidedError
    from decimal import Decimal  # noqa: PLC0415 - 5 ms, only for numbers that are not whole

    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    written = "".join(map(str, digits))
    power = int(exponent) + len(written) - 1 if value else 0
    return f"{'-' if sign else ''}{written[0]}.{written[1:] or '0'}E{power}"


def natural(value: object) -> str:
    """The literal of a value in its natural datatype."""
    if value.__class__ is str:
        return quote(value)
    text = lexical(value)
    return f'"{text}"{_NUMBERS[value.__class__]}'


def encode(text: str) -> str:
    """The text made safe for a place in an IRI; non-ASCII letters stay."""
    return _TO_ENCODE.sub(_percent, text)


def encode_ascii(text: str) -> str:
    """The text made safe for a place in a URI."""
    return "".join(each if each.isascii() else _bytes(each) for each in encode(text))


def _percent(found: re.Match[str]) -> str:
    character = found[0]
    if character.isascii():
        return f"%{ord(character):02X}"
    if character > "\uffff":
        raise UndecidedError
    return character if _is_in_iris(character) else _bytes(character)


def _is_in_iris(character: str) -> bool:
    """Whether a character that is not ASCII surely may stand in an IRI; of those above U+FFFF none.

    Patterns with these ranges in them took 20 ms to compile at each start.
    """
    return "\xa0" <= character <= "\ud7ff" or "\uf900" <= character <= "\ufdcf" or "\ufdf0" <= character <= "\uffef"


def _bytes(character: str) -> str:
    try:
        return "".join(f"%{byte:02X}" for byte in character.encode())
    except UnicodeEncodeError:
        raise UndecidedError from None


def iri_maker(term_type: TermType, base: str | None) -> Transform:
    """The function from a text to the IRI in angle brackets."""
    if term_type in (TermType.UNSAFE_IRI, TermType.UNSAFE_URI):
        return lambda text: f"<{_absolute(text, base).translate(_BREAKS_IRIREF)}>"

    is_plain = _PLAIN_IRI.fullmatch

    def sure(text: str) -> str:
        if is_plain(text):
            return f"<{text}>"
        if not is_sure_iri(text):
            text = _absolute(text, base)
            if not is_sure_iri(text):
                raise UndecidedError
        return f"<{text}>"

    def sure_ascii(text: str) -> str:
        made = sure(text)
        if not made.isascii():
            raise UndecidedError
        return made

    return sure_ascii if term_type is TermType.URI else sure


def is_sure_iri(text: str) -> bool:
    """Whether the text is surely a valid absolute IRI."""
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: "~" if _is_in_iris(found[0]) else " ", text)
    return _SURE_IRI.fullmatch(text) is not None


def _absolute(text: str, base: str | None) -> str:
    if _SCHEME.match(text):
        return text
    if base is None:
        raise UndecidedError
    return base + text


def has_any_form(datatype: str) -> bool:
    """Whether every text is a lexical form of the datatype."""
    return datatype in _ANY_FORM or not datatype.startswith(XSD)


def typed_maker(datatype: str) -> Callable[[object], str]:
    """The function from a value to the literal of a datatype that is a valid IRI."""
    ending = "" if datatype == XSD + "string" else f"^^<{datatype}>"
    if has_any_form(datatype):
        return lambda value: quote(lexical(value)) + ending
    form = _SURE_FORMS.get(datatype.removeprefix(XSD))
    matches = re.compile(form, re.ASCII).fullmatch if form else None

    def checked(value: object) -> str:
        if value.__class__ is str and matches is not None and matches(value):
            return f'"{value}"{ending}'
        if value.__class__ is float and datatype == XSD + "decimal":
            from decimal import Decimal  # noqa: PLC0415 - as above

            value = f"{Decimal(repr(value)):f}"
        text = lexical(value)
        if matches is None or matches(text) is None:
            raise UndecidedError
        return f'"{text}"{ending}'

    return checked


def tag_suffix(tag: str) -> str:
    """What stands behind the quotes of a text in a language."""
    if not _TAG.fullmatch(tag):
        raise UndecidedError
    return "@" + tag


def blank_label(text: str) -> str:
    """The part of a blank node's label that a text makes."""
    if text.isascii() and text.isalnum():
        return text
    return re.sub("[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", text)


def record_label(document: str, triples_map: str, index: int) -> str:
    """The part of a blank node's label that belongs to one record of one triples map."""
    key = f"{document}\x1f{triples_map}".encode("utf-8", "surrogatepass")
    return f"_r_{hashlib.sha1(key, usedforsecurity=False).hexdigest()[:16]}_{index}"


def graph_mark(graph: str) -> str:
    """What tells the blank nodes of one graph from those of the others."""
    return f"g{hashlib.sha1(graph.encode(), usedforsecurity=False).hexdigest()[:12]}" if graph else ""
