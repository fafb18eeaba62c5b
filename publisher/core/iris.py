"""IRIs as text: the grammar of RFC 3987, resolution, and the encoding of values in templates."""

from __future__ import annotations

import re
from functools import cache
from ipaddress import IPv6Address
from urllib.parse import quote

_UCS = (
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd\U00040000-\U0004fffd"
    "\U00050000-\U0005fffd\U00060000-\U0006fffd\U00070000-\U0007fffd\U00080000-\U0008fffd"
    "\U00090000-\U0009fffd\U000a0000-\U000afffd\U000b0000-\U000bfffd\U000c0000-\U000cfffd"
    "\U000d0000-\U000dfffd\U000e1000-\U000efffd"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SUB = "!$&'()*+,;="
_ASCII_UNRESERVED = r"A-Za-z0-9._~\-"


@cache
def _grammar(unreserved: str, private: str) -> re.Pattern[str]:
    """The rule ``IRI`` over these letters. Ranges of Unicode cost 30 ms to compile, so ASCII has a grammar of its own."""
    escaped = "%[0-9A-Fa-f]{2}"
    pchar = f"(?:[{unreserved}{_SUB}:@]|{escaped})"
    authority = (
        f"(?:(?:[{unreserved}{_SUB}:]|{escaped})*@)?"
        rf"(?:\[(?P<address>[0-9A-Fa-f:.]+)\]|\[[vV][0-9A-Fa-f]+\.[{_ASCII_UNRESERVED}{_SUB}:]+\]"
        f"|(?:[{unreserved}{_SUB}]|{escaped})*)(?::[0-9]*)?"
    )
    return re.compile(
        r"[A-Za-z][A-Za-z0-9+.\-]*:"
        f"(?://{authority}(?:/{pchar}*)*|/(?:{pchar}+(?:/{pchar}*)*)?|{pchar}+(?:/{pchar}*)*|)"
        rf"(?:\?(?:[{private}/?]|{pchar})*)?"
        rf"(?:\#(?:[/?]|{pchar})*)?"
    )


_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_NEVER = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]|%(?![0-9A-Fa-f]{2})")
_NOT_UNRESERVED = re.compile(f"[^{_ASCII_UNRESERVED}]")


def is_absolute_iri(text: str) -> bool:
    """Whether the text is an ``IRI`` of RFC 3987, section 2.2 (https://www.rfc-editor.org/rfc/rfc3987#section-2.2).

    >>> is_absolute_iri("http://example.org/Zoë"), is_absolute_iri("a b"), is_absolute_iri("/relative")
    (True, False, False)
    """
    grammar = _grammar(_ASCII_UNRESERVED, "") if text.isascii() else _grammar(_ASCII_UNRESERVED + _UCS, _PRIVATE)
    match = grammar.fullmatch(text)
    if match is None:
        return False
    address = match["address"]
    if address is None:
        return True
    try:
        IPv6Address(address)
    except ValueError:
        return False
    return True


def iri_fault(text: str) -> str:
    """What keeps the text from being an IRI, and what to write, where one character is to blame; else nothing.

    >>> iri_fault("http://example.org/a b")
    "' ' cannot stand in an address: write %20"
    """
    found = _NEVER.search(text)
    if found is None:
        return ""
    if found[0] == "%":
        return "a % that is followed by no two hexadecimal digits is written %25"
    return f"{found[0]!r} cannot stand in an address: write {quote(found[0])}"


def encode_template_value(text: str) -> str:
    """The text made safe for a place inside an IRI: all but ``iunreserved`` is percent-encoded as UTF-8.

    RML-Core, "IRI-safe" (https://kg-construct.github.io/rml-core/spec/docs/#dfn-iri-safe). Non-ASCII letters stay.

    >>> encode_template_value("Zoë Krüger/1")
    'Zoë%20Krüger%2F1'
    """
    return _NOT_UNRESERVED.sub(_encode, text)


def _encode(found: re.Match[str]) -> str:
    character = found[0]
    is_letter = not character.isascii() and _is_ucs(character)
    return character if is_letter else quote(character, safe="", errors="surrogatepass")


def _is_ucs(character: str) -> bool:
    """Whether the character is a ``ucschar`` of RFC 3987, section 2.2."""
    code = ord(character)
    if code < 0x10000:
        return 0xA0 <= code <= 0xD7FF or 0xF900 <= code <= 0xFDCF or 0xFDF0 <= code <= 0xFFEF
    return code & 0xFFFF <= 0xFFFD and code < 0xF0000 and not 0xE0000 <= code < 0xE1000


def resolve_iri(base: str, reference: str) -> str:
    """The reference resolved against the base, RFC 3986, section 5.2 (https://www.rfc-editor.org/rfc/rfc3986#section-5.2).

    >>> resolve_iri("http://a/b/c/d;p?q", "../g")
    'http://a/b/g'
    >>> resolve_iri("http://a/b/c/d;p?q", "?y")
    'http://a/b/c/d;p?y'
    """
    scheme, authority, path, query, fragment = _split(reference)
    base_scheme, base_authority, base_path, base_query, _ = _split(base)
    if scheme is None:
        scheme = base_scheme
        if authority is None:
            authority = base_authority
            if not path:
                path = base_path
                query = base_query if query is None else query
            elif not path.startswith("/"):
                path = _merge(base_authority, base_path, path)
    return _join(scheme, authority, remove_dot_segments(path), query, fragment)


def remove_dot_segments(path: str) -> str:
    """The path without ``.`` and ``..``, RFC 3986, section 5.2.4.

    >>> remove_dot_segments("/a/b/c/./../../g")
    '/a/g'
    """
    segments = path.split("/")
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)


def _merge(authority: str | None, base_path: str, path: str) -> str:
    if authority is not None and not base_path:
        return "/" + path
    return base_path[: base_path.rfind("/") + 1] + path


def _split(text: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    found = _PARTS.fullmatch(text)
    assert found is not None, "every text has these parts, RFC 3986, appendix B"
    scheme, authority, path, query, fragment = found.groups()
    return scheme, authority, path, query, fragment


def _join(scheme: str | None, authority: str | None, path: str, query: str | None, fragment: str | None) -> str:
    return "".join(
        (
            "" if scheme is None else scheme + ":",
            "" if authority is None else "//" + authority,
            path,
            "" if query is None else "?" + query,
            "" if fragment is None else "#" + fragment,
        )
    )
