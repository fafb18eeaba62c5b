"""Conditions between two mappings: joins by equality, and conditions on the record itself."""

from __future__ import annotations

from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.plan import Constant, Expression, FunctionCall, Join
from publisher.mapping.rules import MISSING_PARAMETER, WRONG_NODE
from publisher.mapping.yarrrml.calls import GREL, IDLAB, PLAIN_PARAMETERS, conjunction, read_argument, read_call
from publisher.mapping.yarrrml.document import Document

_EQUAL = frozenset({"equal", IDLAB + "equal", "http://example.com/idlab/function/equal"})
_FIRST = frozenset({"str1", GREL + "valueParameter", GREL + "valueParam"})
_SECOND = frozenset({"str2", GREL + "valueParameter2", GREL + "valueParam2"})


def read_joins(document: Document, node: Node) -> tuple[tuple[Join, ...], FunctionCall | None]:
    """The joins that a condition beside ``mapping`` asks for, and what else it asks of the record.

    ``equal`` joins its first value, taken from this mapping's record, with its second, taken from the other's;
    a third element ``s`` or ``o`` of a parameter says otherwise (YARRRML 1.3, "Referring to other mappings").
    """
    joins: list[Join] = []
    conditions: list[FunctionCall] = []
    for item in node.items if isinstance(node, SequenceNode) else [node]:
        function = _function(document, item)
        if isinstance(item, MappingNode) and function == GREL + "boolean_and" and _parts(item):
            for part in _parts(item):
                inner, condition = read_joins(document, part)
                joins += inner
                conditions += [condition] if condition else []
        elif isinstance(item, MappingNode) and function in _EQUAL and not _is_in_one_line(item):
            join = _join(document, item)
            joins += [join] if join else []
        else:
            call = read_call(document, item)
            joins += [_join_of(call)] if call and call.function == IDLAB + "equal" else []
            conditions += [call] if call and call.function != IDLAB + "equal" else []
    return tuple(joins), conjunction(conditions)


def _function(document: Document, node: Node) -> str:
    """The IRI of the function that a condition calls, or the name that needs no prefix; empty where it is none."""
    name = _name(node)
    if name is None:
        return ""
    written = name.written.partition("(")[0].strip()
    prefix, _, local = written.partition(":")
    usual = {"idlab-fn": IDLAB, "grel": GREL}.get(prefix, "")
    return document.prefixes.get(prefix, usual) + local if local else written


def _name(node: Node) -> ScalarNode | None:
    entries = node if isinstance(node, MappingNode) else ()
    name = next((entry.value for entry in entries if entry.key.written in ("function", "f", "fn")), None)
    return name if isinstance(name, ScalarNode) else None


def _is_in_one_line(node: Node) -> bool:
    name = _name(node)
    return name is not None and name.written.rstrip().endswith(")")


def _parts(node: MappingNode) -> list[Node]:
    """The calls that a conjunction is made of, each given as the value of a parameter."""
    given = next((entry.value for entry in node if entry.key.written in ("parameters", "pms")), None)
    parts: list[Node] = []
    for item in given.items if isinstance(given, SequenceNode) else []:
        value = item.items[1] if isinstance(item, SequenceNode) and len(item.items) > 1 else item
        if isinstance(item, MappingNode):
            value = next((entry.value for entry in item if entry.key.written in ("value", "v")), item)
        parts.append(value)
    return parts if all(_name(part) is not None for part in parts) else []


def _join_of(call: FunctionCall) -> Join:
    """The join that an equality in one line asks for: its first value is of this mapping, its second of the other."""
    sides = {argument.parameter: argument.value for argument in call.arguments}
    first, second = (
        next((sides[name] for name in names if name in sides), Constant("")) for names in (_FIRST, _SECOND)
    )
    return Join(first, second)


def _join(document: Document, node: MappingNode) -> Join | None:
    fields = document.fields(node, "function")
    if fields is None:
        return None
    parameters = fields["parameters"].value if "parameters" in fields else None
    if not isinstance(parameters, SequenceNode) or len(parameters.items) != 2:
        message = "a join needs two parameters: [str1, $(…)] of this mapping and [str2, $(…)] of the other"
        document.report(MISSING_PARAMETER, node, message)
        return None
    sides: dict[str, Expression | None] = {}
    for item in parameters.items:
        side, value = _side(document, item)
        if side in sides:
            document.report(WRONG_NODE, item, "both values of the join are taken from the same mapping")
        sides[side] = value
    child, parent = sides.get("s"), sides.get("o")
    return Join(child, parent) if child is not None and parent is not None else None


def _side(document: Document, node: Node) -> tuple[str, Expression | None]:
    """Which record a value of a join is taken from (``s``: this one, ``o``: the other), and the value."""
    if isinstance(node, MappingNode):
        fields = document.fields(node, "parameter") or {}
        name = fields["parameter"].value if "parameter" in fields else None
        value = fields["value"].value if "value" in fields else None
        said = None
    elif isinstance(node, SequenceNode) and len(node.items) in (2, 3):
        name, value = node.items[0], node.items[1]
        said = node.items[2] if len(node.items) == 3 else None
    else:
        document.report(WRONG_NODE, node, "a parameter is [name, value]")
        return "", None
    if value is None:
        document.report(MISSING_PARAMETER, node, "the parameter has no value")
        return "", None
    document.side = _which(document, name, said)
    made = read_argument(document, value)
    side, document.side = document.side, "s"
    return side, made


def _which(document: Document, name: Node | None, said: Node | None) -> str:
    if isinstance(said, ScalarNode):
        word = {"subject": "s", "object": "o"}.get(said.written, said.written)
        if word in ("s", "o"):
            return word
        document.report(WRONG_NODE, said, "`s` (this mapping) or `o` (the other) can stand here")
    written = document.scalar(name, "the name of a parameter") if name is not None else None
    if written is None:
        return ""
    expanded = document.expand(written.text, written) or written.text
    if expanded in _FIRST:
        return "s"
    if expanded in _SECOND or written.text in PLAIN_PARAMETERS:
        return "o"
    message = f"{written.text!r} is no parameter of a join: write str1 (this mapping) or str2 (the other)"
    document.report(WRONG_NODE, written.place, message)
    return ""
