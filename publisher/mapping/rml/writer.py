"""A plan without extensions, written as RML-Core in Turtle (http://w3id.org/rml/), functions as RML-FNML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from publisher.core.terms import escape_literal
from publisher.mapping.plan import (
    ArticleSource,
    Constant,
    Expression,
    FunctionCall,
    Index,
    Join,
    Name,
    ObjectReference,
    Plan,
    PredicateObject,
    RecordNode,
    Reference,
    Template,
    TermMap,
    TermType,
    TriplesMap,
    Wildcard,
)
from publisher.mapping.rml.vocabulary import RML

MAP_NAMESPACE = "urn:mapping:"
_LOCAL = re.compile(r"[A-Za-z_][\w\-]*")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_BRACES = re.compile(r"([{}\\])")


NameParameter = Callable[[FunctionCall, str], str]
"""Gives the IRI that is written for a parameter of a call."""


def write_rml(plan: Plan, name_parameter: NameParameter) -> str:
    """The Turtle text. The plan holds neither articles nor extensions, and each map has one subject and no condition."""
    prefixes = {name: namespace for name, namespace in plan.prefixes if _LOCAL.fullmatch(name)}
    prefixes = {"rml": RML, **{name: namespace for name, namespace in prefixes.items() if name != "rml"}}
    writer = _Writer(prefixes, name_parameter)
    head = [f"@prefix {name}: <{namespace}> .\n" for name, namespace in sorted(prefixes.items())]
    return "".join([*head, *(writer.triples_map(each, plan.base) for each in plan.triples_maps)])


def json_path(reference: Reference) -> str:
    """The path as JSONPath.

    >>> json_path(Reference((Name("link"), Name("a b"), Index(-1), Wildcard())))
    "$.link['a b'][-1][*]"
    """
    out = ["$"]
    for step in reference.steps:
        if isinstance(step, Name):
            quoted = step.key.replace("\\", "\\\\").replace("'", "\\'")
            out.append(f".{step.key}" if _PLAIN_NAME.fullmatch(step.key) else f"['{quoted}']")
        elif isinstance(step, Index):
            out.append(f"[{step.position}]")
        elif isinstance(step, Wildcard):
            out.append("[*]")
        else:
            raise TypeError(f"{step} is an extension that JSONPath does not know")
    return "".join(out)


def relative_path(reference: Reference) -> str:
    """The path without ``$.``, which RML engines take from a record in either form and some of them only so.

    >>> relative_path(Reference((Name("link"), Name("href")))), relative_path(Reference((Name("a b"),)))
    ('link.href', "$['a b']")
    """
    return json_path(reference).removeprefix("$.")


class _Writer:
    """Writes the parts of a plan, each property on a line of its own."""

    def __init__(self, prefixes: dict[str, str], name_parameter: NameParameter) -> None:
        self._name_parameter = name_parameter
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def triples_map(self, each: TriplesMap, base: str | None) -> str:
        """A triples map and an empty line before it."""
        lines = [f"rml:baseIRI {self._iri(each.base or base or '')}"] if each.base or base else []
        lines.append(f"rml:logicalSource {_block(_source(each))}")
        lines.append(f"rml:subjectMap {_block(self._subject(each))}")
        lines += [f"rml:predicateObjectMap {_block(self._entry(entry))}" for entry in each.predicate_objects]
        return f"\n{_map_iri(each.name)} a rml:TriplesMap ;\n" + " ;\n".join(_indented(line) for line in lines) + " .\n"

    def _subject(self, each: TriplesMap) -> list[str]:
        (subject,) = each.subjects
        return [*self._term(subject), *(f"rml:graphMap {_block(self._term(graph))}" for graph in each.graphs)]

    def _entry(self, entry: PredicateObject) -> list[str]:
        lines = [f"rml:predicateMap {_block(self._term(each))}" for each in entry.predicates]
        for each in entry.objects:
            body = self._reference(each) if isinstance(each, ObjectReference) else self._term(each, is_object=True)
            lines.append(f"rml:objectMap {_block(body)}")
        return lines + [f"rml:graphMap {_block(self._term(each))}" for each in entry.graphs]

    def _reference(self, reference: ObjectReference) -> list[str]:
        lines = [f"rml:parentTriplesMap {_map_iri(reference.parent)}"]
        return lines + [f"rml:joinCondition {_block(self._join(join))}" for join in reference.joins]

    def _join(self, join: Join) -> list[str]:
        return [
            f"rml:childMap {_block(self._expression(join.child))}",
            f"rml:parentMap {_block(self._expression(join.parent))}",
        ]

    def _term(self, term: TermMap, *, is_object: bool = False) -> list[str]:
        if isinstance(term.expression, Constant) and term.term_type is not TermType.BLANK_NODE:
            return [f"rml:constant {self._constant(term.expression.value, term)}"]
        lines = [*self._expression(term.expression), f"rml:termType rml:{term.term_type.value}"]
        if is_object:
            lines += self._kind(term)
        return lines

    def _kind(self, term: TermMap) -> Iterator[str]:
        if isinstance(term.datatype, Constant):
            yield f"rml:datatype {self._iri(term.datatype.value)}"
        elif term.datatype is not None:
            yield f"rml:datatypeMap {_block(self._expression(term.datatype))}"
        if isinstance(term.language, Constant):
            yield f"rml:language {_text(term.language.value)}"
        elif term.language is not None:
            yield f"rml:languageMap {_block(self._expression(term.language))}"

    def _constant(self, value: str, term: TermMap) -> str:
        if term.term_type is not TermType.LITERAL:
            return self._iri(value)
        if isinstance(term.language, Constant):
            return f"{_text(value)}@{term.language.value}"
        if isinstance(term.datatype, Constant):
            return f"{_text(value)}^^{self._iri(term.datatype.value)}"
        return _text(value)

    def _expression(self, expression: Expression) -> list[str]:
        if isinstance(expression, Constant):
            return [f"rml:constant {_text(expression.value)}"]
        if isinstance(expression, Reference):
            return [f"rml:reference {_text(relative_path(expression))}"]
        if isinstance(expression, Template):
            return [f"rml:template {_text(''.join(_template_part(part) for part in expression.parts))}"]
        if isinstance(expression, FunctionCall):
            return [f"rml:functionExecution {_block(self._call(expression))}"]
        if isinstance(expression, RecordNode):
            return []
        raise TypeError(f"{expression} is an extension that RML does not know")

    def _call(self, call: FunctionCall) -> list[str]:
        lines = [f"rml:function {self._iri(call.function)}"]
        for argument in call.arguments:
            value = _block(self._expression(argument.value))
            name = self._name_parameter(call, argument.parameter)
            given = [f"rml:parameter {self._iri(name)}", f"rml:inputValueMap {value}"]
            lines.append(f"rml:input {_block(given)}")
        return lines

    def _iri(self, iri: str) -> str:
        for name, namespace in self._prefixes:
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local) and local.isascii():
                return f"{name}:{local}"
        return f"<{iri}>"


def _source(each: TriplesMap) -> list[str]:
    if isinstance(each.source, ArticleSource):
        raise TypeError(f"{each.name} reads articles, which RML does not know")
    path = [f"rml:path {_text(each.source.path)}", "rml:root rml:MappingDirectory", "a rml:RelativePathSource"]
    return [
        f"rml:source {_block(path)}",
        "rml:referenceFormulation rml:JSONPath",
        f"rml:iterator {_text(json_path(each.iterator))}",
    ]


def _template_part(part: object) -> str:
    if isinstance(part, str):
        return _BRACES.sub(r"\\\1", part)
    assert isinstance(part, Reference), "a position is an extension"
    return "{" + _BRACES.sub(r"\\\1", relative_path(part)) + "}"


def _map_iri(name: str) -> str:
    kept = re.sub(r"[^\w\-.]", lambda found: f"%{ord(found[0]):02X}" if ord(found[0]) < 128 else found[0], name)
    return f"<{MAP_NAMESPACE}{kept}>"


def _text(text: str) -> str:
    return f'"{escape_literal(text)}"'


def _block(lines: Sequence[str]) -> str:
    """Properties between brackets; a single short one on one line."""
    if len(lines) == 1 and "\n" not in lines[0]:
        return f"[ {lines[0]} ]"
    return "[\n" + " ;\n".join(_indented(line) for line in lines) + "\n]"


def _indented(text: str) -> str:
    """The text two columns to the right; a literal never spans lines."""
    return "\n".join("  " + line for line in text.split("\n"))
