"""A mapping in RML-Core Turtle, read to a plan."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph

from publisher.core.errors import MappingError
from publisher.core.findings import Severity
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.options import ReaderOptions, ReadMapping
from publisher.mapping.plan import Constant, Join, ObjectReference, Plan, PredicateObject, TermMap, TermType, TriplesMap
from publisher.mapping.plan_checks import check_maps, unused_maps
from publisher.mapping.rml.sources import read_logical_source
from publisher.mapping.rml.terms import constant_map, read_expression, read_reference, read_term_map
from publisher.mapping.rml.tokens import UnknownTokenError
from publisher.mapping.rml.turtle import MOST_NESTED, RDF, Placed, Statements, Term, TooDeepError, parse_statements
from publisher.mapping.rml.vocabulary import OLD_NAMESPACES, RML
from publisher.mapping.rml.walk import Walk
from publisher.mapping.rules import (
    CONFLICT,
    MISSING_PART,
    NOT_SUPPORTED,
    REPEATED,
    SYNTAX,
    UNKNOWN_MAPPING,
    UNREADABLE,
    WRONG_NODE,
)
from publisher.mapping.written import LineIndex, Written

NO_BASE = "http://example.org/mapping"


def read_rml(text: str, shown: str, folder: Path, options: ReaderOptions) -> ReadMapping:
    """The plan of an RML mapping. Raises MappingError with every error that was found."""
    statements = _statements(text, shown, options.base or NO_BASE)
    walk = Walk(statements, folder, options, known_functions())
    nodes = _triples_map_nodes(walk)
    if not nodes and not walk.findings:
        walk.report(UNREADABLE, SourceSpan.point(shown), "the file describes no triples map (rml:logicalSource)")
    names = _names(nodes)
    maps = [made for made in (_triples_map(walk, node, names) for node in nodes) if made]
    walk.findings += check_maps(shown, maps, options.base)
    walk.findings.sort(key=lambda finding: finding.sort_key())
    if any(finding.severity is Severity.ERROR for finding in walk.findings):
        raise MappingError(f"{shown} is broken", walk.findings)
    walk.findings += unused_maps(shown, maps)
    plan = Plan(shown, tuple(maps), None, tuple(statements.prefixes.items()))
    return ReadMapping(plan, tuple(walk.findings))


def _statements(text: str, shown: str, base: str) -> Statements:
    try:
        for _ in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=base):
            pass
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        end = (error.end_lineno or line, error.end_offset or column)
        message = str(error.msg).partition(": ")[2].removesuffix(f" (line {line})") or str(error.msg)
        finding = SYNTAX.at(SourceSpan(shown, line, column, *end), f"not well-formed Turtle: {message}")
        raise MappingError(f"{shown} is not well-formed Turtle", [finding]) from None
    try:
        return parse_statements(text, shown, base)
    except TooDeepError as error:
        span = LineIndex(shown, text).span(error.offset, error.offset + 1)
        finding = NOT_SUPPORTED.at(span, f"brackets nested deeper than {MOST_NESTED} levels are not supported")
        raise MappingError(f"{shown} is not supported", [finding]) from None
    except UnknownTokenError as error:
        span = LineIndex(shown, text).span(error.offset, error.offset + 1)
        finding = NOT_SUPPORTED.at(span, "reifiers, annotations and triple terms (RDF 1.2, RML-star) are not supported")
        raise MappingError(f"{shown} is not supported", [finding]) from None


def _triples_map_nodes(walk: Walk) -> list[Placed]:
    """The subjects that are triples maps, in the order they are written."""
    statements = walk.statements
    marks = {RML + name for name in ("logicalSource", "subjectMap", "subject", "predicateObjectMap")}
    found: list[Placed] = []
    for subject, properties in statements.by_subject.items():
        old = next((each for each in properties if each.startswith(OLD_NAMESPACES)), None)
        if old is not None:
            place = statements.predicate_places[subject, old]
            walk.report(NOT_SUPPORTED, place, f"<{old}> is of the old RML or R2RML: use the terms of <{RML}>")
        typed = any(each.term.value == RML + "TriplesMap" for each in properties.get(RDF + "type", ()))
        if typed or not marks.isdisjoint(properties):
            place = statements.places[subject]
            found.append(Placed(subject, _whole(statements, place, subject)))
    return sorted(found, key=lambda node: (node.place.line, node.place.column))


def _whole(statements: Statements, place: SourceSpan, term: Term) -> Written:
    return Written(term.value, range(len(term.value) + 1), statements.lines, place)


def _names(nodes: list[Placed]) -> dict[Term, str]:
    """A name a triples map: the last part of its IRI where that is its own."""
    short = {node.term: re.split("[/#:]", node.term.value.rstrip("#/:"))[-1].strip() for node in nodes}
    times = list(short.values())
    return {
        term: unquote(name) if name and times.count(name) == 1 else term.value.strip() for term, name in short.items()
    }


def _triples_map(walk: Walk, node: Placed, names: dict[Term, str]) -> TriplesMap | None:
    walk.check_properties(node, "triples map")
    logical = walk.one(node, "logicalSource")
    if logical is None:
        message = f"the triples map {names[node.term]} has no rml:logicalSource"
        walk.missing(node, "triples map", ("logicalSource",), message)
    source, iterator = read_logical_source(walk, logical) if logical else (None, None)
    subject = _subject(walk, node, names[node.term])
    rule = names[node.term]
    entries = _classes(walk, node)
    for number, each in enumerate(walk.values(node, "predicateObjectMap"), 1):
        entry = _predicate_object(walk, each, names, f"{rule}/{number}")
        entries += [entry] if entry else []
    base = walk.one(node, "baseIRI")
    if source is None or iterator is None or subject is None:
        return None
    return TriplesMap(
        rule,
        source,
        iterator,
        (subject,),
        tuple(entries),
        _graphs(walk, _subject_node(walk, node)),
        base=base.term.value if base else None,
        place=node.place,
    )


def _subject_node(walk: Walk, node: Placed) -> Placed | None:
    found = walk.values(node, "subjectMap")
    return found[0] if found else None


def _subject(walk: Walk, node: Placed, name: str) -> TermMap | None:
    found = walk.values(node, "subjectMap", "subject")
    if not found:
        walk.missing(node, "triples map", ("subject", "subjectMap"), f"the triples map {name} has no rml:subjectMap")
        return None
    if len(found) > 1:
        walk.report(REPEATED, found[1].place, f"the triples map {name} has {len(found)} subject maps: RML allows one")
    first = found[0]
    if walk.values(node, "subjectMap"):
        return read_term_map(walk, first, "subject")
    return constant_map(walk, first, "subject")


def _classes(walk: Walk, node: Placed) -> list[PredicateObject]:
    subject = _subject_node(walk, node)
    classes = walk.values(subject, "class") if subject else []
    made = [constant_map(walk, each, "class") for each in classes]
    type_map = TermMap(Constant(RDF + "type"), TermType.IRI)
    return [PredicateObject((type_map,), (each,), rule="class", place=each.place) for each in made if each]


def _graphs(walk: Walk, node: Placed | None) -> tuple[TermMap, ...]:
    if node is None:
        return ()
    made = [read_term_map(walk, each, "graph") for each in walk.values(node, "graphMap")]
    made += [constant_map(walk, each, "graph") for each in walk.values(node, "graph")]
    return tuple(each for each in made if each)


def _predicate_object(walk: Walk, node: Placed, names: dict[Term, str], rule: str) -> PredicateObject | None:
    walk.check_properties(node, "predicate object map")
    predicates = [read_term_map(walk, each, "predicate") for each in walk.values(node, "predicateMap")]
    predicates += [constant_map(walk, each, "predicate") for each in walk.values(node, "predicate")]
    objects = [_object(walk, each, names, rule) for each in walk.values(node, "objectMap")]
    objects += [constant_map(walk, each, "object") for each in walk.values(node, "object")]
    for made, name in ((predicates, "predicate"), (objects, "object")):
        if not made:
            message = f"the predicate object map has no rml:{name}Map"
            walk.missing(node, "predicate object map", (name, name + "Map"), message)
    return PredicateObject(
        tuple(each for each in predicates if each),
        tuple(each for each in objects if each),
        _graphs(walk, node),
        rule=rule,
        place=walk.place(node),
    )


def _object(walk: Walk, node: Placed, names: dict[Term, str], rule: str) -> TermMap | ObjectReference | None:
    parent = walk.one(node, "parentTriplesMap")
    joins = walk.values(node, "joinCondition")
    if parent is None:
        if joins:
            walk.report(MISSING_PART, joins[0].place, "a join condition needs rml:parentTriplesMap")
            return None
        return read_term_map(walk, node, "object")
    walk.check_properties(node, "object map")
    if walk.values(node, "constant", "template", "reference", "functionExecution"):
        walk.report(CONFLICT, parent.place, "rml:parentTriplesMap stands beside an expression: one is meant")
    if parent.term not in names:
        hint = did_you_mean(parent.term.value, [term.value for term in names])
        walk.report(UNKNOWN_MAPPING, parent.place, f"there is no triples map <{parent.term.value}>.{hint}")
        return None
    made = [_join(walk, each) for each in joins]
    return ObjectReference(names[parent.term], tuple(each for each in made if each), rule=rule, place=walk.place(node))


def _join(walk: Walk, node: Placed) -> Join | None:
    walk.check_properties(node, "join condition")
    sides = []
    for name in ("child", "parent"):
        short, long = walk.one(node, name), walk.one(node, name + "Map")
        if short is not None and short.term.kind != "literal":
            walk.report(WRONG_NODE, short.place, f"rml:{name} is a text")
        elif short is not None:
            sides.append(read_reference(walk, short))
        elif long is not None:
            sides.append(read_expression(walk, long))
        else:
            walk.missing(node, "join condition", (name, name + "Map"), f"the join condition has no rml:{name}")
    child, parent = sides if len(sides) == 2 else (None, None)
    return Join(child, parent) if child is not None and parent is not None else None
