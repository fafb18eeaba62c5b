"""Term maps of RML: expression, term type, language and datatype."""

from __future__ import annotations

from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean, with_article
from publisher.core.terms import XSD, is_absolute_iri, is_language_tag
from publisher.mapping.calls import MOST_NESTED_CALLS, GivenArgument, check_call
from publisher.mapping.datatypes import unknown_datatype
from publisher.mapping.paths import PathError, parse_reference
from publisher.mapping.plan import (
    DEFAULT_GRAPH,
    Constant,
    Expression,
    FunctionCall,
    RecordNode,
    Reference,
    Template,
    TermMap,
    TermType,
)
from publisher.mapping.references import as_expression, parse_rml_template
from publisher.mapping.rml.turtle import RDF, Placed
from publisher.mapping.rml.vocabulary import RML
from publisher.mapping.rml.walk import Walk
from publisher.mapping.rules import (
    BAD_DATATYPE,
    BAD_IRI,
    BAD_LANGUAGE,
    CONFLICT,
    MISSING_PART,
    NOT_SUPPORTED,
    WRONG_NODE,
    WRONG_TERM,
)

_IRIS = frozenset({TermType.IRI, TermType.URI, TermType.UNSAFE_IRI, TermType.UNSAFE_URI})
ALLOWED = {
    "subject": _IRIS | {TermType.BLANK_NODE},
    "predicate": _IRIS,
    "graph": _IRIS,
    "class": _IRIS,
    "object": _IRIS | {TermType.BLANK_NODE, TermType.LITERAL},
}
_SOURCES_OF_VALUES = ("constant", "template", "reference", "functionExecution")


def read_term_map(walk: Walk, node: Placed, role: str) -> TermMap | None:
    """The term map that the node describes, or None where it is broken; problems are reported."""
    kind = {"subject": "subject map", "object": "object map"}.get(role, "term map")
    walk.check_properties(node, kind)
    if constant := walk.one(node, "constant"):
        return constant_map(walk, constant, role, node)
    expression = read_expression(walk, node, role)
    said = _said_type(walk, node)
    if said is not None and said[0] not in ALLOWED[role]:
        walk.report(WRONG_TERM, said[1], f"{with_article(role)} cannot be {with_article(said[0].value)}")
        return None
    language, datatype = _language(walk, node), _datatype(walk, node)
    if expression is None:
        return None
    term_type = said[0] if said else _default_type(role, expression, literal=bool(language or datatype))
    if isinstance(expression, RecordNode) and term_type is not TermType.BLANK_NODE:
        message = "the map has neither constant, template, reference nor function"
        walk.missing(node, kind, _SOURCES_OF_VALUES, message)
        return None
    _check_literal(walk, node, term_type, language=language, datatype=datatype)
    return TermMap(expression, term_type, datatype, language, place=walk.place(node))


def constant_map(walk: Walk, constant: Placed, role: str, node: Placed | None = None) -> TermMap | None:
    """The term map of a constant, whose own type, datatype and language are those of the term."""
    term = constant.term
    own = {"iri": TermType.IRI, "blank": TermType.BLANK_NODE, "literal": TermType.LITERAL}[term.kind]
    said = _said_type(walk, node) if node else None
    wanted = said[0] if said else own
    if wanted is not own and not (own is TermType.IRI and wanted in _IRIS):
        walk.report(WRONG_TERM, constant.place, f"the constant is no {wanted.value}, as its term type says")
        return None
    if wanted not in ALLOWED[role]:
        walk.report(WRONG_TERM, constant.place, f"{with_article(role)} cannot be {with_article(wanted.value)}")
        return None
    value = DEFAULT_GRAPH if role == "graph" and term.value.endswith("#defaultGraph") else term.value
    language: Expression | None = Constant(term.language) if term.language else None
    datatype: Expression | None = (
        None if term.language or term.datatype in ("", XSD + "string") else Constant(term.datatype)
    )
    if own is TermType.LITERAL and node is not None:
        language, datatype = _language(walk, node) or language, _datatype(walk, node) or datatype
    if own is TermType.LITERAL and language is None and datatype is None:
        datatype = Constant(XSD + "string")
    return TermMap(Constant(value), wanted, datatype, language, place=constant.place)


def read_expression(walk: Walk, node: Placed, role: str = "") -> Expression | None:
    """The expression of a map: constant, template, reference or function; subjects and objects may lack one."""
    found = [(name, value) for name in _SOURCES_OF_VALUES for value in walk.values(node, name)]
    if not found and role in {"subject", "object"}:
        place = walk.place(node)
        return RecordNode("" if role == "subject" else f"{place.line}:{place.column}")
    if not found:
        message = "the map has neither constant, template, reference nor function"
        walk.missing(node, "object map", _SOURCES_OF_VALUES, message)
        return None
    if len(found) > 1:
        walk.report(CONFLICT, found[1][1].place, f"rml:{found[1][0]} stands beside rml:{found[0][0]}: one is meant")
        return None
    return _expression_of(walk, *found[0])


def _expression_of(walk: Walk, name: str, value: Placed) -> Expression | None:
    if name == "functionExecution":
        return _function(walk, value)
    if name == "constant":
        return Constant(value.term.value)
    if value.term.kind != "literal":
        walk.report(WRONG_NODE, value.place, f"rml:{name} is a text")
        return None
    return _template(walk, value) if name == "template" else read_reference(walk, value)


