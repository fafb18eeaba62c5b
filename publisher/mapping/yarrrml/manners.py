"""What stands beside a value in YARRRML: its suffix, type, datatype and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.core.terms import is_absolute_iri, is_language_tag
from publisher.core.yaml_nodes import Node, ScalarNode
from publisher.mapping.datatypes import XSD_TYPES, unknown_datatype
from publisher.mapping.plan import Constant, Expression, TermType
from publisher.mapping.references import as_expression
from publisher.mapping.rules import BAD_DATATYPE, BAD_LANGUAGE, BAD_SUFFIX, CONFLICT, WRONG_TERM
from publisher.mapping.written import Written
from publisher.mapping.yarrrml.document import Document, Fields

_OPEN_REFERENCE = re.compile(r"(?<!\\)\$\([^)]*$")
_SUFFIX = re.compile(r"(?<![/\s])~([A-Za-z]+)$")
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_ALL_SUFFIXES = ("iri", "lang", "jsonpath")
_TYPES = {
    "iri": TermType.IRI,
    "literal": TermType.LITERAL,
    "blank": TermType.BLANK_NODE,
    "blanknode": TermType.BLANK_NODE,
}


@dataclass(frozen=True, slots=True)
class Manner:
    """What stands beside a value: its type, datatype and language, for one object or for a whole entry."""

    term_type: TermType | None = None
    datatype: Expression | None = None
    language: Expression | None = None
    type_place: SourceSpan | None = None


def split_suffix(document: Document, written: Written, known: tuple[str, ...]) -> tuple[Written | None, str]:
    r"""The text without ``~suffix``, and the suffix; ``\~`` is a tilde. None after reporting an unknown one."""
    found = _SUFFIX.search(written.text)
    if found is None or _OPEN_REFERENCE.search(written.text):
        return written, ""
    start = found.start()
    if start and written.text[start - 1] == "\\":
        text = written.text[: start - 1] + written.text[start:]
        return Written(text, [*written.at[: start - 1], *written.at[start:]], written.lines, written.place), ""
    if found[1] in known:
        body = written.beginning(start)
        again = _SUFFIX.search(body.text)
        if again is not None and again[1] in _ALL_SUFFIXES and body.text[again.start() - 1 : again.start()] != "\\":
            message = f"`{again[0]}` stands before `{found[0]}`: one suffix is written"
            document.report(BAD_SUFFIX, written.span(again.start(), found.end()), message)
            return None, ""
        return body, found[1]
    hint = did_you_mean(found[1], known)
    elsewhere = " `~lang` stands behind a language." if found[1] == "lang" else ""
    message = f"the suffix `~{found[1]}` means nothing here.{hint}{elsewhere} A tilde that belongs to the text is `\\~`"
    document.report(BAD_SUFFIX, written.span(start, found.end()), message)
    return None, ""


def manner_of(document: Document, fields: Fields, outer: Manner) -> Manner:
    """Type, datatype and language of a mapping; what it does not say, the entry around it says."""
    manner = outer
    if "type" in fields:
        node = fields["type"].value
        manner = replace(manner, term_type=read_type(document, node) or outer.term_type, type_place=document.span(node))
    if "datatype" in fields and "language" in fields and not _is_language_string(document, fields["datatype"].value):
        later = max(fields["datatype"].key, fields["language"].key, key=lambda key: key.start.offset)
        document.report(CONFLICT, later, "a literal has a datatype or a language, not both")
    if "datatype" in fields and "language" not in fields:
        return replace(manner, datatype=read_datatype(document, fields["datatype"].value), language=None)
    if "language" in fields:
        return replace(manner, language=read_language(document, fields["language"].value), datatype=None)
    return manner


def _is_language_string(document: Document, node: Node) -> bool:
    """Whether a datatype says what a language says already."""
    if not isinstance(node, ScalarNode) or not node.written.endswith("langString"):
        return False
    return document.expand(node.written, document.written(node)) == _LANGUAGE_STRING


def read_type(document: Document, node: Node) -> TermType | None:
    """``iri``, ``literal`` or ``blank``."""
    written = document.scalar(node, "`iri`, `literal` or `blank`")
    if written is None:
        return None
    found = _TYPES.get(written.text.lower())
    if found is None:
        hint = did_you_mean(written.text, ("iri", "literal", "blank"))
        document.report(WRONG_TERM, node, f"{written.text!r} is no type: write iri, literal or blank.{hint}")
    return found


def read_datatype(document: Document, node: Node) -> Expression | None:
    """A datatype: an IRI, or a text with references that gives one."""
    written = document.scalar(node, "the IRI of a datatype")
    return datatype_of_text(document, written) if written else None


def datatype_of_text(document: Document, written: Written) -> Expression | None:
    """The datatype that a text names."""
    body, _ = split_suffix(document, written, ("iri",))
    parts = document.parts(body) if body else None
    if body is None or parts is None:
        return None
    if parts and isinstance(parts[0], str):
        expanded = document.expand(parts[0], body)
        if expanded is None:
            return None
        parts = [expanded, *parts[1:]]
    expression = as_expression(parts)
    if isinstance(expression, Constant):
        _check_datatype(document, expression.value, body)
    return expression


def _check_datatype(document: Document, iri: str, written: Written) -> None:
    if not is_absolute_iri(iri):
        hint = did_you_mean(iri, XSD_TYPES).replace("'", "'xsd:", 1)
        document.report(BAD_DATATYPE, written.place, f"the datatype {written.text!r} is no IRI.{hint}")
    elif iri == _LANGUAGE_STRING:
        document.report(BAD_DATATYPE, written.place, "rdf:langString is given by `language`, not as a datatype")
    else:
        document.findings += unknown_datatype(iri, written.text, written.place)


def read_language(document: Document, node: Node) -> Expression | None:
    """A language tag, or a text with references that gives one."""
    written = document.scalar(node, "a language tag")
    return language_of_text(document, written) if written else None


def language_of_text(document: Document, written: Written) -> Expression | None:
    """The language that a text names, with or without ``~lang``."""
    body, _ = split_suffix(document, written, ("lang",))
    parts = document.parts(body) if body else None
    if body is None or parts is None:
        return None
    expression = as_expression(parts)
    if isinstance(expression, Constant) and not is_language_tag(expression.value):
        message = f"{expression.value!r} is not a language tag, such as 'en' or 'pt-BR'"
        document.report(BAD_LANGUAGE, body.place, message)
    return expression


def language_or_datatype(document: Document, node: Node) -> Manner:
    """What the last element of a short form says: ``en~lang`` is a language, all else a datatype."""
    written = document.scalar(node, "a datatype, or a language such as en~lang")
    if written is None:
        return Manner()
    if isinstance(node, ScalarNode) and written.text.endswith("~lang"):
        return Manner(language=language_of_text(document, written))
    return Manner(datatype=datatype_of_text(document, written))
