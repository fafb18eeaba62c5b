"""The publisher's own functions; `mapping check` calls a mapping that uses them not portable."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn

from publisher.content.article import Article
from publisher.core.iris import remove_dot_segments, resolve_iri
from publisher.core.suggest import nearest
from publisher.mapping.context import Labels
from publisher.mapping.functions.body import body_text
from publisher.mapping.functions.coercion import as_text
from publisher.mapping.functions.grel import ANY, XSD
from publisher.mapping.functions.model import Function, InvalidJsonError, Needs, Parameter, UnknownLabelError

PUB = "https://www.medigy.com/function#"
OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
CONCEPT_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme"

_PARTS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?([^?#]*)(.*)", re.DOTALL)
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def parse_json(text: object) -> object:
    """The value that a text of JSON holds; a list gives several values."""
    return decode_json(as_text(text))


def decode_json(text: str) -> object:
    """The value that the JSON holds. Raises InvalidJsonError with the place in the text."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InvalidJsonError(
            f"invalid JSON: {error.msg} at line {error.lineno}, column {error.colno}", text
        ) from error
    except (RecursionError, ValueError) as error:
        raise InvalidJsonError(f"invalid JSON: {error}", text) from error


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: making it costs five times what decoding a short list does."""


def class_for_label(labels: Labels, label: object) -> str:
    """The IRI of the class that bears the label."""
    return _known_iri(labels, OWL_CLASS, label, "class")


def scheme_for_label(labels: Labels, label: object) -> str:
    """The IRI of the concept scheme that bears the label."""
    return _known_iri(labels, CONCEPT_SCHEME, label, "concept scheme")


def iri_for_label(labels: Labels, label: object, kind: object) -> str | None:
    """The IRI of what bears the label among those of a kind, or nothing."""
    return labels.find(as_text(kind), as_text(label))


def label_for_iri(labels: Labels, iri: object, language: object) -> str | None:
    """The preferred label, in the language or in none, of what a vocabulary knows by the IRI; or nothing."""
    return labels.label_of(as_text(iri), as_text(language))


def _known_iri(labels: Labels, kind: str, label: object, called: str) -> str:
    text = as_text(label)
    found = labels.find(kind, text)
    if found is not None:
        return found
    near = nearest(text, labels.written.get(kind, ()))
    hint = f"; the nearest is {near!r}" if near else ""
    raise UnknownLabelError(f"no {called} is labelled {text[:80]!r}{hint}", label)


def word_count(text: object) -> int:
    """How many words a text has, words being what white space separates."""
    return len(as_text(text).split())


def resolve_url(base: object, reference: object) -> str:
    """The reference resolved against the base, as a browser would (RFC 3986, section 5.2)."""
    around, within = as_text(base), as_text(reference).strip()
    if _PLAIN_PATH.fullmatch(within):
        around, directory = _plain_base(around)
        if around:
            return (around if within.startswith("/") else directory) + within
        return resolve_iri(as_text(base), within)
    return _resolved(around, within)


_resolved = lru_cache(maxsize=1024)(resolve_iri)
_PLAIN_SEGMENT = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*+"
_PLAIN_PATH = re.compile(rf"/?{_PLAIN_SEGMENT}(?:/{_PLAIN_SEGMENT})*+/?")
"""A path without dot segments, queries and the like: it is put behind its base, which takes a tenth of the time."""
_PLAIN_BASE = re.compile(rf"([a-z]+://[A-Za-z0-9.:-]+)(/(?:{_PLAIN_SEGMENT}/)*+)(?:{_PLAIN_SEGMENT})?")
_NORMAL_URL = re.compile(rf"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/{_PLAIN_SEGMENT})*+/?")


@lru_cache(maxsize=1024)
def _plain_base(base: str) -> tuple[str, str]:
    """The scheme with the authority, and the directory; empty where the base is not plain."""
    found = _PLAIN_BASE.fullmatch(base)
    return (found[1], found[1] + found[2]) if found else ("", "")


def normalize_url(url: object) -> str:
    """Syntax-based normalisation, RFC 3986, section 6.2.2, and nothing that could name another page.

    >>> normalize_url("HTTPS://Example.COM/%7efoo/./a%2fb")
    'https://example.com/~foo/a%2Fb'
    """
    text = as_text(url).strip()
    if _NORMAL_URL.fullmatch(text):
        return text
    found = _PARTS.fullmatch(text)
    if found is None:
        return text
    scheme, authority, path, rest = found.groups()
    host = "" if authority is None else "//" + _normalize_authority(authority)
    if authority is not None or path.startswith("/"):
        path = remove_dot_segments(_normalize_escapes(path))
    return f"{scheme.lower()}:{host}{_normalize_escapes(path)}{_normalize_escapes(rest)}"


def _normalize_authority(authority: str) -> str:
    user, at, host = authority.rpartition("@")
    return _normalize_escapes(user) + at + _normalize_escapes(host.lower())


def _normalize_escapes(text: str) -> str:
    return _ESCAPED.sub(_normalize_escape, text) if "%" in text else text


def _normalize_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def article_path(article: Article) -> str:
    """The path of the article's file."""
    return article.path


def _parameters(*names: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(PUB + name, (PUB + name,)) for name in names)


def _function(
    name: str, call: Callable[..., object], parameters: tuple[str, ...], returns: str, needs: Needs = "nothing"
) -> Function:
    return Function(PUB + name, (), _parameters(*parameters), returns, portable=False, call=call, needs=needs)


OWN_FUNCTIONS = (
    _function("parseJson", parse_json, ("text",), ANY),
    _function("classForLabel", class_for_label, ("label",), XSD + "anyURI", "labels"),
    _function("schemeForLabel", scheme_for_label, ("label",), XSD + "anyURI", "labels"),
    _function("iriForLabel", iri_for_label, ("label", "kind"), XSD + "anyURI", "labels"),
    _function("labelForIri", label_for_iri, ("iri", "language"), XSD + "string", "labels"),
    _function("bodyText", body_text, (), XSD + "string", "article"),
    _function("wordCount", word_count, ("text",), XSD + "integer"),
    _function("resolveUrl", resolve_url, ("base", "reference"), XSD + "anyURI"),
    _function("normalizeUrl", normalize_url, ("url",), XSD + "anyURI"),
    _function("articlePath", article_path, (), XSD + "string", "article"),
)