def read_reference(walk: Walk, value: Placed) -> Expression | None:
    """The reference that a text holds."""
    text = value.written.text
    try:
        return parse_reference(value.written.part(0, len(text)), None)
    except PathError as error:
        walk.findings.append(error.finding)
        return None


def _template(walk: Walk, value: Placed) -> Expression | None:
    parts = parse_rml_template(value.written, walk.findings)
    if parts is None:
        return None
    expression = as_expression(parts)
    return Template((expression,)) if isinstance(expression, Reference) else expression


def _said_type(walk: Walk, node: Placed) -> tuple[TermType, SourceSpan] | None:
    said = walk.one(node, "termType")
    if said is None:
        return None
    name = said.term.value.removeprefix(RML)
    found = next((each for each in TermType if each.value == name), None)
    if found is None or said.term.kind != "iri":
        hint = did_you_mean(name, [each.value for each in TermType])
        walk.report(WRONG_TERM, said.place, f"{said.written.text} is no term type: write rml:IRI or another.{hint}")
        return None
    return found, said.place


def _default_type(role: str, expression: Expression, *, literal: bool) -> TermType:
    """https://kg-construct.github.io/rml-core/spec/docs/#term-types-rmltermtype."""
    if isinstance(expression, RecordNode):
        return TermType.IRI
    as_text = literal or isinstance(expression, (Reference, FunctionCall))
    return TermType.LITERAL if role == "object" and as_text else TermType.IRI


def _check_literal(
    walk: Walk, node: Placed, term_type: TermType, *, language: Expression | None, datatype: Expression | None
) -> None:
    given = walk.values(node, "language", "languageMap", "datatype", "datatypeMap")
    last = max((each.place for each in given), default=walk.place(node))
    if language is not None and datatype is not None:
        walk.report(CONFLICT, last, "a literal has a language or a datatype, not both")
    elif (language or datatype) and term_type is not TermType.LITERAL:
        name = with_article(term_type.value)
        walk.report(CONFLICT, last, f"only a literal has a language or a datatype, not {name}")


def _language(walk: Walk, node: Placed) -> Expression | None:
    short = walk.one(node, "language")
    map_node = walk.one(node, "languageMap")
    place = short or map_node
    if place is None:
        return None
    expression: Expression | None = Constant(short.term.value) if short else read_expression(walk, place)
    if isinstance(expression, Constant) and not is_language_tag(expression.value):
        walk.report(BAD_LANGUAGE, place.place, f"{expression.value!r} is not a language tag, such as 'en' or 'pt-BR'")
    return expression


def _datatype(walk: Walk, node: Placed) -> Expression | None:
    short = walk.one(node, "datatype")
    map_node = walk.one(node, "datatypeMap")
    place = short or map_node
    if place is None:
        return None
    expression: Expression | None = Constant(short.term.value) if short else read_expression(walk, place)
    if not isinstance(expression, Constant):
        return expression
    if not is_absolute_iri(expression.value) or (short is not None and short.term.kind != "iri"):
        walk.report(BAD_DATATYPE, place.place, f"{expression.value!r} is no IRI")
        return expression
    walk.findings += unknown_datatype(expression.value, place.written.text, place.place)
    if expression.value == RDF + "langString":
        walk.report(BAD_DATATYPE, place.place, "rdf:langString is given by a language, not as a datatype")
    return expression


def _function(walk: Walk, execution: Placed) -> FunctionCall | None:
    """A call (https://kg-construct.github.io/rml-fnml/spec/docs/)."""
    if execution.term in walk.executions:
        walk.report(CONFLICT, execution.place, "the function is an input of itself")
        return None
    if len(walk.executions) >= MOST_NESTED_CALLS:
        message = f"functions nested deeper than {MOST_NESTED_CALLS} levels are not supported"
        walk.report(NOT_SUPPORTED, execution.place, message)
        return None
    walk.executions.append(execution.term)
    made = _call(walk, execution)
    walk.executions.pop()
    return made


def _call(walk: Walk, execution: Placed) -> FunctionCall | None:
    walk.check_properties(execution, "function execution")
    name = _named(walk, execution, "function", "functionMap")
    given: list[GivenArgument] = []
    for each in walk.values(execution, "input"):
        walk.check_properties(each, "input")
        parameter = _named(walk, each, "parameter", "parameterMap")
        if parameter is not None:
            given.append(GivenArgument(parameter.term.value, _input_value(walk, each), parameter.place))
    if name is None:
        return None
    return check_call(name.term.value, given, name.place, walk.functions, walk.findings)


def _named(walk: Walk, node: Placed, short: str, long: str) -> Placed | None:
    """The IRI given by a property, or by its map with a constant."""
    direct, through = walk.one(node, short), walk.one(node, long)
    found = direct or (walk.one(through, "constant") if through else None)
    if found is None:
        walk.report(MISSING_PART, walk.place(node), f"rml:{short} is missing")
    elif found.term.kind != "iri":
        walk.report(BAD_IRI, found.place, f"rml:{short} is an IRI")
        return None
    return found


def _input_value(walk: Walk, node: Placed) -> Expression | None:
    short = walk.one(node, "inputValue")
    if short is not None:
        return Constant(short.term.value)
    long = walk.one(node, "inputValueMap")
    if long is None:
        walk.report(MISSING_PART, walk.place(node), "rml:inputValueMap is missing")
        return None
    return read_expression(walk, long)
