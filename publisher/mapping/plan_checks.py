"""Checks on a plan that are the same for both readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.mapping.functions.registry import Function
from publisher.mapping.plan import (
    ArticleSource,
    Constant,
    CurrentIndex,
    Decode,
    FunctionCall,
    ObjectReference,
    Plan,
    Position,
    Reference,
    Template,
    TermMap,
    TermType,
    TriplesMap,
)
from publisher.mapping.rules import CONFLICT, NOT_PORTABLE, OUT_OF_PLACE, RELATIVE_IRI, UNUSED
from publisher.mapping.traverse import expressions_of_map, parts_of

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
ARTICLE_GRAPH = "article graph"
"""The rule of the graph that the configuration, not the mapping, gives to the maps of an article."""


def check_maps(path: str, maps: Sequence[TriplesMap], base: str | None) -> list[Finding]:
    """What is wrong between the parts of a plan, each of which is sound; ``base`` is what all relative IRIs have."""
    by_name = {each.name: each for each in maps}
    findings: list[Finding] = []
    for each in maps:
        place = each.place or SourceSpan.point(path)
        findings += _out_of_place(each, place)
        findings += () if each.base or base else _relative(each, place)
        findings += _badly_joined(each, place, by_name)
    return findings


def _badly_joined(each: TriplesMap, place: SourceSpan, by_name: Mapping[str, TriplesMap]) -> Iterator[Finding]:
    for _, term in _object_references(each):
        parent = by_name.get(term.parent)
        if parent is None:
            continue
        if not term.joins and not _walk_together(each, parent):
            told = f"{each.name!r} and {term.parent!r} walk different records: join them by a condition with `equal`"
            yield CONFLICT.at(term.place or place, told)
        elif isinstance(each.source, ArticleSource) is not isinstance(parent.source, ArticleSource):
            told = f"{each.name!r} and {term.parent!r}: articles cannot be joined with what is in a JSON file"
            yield CONFLICT.at(
                term.place or place, f"{told}; make the same IRI of a field of the article, by a template"
            )


def unused_maps(path: str, maps: Sequence[TriplesMap]) -> list[Finding]:
    """The maps of a sound plan that make nothing and serve no other."""
    used = {term.parent for each in maps for _, term in _object_references(each)}
    return [
        UNUSED.at(
            each.place or SourceSpan.point(path), f"{each.name!r} makes no triple and no other mapping refers to it"
        )
        for each in maps
        if not each.predicate_objects and each.name not in used
    ]


def _object_references(each: TriplesMap) -> Iterator[tuple[TriplesMap, ObjectReference]]:
    for entry in each.predicate_objects:
        yield from ((each, term) for term in entry.objects if isinstance(term, ObjectReference))


def _walk_together(one: TriplesMap, other: TriplesMap) -> bool:
    return one.source == other.source and one.iterator == other.iterator


def _relative(each: TriplesMap, place: SourceSpan) -> Iterator[Finding]:
    """The terms that are relative IRIs whatever the data hold, where there is no base to resolve them against."""
    entries = each.predicate_objects
    of_entries = (term for entry in entries for term in (*entry.predicates, *entry.objects, *entry.graphs))
    for term in (*each.subjects, *each.graphs, *of_entries):
        if isinstance(term, TermMap) and term.term_type not in (TermType.LITERAL, TermType.BLANK_NODE):
            start = term.expression.parts[0] if isinstance(term.expression, Template) else term.expression
            start = start.value if isinstance(start, Constant) else start
            if isinstance(start, str) and not SCHEME.match(start):
                message = "this is a relative IRI, and the mapping has no `base`: nothing comes of it without --base"
                yield RELATIVE_IRI.at(term.place or place, message)


def _out_of_place(each: TriplesMap, place: SourceSpan) -> Iterator[Finding]:
    """The extensions that need an iteration below an article, where there is none."""
    over_articles = isinstance(each.source, ArticleSource)
    if over_articles and each.iterator.steps:
        return
    for part in _parts(each):
        span = part.place or place
        if isinstance(part, Position):
            yield OUT_OF_PLACE.at(span, f"$(#) needs an iteration below an article, which {each.name!r} is not")
        elif isinstance(part, Reference) and any(isinstance(step, CurrentIndex) for step in part.steps):
            yield OUT_OF_PLACE.at(span, f"[#] needs an iteration below an article, which {each.name!r} is not")
        elif isinstance(part, Reference) and part.origin == "article" and not over_articles:
            yield OUT_OF_PLACE.at(span, f"{part.written} is a field of an article, but {each.name!r} reads a file")


def _parts(each: TriplesMap) -> Iterator[Reference | Position | FunctionCall]:
    """The parts of all expressions that the mapping itself says."""
    own = TriplesMap(
        each.name,
        each.source,
        each.iterator,
        each.subjects,
        each.predicate_objects,
        tuple(graph for graph in each.graphs if graph.rule != ARTICLE_GRAPH),
        each.condition,
    )
    for expression in expressions_of_map(own):
        yield from parts_of(expression)


def portability(plan: Plan, functions: Mapping[str, Function]) -> list[Finding]:
    """Notes on what other engines do not know: our extensions and our own functions; each once, with its other places."""
    found: dict[str, dict[SourceSpan, Finding]] = {}
    for each in plan.triples_maps:
        place = each.place or SourceSpan.point(plan.path)
        notes = [*_notes(each.iterator, place, functions)]
        notes += [note for part in _parts(each) for note in _notes(part, place, functions)]
        for note in notes:
            found.setdefault(note.message, {}).setdefault(note.span, note)
    return [_summed_up(sorted(notes.values(), key=Finding.sort_key)) for notes in found.values()]


def _summed_up(notes: Sequence[Finding]) -> Finding:
    """The first of notes that say the same, with how many more places there are."""
    first, *others = notes
    if not others:
        return first
    more = "1 more place" if len(others) == 1 else f"{len(others)} more places"
    return replace(first, message=f"{first.message} (and at {more})")


def _notes(
    part: Reference | Position | FunctionCall, place: SourceSpan, functions: Mapping[str, Function]
) -> Iterator[Finding]:
    if isinstance(part, Position):
        yield NOT_PORTABLE.at(part.place or place, "$(#), the position of the record, is an extension")
    elif isinstance(part, FunctionCall):
        function = functions.get(part.function)
        if function is None or not function.portable:
            yield NOT_PORTABLE.at(part.place or place, f"the function <{part.function}> is our own")
    else:
        yield from (NOT_PORTABLE.at(part.place or place, text) for text in _extensions(part))


def _extensions(reference: Reference) -> Iterator[str]:
    if reference.origin == "article":
        yield f"{reference.written}: `^`, a field of the article around, is an extension"
    if any(isinstance(step, CurrentIndex) for step in reference.steps):
        yield f"{reference.written}: `[#]`, the element at the current position, is an extension"
    if any(isinstance(step, Decode) for step in reference.steps):
        yield f"{reference.written}: `~json`, the value of a text, is an extension"
