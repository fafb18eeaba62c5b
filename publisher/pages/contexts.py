"""The context of a page document: inline by itself, or schema.org's own with what it takes to read the same triples."""

from __future__ import annotations

import json

from publisher.pages.plan import PagePlan, PageRoot, all_properties, short_name
from publisher.pages.safe_text import escape_html

OFFICIAL_URL = "https://schema.org"
INLINE = "inline"


def inline_context(roots: tuple[PageRoot, ...], vocabulary: str) -> str:
    """The vocabulary, and the properties whose values are of one kind."""
    kinds = {each.predicate[1:-1]: each.coerced for each in all_properties(roots) if each.coerced}
    return _json(
        {"@vocab": vocabulary, **{short_name(iri, vocabulary): {"@type": kinds[iri]} for iri in sorted(kinds)}}
    )


def official_context(roots: tuple[PageRoot, ...], vocabulary: str) -> str:
    """Every property anew, to stand behind schema.org's own context.

    That one takes dates for ``schema:Date`` and some texts for IRIs; a later definition replaces an earlier one whole
    (JSON-LD 1.1, "Create Term Definition", https://www.w3.org/TR/json-ld11-api/#create-term-definition).
    """
    properties = {each.predicate[1:-1]: each.coerced for each in all_properties(roots)}
    terms = {short_name(iri, vocabulary): _term(iri, kind) for iri, kind in sorted(properties.items())}
    return _json({"@vocab": vocabulary, **terms})


def plan_of(roots: tuple[PageRoot, ...], vocabulary: str, context: str) -> PagePlan:
    """The plan of a document with the context of that name: ``inline`` or ``official``."""
    if context == INLINE:
        own = inline_context(roots, vocabulary)
        return PagePlan(roots, own, own, vocabulary)
    own = official_context(roots, vocabulary)
    return PagePlan(roots, f'["{OFFICIAL_URL}",{own}]', own, vocabulary)


def _term(iri: str, kind: str | None) -> dict[str, str]:
    return {"@id": iri, "@type": kind} if kind else {"@id": iri}


def _json(context: object) -> str:
    return escape_html(json.dumps(context, ensure_ascii=False, separators=(",", ":")))
