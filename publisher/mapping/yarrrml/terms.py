"""The terms of YARRRML: texts with references, suffixes, functions, types, datatypes and languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from publisher.core.spans import SourceSpan
from publisher.core.suggest import with_article
from publisher.core.terms import is_absolute_iri, resolve_iri
from publisher.core.yaml_nodes import MappingNode, Node
from publisher.mapping.plan import Expression, RecordNode, TermMap, TermType
from publisher.mapping.references import Part, as_expression
from publisher.mapping.rules import (
    BAD_IRI,
    CONFLICT,
    PERHAPS_FUNCTION,
    PERHAPS_IRI,
    WRONG_TERM,
)
from publisher.mapping.written import Written
from publisher.mapping.yarrrml.calls import call_of_fields, read_call
from publisher.mapping.yarrrml.document import Document, Fields
from publisher.mapping.yarrrml.manners import Manner, manner_of, split_suffix
from publisher.mapping.yarrrml.prefixes import PREFIXED, SCHEME, WELL_KNOWN

_CALL = re.compile(r"([A-Za-z][\w.\-]*):[\w.\-]+\(")
_LINK = re.compile(r"https?://\S+$")


@dataclass(frozen=True, slots=True)
class Role:
    """Where a term stands. ``default`` is its type where nothing says another; ``relative``: it may lack a scheme."""

    name: str
    default: TermType
    allowed: tuple[TermType, ...]
    relative: bool = False


SUBJECT = Role("subject", TermType.IRI, (TermType.IRI, TermType.BLANK_NODE), relative=True)
PREDICATE = Role("predicate", TermType.IRI, (TermType.IRI,))
GRAPH = Role("graph", TermType.IRI, (TermType.IRI,), relative=True)
OBJECT = Role("object", TermType.LITERAL, (TermType.IRI, TermType.BLANK_NODE, TermType.LITERAL), relative=True)
CLASS = Role("object", TermType.IRI, (TermType.IRI, TermType.BLANK_NODE))


def read_term(document: Document, node: Node, role: Role, rule: str, outer: Manner | None = None) -> TermMap | None:
    """The term map of a text or of a mapping with a value or function; None after reporting what is wrong."""
    if isinstance(node, MappingNode):
        fields = document.fields(node, role.name)
        return term_of_fields(document, node, fields, role, rule, outer or Manner()) if fields is not None else None
    written = document.scalar(node, f"a text or a mapping for the {role.name}")
    return term_of_text(document, written, role, rule, outer or Manner()) if written else None


def term_of_fields(
    document: Document, node: MappingNode, fields: Fields, role: Role, rule: str, outer: Manner
) -> TermMap | None:
    """The term map of a mapping with ``value`` or ``function``."""
    manner = manner_of(document, fields, outer)
    condition = read_call(document, fields["condition"].value) if "condition" in fields else None
    value, function = fields.get("value"), fields.get("function")
    if value is not None and function is not None:
        document.report(CONFLICT, function.key, "`function` stands beside `value`: one is meant")
        return None
    if function is not None:
        call = call_of_fields(document, node, fields)
        if call is None:
            return None
        made = _finish(document, call, role, manner, rule, document.span(node))
    elif value is not None:
        written = document.scalar(value.value, "a text as `value`")
        made = term_of_text(document, written, role, rule, manner) if written else None
    elif manner.term_type is TermType.BLANK_NODE and TermType.BLANK_NODE in role.allowed:
        mark = "" if role is SUBJECT else f"{node.start.line}:{node.start.column}"
        made = TermMap(RecordNode(mark), TermType.BLANK_NODE, rule=rule, place=document.span(node))
    else:
        document.missing(node, role.name, ("value", "function"), f"the {role.name} has neither `value` nor `function`")
        return None
    if made is None or condition is None:
        return made
    return TermMap(made.expression, made.term_type, made.datatype, made.language, condition, rule, made.place)


def term_of_text(document: Document, written: Written, role: Role, rule: str, manner: Manner) -> TermMap | None:
    """The term map of a text with references."""
    body, suffix = split_suffix(document, written, ("iri",))
    if body is None:
        return None
    if suffix == "iri":
        if manner.term_type not in (None, TermType.IRI):
            document.report(CONFLICT, written.place, "`~iri` contradicts the `type` given")
        manner = replace(manner, term_type=TermType.IRI)
    if body.text.startswith("_:") and TermType.BLANK_NODE not in role.allowed:
        document.report(WRONG_TERM, written.place, f"the {role.name} cannot be a blank node")
        return None
    if role.name in ("subject", "object") and body.text.startswith("_:") and manner.term_type is None:
        body, manner = body.part(2), Manner(TermType.BLANK_NODE)
    parts = document.parts(body)
    if parts is None:
        return None
    if (manner.term_type or role.default) is TermType.IRI:
        parts = iri_parts(document, parts, body, role)
        if parts is None:
            return None
    elif role is OBJECT and manner.term_type is None and not manner.datatype and not manner.language:
        _look_for_iri(document, parts, body)
    expression = as_expression(parts)
    return _finish(document, expression, role, manner, rule, written.place)


def iri_parts(document: Document, parts: list[Part], written: Written, role: Role) -> list[Part] | None:
    """The parts of an IRI: a prefix expanded, the base put before what is relative, the fixed text checked."""
    if not parts:
        document.report(BAD_IRI, written.place, f"an empty text cannot be the IRI of {with_article(role.name)}")
        return None
    first = parts[0]
    if not isinstance(first, str):
        return parts
    expanded = document.expand(first, written)
    if expanded is None:
        return None
    parts = [part.replace("\\:", ":") if isinstance(part, str) else part for part in (expanded, *parts[1:])]
    expanded = str(parts[0])
    sample = "".join(part if isinstance(part, str) else "x" for part in parts)
    if SCHEME.match(expanded):
        return parts if _is_valid(document, sample, written, role) else None
    if not role.relative:
        message = f"{written.text!r} is no IRI: {with_article(role.name)} is a prefixed name or an absolute IRI"
        document.report(BAD_IRI, written.place, message)
        return None
    return parts if _is_valid(document, resolve_iri("http://base.example/", sample), written, role) else None


def _is_valid(document: Document, sample: str, written: Written, role: Role) -> bool:
    if is_absolute_iri(sample):
        return True
    document.report(
        BAD_IRI, written.place, f"{written.text!r} cannot be the IRI of {with_article(role.name)}: {_why(sample)}"
    )
    return False


def _why(sample: str) -> str:
    wrong = next((each for each in sample if each in ' <>"{}|\\^`' or each < " "), None)
    return f"{wrong!r} is not allowed in an IRI" if wrong else "it is not well-formed"


def _look_for_iri(document: Document, parts: list[Part], written: Written) -> None:
    """Warn of a literal that was perhaps meant as an IRI."""
    first = parts[0] if parts else ""
    if not isinstance(first, str):
        return
    found = PREFIXED.match(first)
    call = _CALL.match(first)
    if call is not None and call[1] in {*document.prefixes, *WELL_KNOWN}:
        message = f"{written.text!r} is written as a text, though it looks like a function: write it as `function`"
        document.report(PERHAPS_FUNCTION, written.place, message)
        return
    is_name = found is not None and found[1] in document.prefixes and not re.search(r"\s", first)
    if is_name or (_LINK.match(first) and all(not isinstance(each, str) or " " not in each for each in parts)):
        message = f"{written.text!r} is written as a literal, though it looks like an IRI: add `~iri` if one is meant"
        document.report(PERHAPS_IRI, written.place, message)


def _finish(
    document: Document, expression: Expression, role: Role, manner: Manner, rule: str, place: SourceSpan
) -> TermMap | None:
    """The term map, after its type, datatype and language were found to agree."""
    literal = manner.datatype is not None or manner.language is not None
    term_type = manner.term_type or (TermType.LITERAL if literal else role.default)
    if term_type not in role.allowed:
        called = {TermType.BLANK_NODE: "a blank node", TermType.LITERAL: "a literal"}.get(term_type, "an IRI")
        document.report(WRONG_TERM, manner.type_place or place, f"the {role.name} cannot be {called}")
        return None
    if literal and term_type is not TermType.LITERAL:
        document.report(CONFLICT, place, "only a literal has a datatype or a language")
        return None
    return TermMap(expression, term_type, manner.datatype, manner.language, None, rule, place)
