"""Conditions between two mappings: joins by equality, and conditions on the record itself."""

from __future__ import annotations

from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.plan import Expression, FunctionCall, Join
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
        if isinstance(item, MappingNode) and _is_equality(document, item):
            join = _join(document, item)
            joins += [join] if join else []
        else:
            call = read_call(document, item)
            conditions += [call] if call else []
    return tuple(joins), conjunction(conditions)


def _is_equality(document: Document, node: MappingNode) -> bool:
    name = next((entry.value for entry in node if entry.key.written in ("function", "f", "fn")), None)
    if not isinstance(name, ScalarNode):
        return False
    prefix, _, local = name.written.partition(":")
    expanded = document.prefixes.get(prefix, IDLAB if prefix == "idlab-fn" else "") + local
    return name.written in _EQUAL or (bool(local) and expanded in _EQUAL)


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
    return _which(document, name, said), read_argument(document, value)


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
