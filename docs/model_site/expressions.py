"""The mapping's expressions in words: fields as the mapping writes them, functions as calls, known nodes by their name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.export.compact import Compactor
from publisher.mapping.plan import (
    Constant,
    Expression,
    FunctionCall,
    Plan,
    Position,
    PredicateObject,
    RecordNode,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)

WIDTH = 92


@dataclass(frozen=True)
class Rule:
    """One line of a triples map: ``node`` is the map whose subject the value is, where it is one's."""

    properties: tuple[str, ...]
    value: str
    node: str | None
    kind: str
    condition: str
    line: int


class Words:
    """Says what an expression gives; the subject of a triples map by the map's name, so that no long text stands twice."""

    def __init__(self, plan: Plan) -> None:
        self._names = Compactor(dict(plan.prefixes))
        self._nodes: dict[Expression, str] = {}
        for each in reversed(plan.triples_maps):
            for subject in each.subjects:
                self._nodes[subject.expression] = each.name

    def subject(self, each: TriplesMap) -> tuple[str, str | None]:
        """What makes the subjects; and the map that tells it, where this one tells more about the subjects of another."""
        expression = each.subjects[0].expression
        other = self._nodes.get(expression)
        return self.expression(expression, whole=True), None if other == each.name else other

    def rule(self, made: PredicateObject) -> list[Rule]:
        """A line for each kind of object."""
        names = tuple(self._term(each) for each in made.predicates)
        conditions = [made.condition] if made.condition else []
        found = []
        for term in made.objects:
            assert isinstance(term, TermMap)
            both = [*conditions, term.condition] if term.condition else conditions
            told = " and ".join(self.expression(each) for each in both)
            line = term.place.line if term.place else 0
            node = self._nodes.get(term.expression)
            found.append(Rule(names, self._value(term), node, self._kind(term), told, line))
        return found

    def _term(self, term: TermMap) -> str:
        expression = term.expression
        name = self._names.name(expression.value) if isinstance(expression, Constant) else self.expression(expression)
        return "a" if name == "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" else name

    def _value(self, term: TermMap) -> str:
        if isinstance(term.expression, Constant) and term.term_type.value != "Literal":
            return self._names.name(term.expression.value)
        return self.expression(term.expression, whole=True)

    def _kind(self, term: TermMap) -> str:
        if term.language:
            return f"@{self.expression(term.language).strip(chr(34))}"
        if isinstance(term.datatype, Constant):
            return self._names.name(term.datatype.value)
        return "text" if term.term_type.value == "Literal" else "IRI"

    def expression(self, each: Expression, *, whole: bool = False, depth: int = 0) -> str:
        """The expression; ``whole`` spells the outermost one out though it is a node's."""
        if not whole and each in self._nodes and not isinstance(each, Constant):
            return f"[{self._nodes[each]}]"
        if isinstance(each, FunctionCall):
            return self._call(each, depth)
        if isinstance(each, Template):
            return "".join(part if isinstance(part, str) else self.expression(part) for part in each.parts)
        return self._leaf(each)

    def _leaf(self, each: Constant | Reference | Position | RecordNode) -> str:
        if isinstance(each, Constant):
            name = self._names.name(each.value)
            return f'"{each.value}"' if name.startswith("<") else name
        if isinstance(each, Reference):
            return each.written or "$(@)"
        return "$(#)" if isinstance(each, Position) else "a node of its own"

    def _call(self, call: FunctionCall, depth: int) -> str:
        name = self._names.name(call.function)
        inner = [self.expression(argument.value, depth=depth + 1) for argument in call.arguments]
        line = f"{name}({', '.join(inner)})"
        if len(line) <= WIDTH - 2 * depth and "\n" not in line:
            return line
        indent = "  " * (depth + 1)
        return f"{name}(\n" + ",\n".join(indent + text for text in inner) + f"\n{'  ' * depth})"


def comments(source: str) -> Mapping[str, str]:
    """What the mapping's author wrote above and behind the names of triples maps."""
    body = source[source.index("\nmappings:") :]
    found = {name: text.strip(" -") for text, name in re.findall(r"^  # (.+)\n\n?  (\w+):", body, re.MULTILINE)}
    for name, text in re.findall(r"^  (\w+): +# (.+)$", body, re.MULTILINE):
        found[name] = f"{found[name]}; {text}" if name in found else text
    return found
