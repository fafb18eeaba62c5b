"""The publisher's own functions; `mapping check` calls a mapping that uses them not portable."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import partial
from typing import NoReturn

from publisher.content.article import Article
from publisher.core.suggest import nearest
from publisher.mapping.context import Labels, below
from publisher.mapping.functions.addresses import foreign_address, mint_iri, page_address, path_segment, site_address
from publisher.mapping.functions.body import body_text
from publisher.mapping.functions.coercion import as_text
from publisher.mapping.functions.grel import ANY, RDF_LIST, XSD
from publisher.mapping.functions.model import (
    AmbiguousLabelError,
    Function,
    InvalidJsonError,
    Needs,
    Parameter,
    UnknownLabelError,
)
from publisher.mapping.functions.urls import normalize_url, resolve_url

PUB = "https://www.medigy.com/function#"
OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
CONCEPT_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme"


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
    except RecursionError as error:
        raise InvalidJsonError("invalid JSON: lists and objects are nested too deep", text) from error
    except ValueError as error:
        raise InvalidJsonError(f"invalid JSON: {error}", text) from error


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: making it costs five times what decoding a short list does."""


_FEW_LABELS = 6


def class_for_label(labels: Labels, label: object, above: object = None) -> str:
    """The IRI of the class that bears the label; where a class is given, among those below it alone."""
    if above is None:
        return _known_iri(labels, OWL_CLASS, label, "class")
    iri = as_text(above)
    called = next(iter(labels.preferred.get(iri, {}).values()), iri)
    return _known_iri(labels, below(iri), label, f"kind of {called!r}")


def classes_for_label(labels: Labels, label: object, above: object = None) -> list[str]:
    """The class that bears the label, as ``class_for_label`` finds it, and the classes above it, the nearest first.

    Where a class is given, that one and those above it are left out.
    """
    found = class_for_label(labels, label, above)
    known = {iri := as_text(above), *labels.above.get(iri, ())} if above is not None else set()
    return [found, *(each for each in labels.above.get(found, ()) if each not in known)]


def scheme_for_label(labels: Labels, label: object) -> str:
    """The IRI of the concept scheme that bears the label."""
    return _known_iri(labels, CONCEPT_SCHEME, label, "concept scheme")


def iri_for_label(labels: Labels, label: object, kind: object) -> str | None:
    """The IRI of what bears the label among those of a kind, or nothing."""
    return _find(labels, as_text(kind), label)


def label_for_iri(labels: Labels, iri: object, language: object) -> str | None:
    """The preferred label, in the language or in none, of what a vocabulary knows by the IRI; or nothing."""
    return labels.label_of(as_text(iri), as_text(language))


def is_stated(labels: Labels, subject: object, predicate: object, target: object) -> bool:
    """Whether a vocabulary states the triple, whose object is a node."""
    return as_text(target) in labels.statements.get((as_text(subject), as_text(predicate)), ())


def _known_iri(labels: Labels, kind: str, label: object, called: str) -> str:
    text = as_text(label)
    found = _find(labels, kind, label)
    if found is not None:
        return found
    hint = partial(_hint, text, labels.written.get(kind, ()))
    raise UnknownLabelError(f"no {called} is labelled {text[:80]!r}", label, hint)


def _hint(text: str, known: Collection[str]) -> str:
    """The nearest of the known labels, or all of them where they are few and none is near."""
    near = nearest(text, known)
    if near:
        return f"; the nearest is {near!r}"
    return f"; known are {', '.join(map(repr, known))}" if 0 < len(known) <= _FEW_LABELS else ""


def _find(labels: Labels, kind: str, label: object) -> str | None:
    text = as_text(label)
    if labels.shared and (both := labels.bearers(kind, text)):
        raise AmbiguousLabelError(
            f"{text[:80]!r} may be <{both[0]}> or <{both[1]}>, for both bear this label; "
            "write a label that one of them alone has",
            label,
        )
    return labels.find(kind, text)


def word_count(text: object) -> int:
    """How many words a text has, words being what white space separates."""
    return len(as_text(text).split())


def article_path(article: Article) -> str:
    """The path of the article's file."""
    return article.path


def _parameters(*names: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(PUB + name, (PUB + name,)) for name in names)


def _function(
    name: str, call: Callable[..., object], parameters: tuple[str, ...], returns: str, needs: Needs = "nothing"
) -> Function:
    return Function(PUB + name, (), _parameters(*parameters), returns, portable=False, call=call, needs=needs)


def _for_class(name: str, call: Callable[..., object], returns: str) -> Function:
    above = Parameter(PUB + "above", (PUB + "above",), required=False, kind="optional")
    parameters = (*_parameters("label"), above)
    return Function(PUB + name, (), parameters, returns, portable=False, call=call, needs="labels")


OWN_FUNCTIONS = (
    _function("parseJson", parse_json, ("text",), ANY),
    _for_class("classForLabel", class_for_label, XSD + "anyURI"),
    _for_class("classesForLabel", classes_for_label, RDF_LIST),
    _function("schemeForLabel", scheme_for_label, ("label",), XSD + "anyURI", "labels"),
    _function("iriForLabel", iri_for_label, ("label", "kind"), XSD + "anyURI", "labels"),
    _function("labelForIri", label_for_iri, ("iri", "language"), XSD + "string", "labels"),
    _function("isStated", is_stated, ("subject", "property", "object"), XSD + "boolean", "labels"),
    _function("bodyText", body_text, (), XSD + "string", "article"),
    _function("wordCount", word_count, ("text",), XSD + "integer"),
    _function("resolveUrl", resolve_url, ("base", "reference"), XSD + "anyURI"),
    _function("normalizeUrl", normalize_url, ("url",), XSD + "anyURI"),
    _function("foreignAddress", foreign_address, ("address", "own"), XSD + "anyURI"),
    _function("siteAddress", site_address, ("base", "folder"), XSD + "anyURI"),
    _function("pageAddress", page_address, ("base", "folder", "name"), XSD + "anyURI"),
    _function("pathSegment", path_segment, ("path", "number"), XSD + "string"),
    _function("mintIri", mint_iri, ("start", "key", "label", "kind"), XSD + "anyURI", "labels"),
    _function("articlePath", article_path, (), XSD + "string", "article"),
)
