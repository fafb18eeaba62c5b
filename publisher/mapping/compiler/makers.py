"""Functions that make terms, each made once; and what of templates is known before any article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from publisher.mapping.compiler.text import UndecidedError, has_any_form, iri_maker, is_sure_iri, quote, typed_maker
from publisher.mapping.plan import Constant, Expression, Template, TermType

_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9.-]+(?::[0-9]+)?/")


@lru_cache(maxsize=256)
def maker_of(term_type: TermType, base: str | None) -> Callable[[str], str]:
    """`iri_maker`, one function for the same arguments, so that the generated source calls it by one name."""
    return iri_maker(term_type, base)


@lru_cache(maxsize=256)
def typed_maker_of(datatype: str, base: str | None) -> Callable[[object], str]:
    """`typed_maker` likewise; a datatype that is surely no IRI leaves every article to the interpreter."""
    try:
        return typed_maker(maker_of(TermType.IRI, base)(datatype)[1:-1])
    except UndecidedError:
        return _undecided


def _undecided(_: object) -> str:
    raise UndecidedError


def takes_any_text(datatype: Expression) -> bool:
    """Whether the datatype is one that has no forms to check."""
    return isinstance(datatype, Constant) and is_sure_iri(datatype.value) and has_any_form(datatype.value)


def is_always_valid(template: Template) -> bool:
    """Whether the template gives a valid IRI whatever stands, encoded, in its places."""
    first = template.parts[0]
    if not isinstance(first, str) or not _AUTHORITY.match(first):
        return False
    return all(
        is_sure_iri("".join(part if isinstance(part, str) else filler for part in template.parts))
        for filler in ("", "x")
    )


def has_plain_text(template: Template) -> bool:
    """Whether the texts between the places need no escape."""
    texts = [part for part in template.parts if isinstance(part, str)]
    return all(quote(text) == f'"{text}"' for text in texts)
