"""Calls of functions in YARRRML: with a list of parameters, or in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.calls import MOST_NESTED_CALLS, GivenArgument, check_call
from publisher.mapping.plan import Argument, Expression, FunctionCall
from publisher.mapping.references import as_expression
from publisher.mapping.rules import BROKEN_REFERENCE, MISSING_PART, NOT_SUPPORTED, UNKNOWN_FUNCTION, WRONG_NODE
from publisher.mapping.written import Written
from publisher.mapping.yarrrml.document import Document, Fields
from publisher.mapping.yarrrml.keys import canonical_key
from publisher.mapping.yarrrml.prefixes import PREFIXED, SCHEME

GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
IDLAB = "https://w3id.org/imec/idlab/function#"
PLAIN_FUNCTIONS = {"equal": IDLAB + "equal", "notEqual": IDLAB + "notEqual"}
"""Functions that the specification names without a prefix."""

PLAIN_PARAMETERS = {"str1": GREL + "valueParameter", "str2": GREL + "valueParameter2"}
_OPEN = re.compile(r"\s*([^\s()=,$]+)\s*\((?!_)")
_ARGUMENT = re.compile(r"\s*([^\s()=,$]+)\s*=\s*")


def read_call(document: Document, node: Node) -> FunctionCall | None:
    """The call that a mapping with ``function`` describes; a list of them holds where all of them hold."""
    if isinstance(node, SequenceNode):
        if not node.items:
            document.report(MISSING_PART, node, "the list of conditions is empty")
        return conjunction([call for call in (read_call(document, item) for item in node.items) if call])
    if not isinstance(node, MappingNode):
        document.wrong_node(node, "a mapping with `function`")
        return None
    place = "function" if _is_bare(node) else "object"
    fields = document.fields(node, place)
    if fields is None:
        return None
    if "function" not in fields:
        document.missing(node, place, "function", "`function` is missing")
        return None
    return call_of_fields(document, node, fields)


def call_of_fields(document: Document, node: MappingNode, fields: Fields) -> FunctionCall | None:
    """The call that the entries of a mapping describe. What aliases repeat is one node, and read once."""
    return document.once(node, lambda: _call_of_fields(document, node, fields))


def _call_of_fields(document: Document, node: MappingNode, fields: Fields) -> FunctionCall | None:
    name = document.scalar(fields["function"].value, "the name of a function")
    if name is None:
        return None
    if "parameters" in fields:
        given = [_parameter(document, each, name) or _broken(name) for each in _items(fields["parameters"].value)]
        return finish_call(document, name, given)
    if name.text.rstrip().endswith(")"):
        return _Inline(document, name).call()
    misspelt = any(canonical_key("object", entry.key.written) is None for entry in node)
    return finish_call(document, name, [_broken(name)] if misspelt else [])


def _broken(function: Written) -> GivenArgument:
    """Stands for an argument that was reported already."""
    return GivenArgument("", None, function.place)


def _is_bare(node: MappingNode) -> bool:
    """Whether only a function and its parameters stand there, so that other keys are unknown."""
    known = {"value", "v", "type", "datatype", "language", "condition", "c", "conditions"}
    return not any(entry.key.written in known for entry in node)


def conjunction(calls: list[FunctionCall]) -> FunctionCall | None:
    """A call that is true where all of them are."""
    if len(calls) < 2:
        return calls[0] if calls else None
    return FunctionCall(
        GREL + "boolean_and", tuple(Argument(GREL + "param_rep_b", each) for each in calls), calls[0].place
    )


def finish_call(document: Document, name: Written, given: list[GivenArgument]) -> FunctionCall | None:
    """The call of a function by its written name, checked."""
    iri = PLAIN_FUNCTIONS.get(name.text) or _iri(document, name, "function")
    if iri is None:
        return None
    return check_call(iri, given, name.place, document.functions, document.findings)


def _iri(document: Document, name: Written, kind: str) -> str | None:
    constant = document.constant(name)
    if constant is None:
        return None
    expanded = document.expand(constant, name)
    if expanded is not None and not SCHEME.match(expanded):
        known = {iri.replace("/", "#").rpartition("#")[2] for iri in document.functions}
        hint = did_you_mean(expanded, known)
        document.report(UNKNOWN_FUNCTION, name.place, f"{name.text!r} is no {kind}: its name has a prefix.{hint}")
        return None
    return expanded


def _items(node: Node) -> list[Node]:
    """The parameters one by one; a single one needs no list around it."""
    if isinstance(node, SequenceNode):
        flat = len(node.items) == 2 and all(isinstance(item, ScalarNode) for item in node.items)
        return [node] if flat else list(node.items)
    return [node]


def _parameter(document: Document, node: Node, function: Written) -> GivenArgument | None:
    if isinstance(node, SequenceNode):
        if len(node.items) not in (2, 3):
            document.report(WRONG_NODE, node, "a parameter is [name, value]")
            return None
        if len(node.items) == 3 and not _is_of_side(node, document.side):
            message = "a value of the other mapping can be asked for by `equal` beside `mapping` only"
            document.report(NOT_SUPPORTED, node.items[2], message)
            return None
        return _given(document, node.items[0], node.items[1], function)
    if not isinstance(node, MappingNode):
        document.wrong_node(node, "a list of parameters, each [name, value],")
        return None
    fields = document.fields(node, "parameter") or {}
    value: Node | None = node if "function" in fields else None
    value = fields["value"].value if "value" in fields else value
    missing = "parameter" if "parameter" not in fields else "value"
    if value is None or missing == "parameter":
        document.missing(node, "parameter", missing, f"the parameter has no `{missing}`")
        return None
    return _given(document, fields["parameter"].value, value, function)


def _is_of_side(node: SequenceNode, side: str) -> bool:
    """Whether the third element of a parameter says what holds anyway: whose record its value is taken from."""
    value, said = node.items[1], node.items[2]
    constant = isinstance(value, ScalarNode) and "$(" not in value.written
    words = {"s": "s", "subject": "s", "o": "o", "object": "o"}
    return isinstance(said, ScalarNode) and words.get(said.written) in (("s", "o") if constant else (side,))


def _given(document: Document, name: Node, value: Node, function: Written) -> GivenArgument | None:
    written = document.scalar(name, "the name of a parameter")
    made = read_argument(document, value)
    iri = parameter_iri(document, written, function) if written else None
    return GivenArgument(iri, made, written.place) if written and iri else None


def parameter_iri(document: Document, name: Written, function: Written) -> str | None:
    """The IRI of a parameter; without a prefix it takes that of the function."""
    if name.text in PLAIN_PARAMETERS and function.text in PLAIN_FUNCTIONS:
        return PLAIN_PARAMETERS[name.text]
    constant = document.constant(name)
    if constant is None:
        return None
    if ":" not in constant:
        found = PREFIXED.match(function.text)
        namespace = document.expand(function.text[: found.end()], function) if found else None
        return (namespace or GREL) + constant
    return document.expand(constant, name)


def read_argument(document: Document, node: Node) -> Expression | None:
    """The value of a parameter: a text, or a nested call."""
    if isinstance(node, MappingNode):
        fields = {entry.key.written for entry in node}
        if fields & {"value", "v"} and not fields & {"function", "f", "fn"}:
            inner = document.fields(node, "object")
            return read_argument(document, inner["value"].value) if inner and "value" in inner else None
        if fields & {"parameter", "pm"}:
            inner = document.fields(node, "parameter") or {}
            kept = {entry.key.written: entry for entry in inner.values() if entry is not inner.get("parameter")}
            return read_call(document, MappingNode(kept, node.start, node.end))
        return read_call(document, node)
    written = document.scalar(node, "a text or a function as the value of a parameter")
    return argument_of_text(document, written) if written else None


def argument_of_text(document: Document, written: Written) -> Expression | None:
    """The value that a text gives; with ``~iri`` its prefix is expanded."""
    wants_iri = written.text.endswith("~iri")
    body = written.beginning(len(written.text) - 4) if wants_iri else written
    parts = document.parts(body)
    if parts is None:
        return None
    if wants_iri and parts and isinstance(parts[0], str):
        expanded = document.expand(parts[0], body)
        if expanded is None:
            return None
        parts = [expanded, *parts[1:]]
    return as_expression(parts)


@dataclass(slots=True)
class _Inline:
    """A call in one line: ``prefix:name(parameter = value, …)``; a value may be a call itself."""

    document: Document
    written: Written
    position: int = 0
    depth: int = 0

    def call(self) -> FunctionCall | None:
        """The call, which must take the whole text."""
        made = self._call()
        rest = self.written.text[self.position :]
        if made is not None and rest.strip():
            place = self.written.span(self.position + len(rest) - len(rest.lstrip()))
            self.document.report(WRONG_NODE, place, f"{rest.strip()!r} stands behind the end of the function")
            return None
        return made

    def _call(self) -> FunctionCall | None:
        found = _OPEN.match(self.written.text, self.position)
        if found is None:
            self.document.report(WRONG_NODE, self.written.span(self.position), "a call is name(parameter = value, …)")
            return None
        name = self.written.part(found.start(1), found.end(1))
        self.position = found.end()
        given: list[GivenArgument] = []
        while not self._take(")"):
            if self.position >= len(self.written.text):
                if given and given[-1].value is None:
                    return None  # what is wrong was reported
                place = self.written.span(found.end() - 1, found.end())
                self.document.report(BROKEN_REFERENCE, place, "`(` of the function is not closed with `)`")
                return None
            given.append(self._argument(name) or _broken(name))
            self._take(",")
        return finish_call(self.document, name, given)

    def _take(self, mark: str) -> bool:
        text = self.written.text
        here = self.position + len(text[self.position :]) - len(text[self.position :].lstrip())
        if text[here : here + 1] != mark:
            return False
        self.position = here + 1
        return True

    def _argument(self, function: Written) -> GivenArgument | None:
        found = _ARGUMENT.match(self.written.text, self.position)
        if found is None:
            end = self._end_of_value(self.position)
            place = self.written.part(self.position, end).stripped().place
            self.document.report(WRONG_NODE, place, "an argument is written parameter = value")
            self.position = end
            return None
        name = self.written.part(found.start(1), found.end(1))
        self.position = found.end()
        value = self._value()
        iri = parameter_iri(self.document, name, function)
        return GivenArgument(iri, value, name.place) if iri else None

    def _value(self) -> Expression | None:
        if (inner := _OPEN.match(self.written.text, self.position)) is not None:
            if self.depth >= MOST_NESTED_CALLS:
                message = f"functions nested deeper than {MOST_NESTED_CALLS} levels are not supported"
                self.document.report(NOT_SUPPORTED, self.written.span(inner.start(1), inner.end(1)), message)
                self.position = len(self.written.text)
                return None
            self.depth += 1
            made = self._call()
            self.depth -= 1
            return made
        end = self._end_of_value(self.position)
        value = self.written.part(self.position, end).stripped()
        if not value.text:
            message = "the parameter has no value; an empty text is written ''"
            self.document.report(MISSING_PART, self.written.span(max(0, self.position - 1), self.position), message)
        self.position = end
        if not value.text:
            return None
        quoted = len(value.text) > 1 and value.text[0] == value.text[-1] and value.text[0] in "'\""
        return argument_of_text(self.document, value.part(1, len(value.text) - 1) if quoted else value)

    def _end_of_value(self, here: int) -> int:
        """The offset of the comma or parenthesis behind the value that starts here."""
        text, depth, quote = self.written.text, 0, ""
        while here < len(text):
            character = text[here]
            if quote:
                quote = "" if character == quote else quote
            elif character in "'\"":
                quote = character
            elif character == "\\":
                here += 1
            elif character == "(":
                depth += 1
            elif character == ")" and depth:
                depth -= 1
            elif character in ",)" and not depth:
                return here
            here += 1
        return len(text)
