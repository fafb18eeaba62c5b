"""Triples maps as generated source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from publisher.mapping.compiler.inline import ValueWriter, environment, fixed
from publisher.mapping.compiler.lines import ARTICLE, Lines, Sink
from publisher.mapping.compiler.normal import with_record
from publisher.mapping.compiler.operands import Operand, OperandWriter
from publisher.mapping.compiler.patterns import Repeating
from publisher.mapping.compiler.shape import Functions, is_single, leaves_of, multiple_leaf
from publisher.mapping.compiler.statements import StatementCompiler
from publisher.mapping.compiler.writer import Code, Scope
from publisher.mapping.plan import (
    DEFAULT_GRAPH,
    ArticleSource,
    Constant,
    FunctionCall,
    ObjectReference,
    PredicateObject,
    Reference,
    TermMap,
    TermType,
    TriplesMap,
    Wildcard,
)

_ONE_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class MapWriter:
    """Writes what one triples map adds."""

    statements: StatementCompiler
    triples_map: TriplesMap
    known: Repeating
    sink: Sink = ARTICLE

    @property
    def functions(self) -> Functions:
        """The library."""
        return self.statements.functions

    @property
    def lenient(self) -> bool:
        """Whether the source are articles."""
        return isinstance(self.triples_map.source, ArticleSource)

    def operands(self, triples_map: TriplesMap | None = None) -> OperandWriter:
        """The writer of terms of this triples map, or of a parent."""
        of = triples_map or self.triples_map
        terms = self.statements.terms_of(of)
        return OperandWriter(ValueWriter(self.functions, terms.expressions), terms, of, self.statements.base_of(of))

    def is_plain(self, triples_map: TriplesMap) -> bool:
        """Whether the subject, its condition and its graph are single, so that source can be written for it."""
        maps = (*triples_map.subjects, *triples_map.graphs)
        named = [each for each in triples_map.graphs if list(leaves_of(each.expression))]
        return (
            len(triples_map.subjects) == 1
            and len(triples_map.graphs) < 2
            and not (named and not self.lenient)
            and all(self.is_single(each) and each.condition is None for each in maps)
            and self.is_single_condition(triples_map.condition)
        )

    def is_single(self, term_map: TermMap) -> bool:
        """Whether the term map has at most one term, which is no blank node."""
        parts = (term_map.expression, term_map.datatype, term_map.language)
        single = all(part is None or is_single(part, self.functions) for part in parts)
        return single and term_map.term_type is not TermType.BLANK_NODE

    def is_single_condition(self, condition: FunctionCall | None) -> bool:
        """Whether there is no condition, or one with a single answer."""
        return condition is None or is_single(condition, self.functions)

    def records(self, scope: Scope) -> str:
        """The source of the records of an iteration."""
        steps = self.triples_map.iterator.steps
        path = Reference(steps[:-1], "article")
        writer = self.operands().values
        if self.lenient and isinstance(steps[-1], Wildcard) and not path.is_multiple:
            listed = writer.value(path, scope)
            return f"{listed} if {listed}.__class__ is list else positions({listed})"
        return f"{scope.names.bind(writer.closures.records(self.triples_map.iterator), 'R')}(d)"

    def one_record(self, scope: Scope) -> Code:
        """What one record adds, with its own conditions around it."""
        triples_map = self.triples_map
        writer = self.operands()
        inner = scope if triples_map.condition is None else scope.inner()
        bare = writer.operand(triples_map.subjects[0], inner)
        subject = self._text(bare, inner.outward(fixed=fixed(triples_map.subjects[0].expression)))
        implied = (*subject.guards, *bare.guards)
        graph, code = self._graph(triples_map, inner, implied)
        lines = Lines(self.sink, implied, code)
        for at, rule in enumerate(triples_map.predicate_objects):
            self._rule((at, rule), (subject.fragment, graph), inner, lines)
        lines.flush()
        guarded = _guarded(code, subject.guards)
        if triples_map.condition is None:
            return guarded
        inner.code.lines += guarded.lines
        outer = Code()
        outer.nest(f"if {writer.condition(triples_map.condition, scope)}:", inner.code)
        return outer

    def _text(self, operand: Operand, scope: Scope) -> Operand:
        """The operand held in one variable, so that lines are short."""
        if not operand.guards or (operand.fragment.count("{") == 1 and operand.fragment.startswith("{")):
            return operand
        condition = " and ".join(operand.guards)
        name = scope.define(("text of", operand), f"f'{operand.fragment}' if {condition} else None", "s")
        return Operand(f"{{{name}}}", (f"{name} is not None",))

    def _graph(self, triples_map: TriplesMap, scope: Scope, implied: tuple[str, ...]) -> tuple[str, Code]:
        """The end of every line, and the code that must run before a line is written."""
        code = Code()
        if not triples_map.graphs:
            return " .\\n", code
        graph = triples_map.graphs[0]
        if isinstance(graph.expression, Constant) and graph.expression.value == DEFAULT_GRAPH:
            return " .\\n", code
        operand = self.operands().operand(graph, scope)
        if not operand.guards:
            return f" {operand.fragment} .\\n", code
        name = scope.define(
            ("graph", operand), f"f' {operand.fragment} .\\n' if {' and '.join(operand.guards)} else None", "g"
        )
        if not set(operand.guards) <= set(implied):
            code.add(f"if {name} is None: bail()")
        return f"{{{name}}}", code

    def _rule(self, rule: tuple[int, PredicateObject], around: tuple[str, str], scope: Scope, lines: Lines) -> None:
        _, predicate_object = rule
        if not self._is_plain_rule(predicate_object):
            lines.flush()
            self._by_closure(predicate_object, around, scope, lines.code)
            return
        if predicate_object.condition is None:
            self._objects(rule, around, scope, lines)
            return
        lines.flush()
        inner = scope.inner()
        inside = Lines(self.sink, lines.implied)
        self._objects(rule, around, inner, inside)
        inside.flush()
        inner.code.lines += inside.code.lines
        condition = self.operands().condition(predicate_object.condition, scope)
        lines.code.nest(f"if {condition}:", inner.code)

    def _objects(self, rule: tuple[int, PredicateObject], around: tuple[str, str], scope: Scope, lines: Lines) -> None:
        at, predicate_object = rule
        writer, (subject, graph) = self.operands(), around
        predicates = [writer.operand(each, scope) for each in predicate_object.predicates]
        for index, each in enumerate(predicate_object.objects):
            if isinstance(each, TermMap) and not self.is_single(each):
                lines.flush()
                self._several(each, [predicate.fragment for predicate in predicates], around, (scope, lines.code))
                continue
            operand, guards = self._object(each, scope)
            kinds = [self.known.kinds.get((self.triples_map.name, at, nth, index)) for nth in range(len(predicates))]
            once, first = self._once(operand, scope) if "itself" in kinds else ((), "")
            for predicate, kind in zip(predicates, kinds, strict=True):
                fragment = f"{subject} {predicate.fragment} {operand.fragment}{graph}"
                repeats = kind == "others" or (kind == "itself" and not once)
                conditions = (*predicate.guards, *guards, *operand.guards, *once)
                lines.add(fragment, conditions, repeats=repeats, first=first)

    def _once(self, operand: Operand, scope: Scope) -> tuple[tuple[str, ...], str]:
        """The condition that a term of an iteration was not seen yet, and what keeps it in mind."""
        named = _ONE_NAME.match(operand.fragment)
        if named is None or operand.fragment.count("{") > 1:
            return (), ""
        seen = scope.names.fresh("o")
        scope.outward(fixed=True).code.add(f"{seen} = set()")
        return (f"{named[1]} not in {seen}",), f"{seen}.add({named[1]})"

    def _object(self, rule: TermMap | ObjectReference, scope: Scope) -> tuple[Operand, list[str]]:
        """The object, and the conditions that the rule makes."""
        conditions = [rule.condition] if rule.condition else []
        writer = self.operands()
        term_map = rule
        if isinstance(rule, ObjectReference):
            parent = self._parent(rule)
            conditions += [parent.condition] if parent.condition else []
            writer, term_map = self.operands(parent), parent.subjects[0]
        assert isinstance(term_map, TermMap)
        return writer.operand(term_map, scope), [writer.condition(each, scope) for each in conditions]

    def _several(
        self, term_map: TermMap, predicates: list[str], around: tuple[str, str], into: tuple[Scope, Code]
    ) -> None:
        """The lines of an object with several values: one loop, written out where it goes over one list."""
        subject, graph = around
        scope, code = into
        writer = self.operands()
        listed = multiple_leaf(term_map.expression, self.functions)
        simple = not (term_map.datatype or term_map.language) or self._has_constants(term_map)
        if listed is None or self.triples_map.iterator.steps or not simple or term_map.condition is not None:
            loop = Code([f"{self.sink.loose}(f'{subject} {predicate} {{t}}{graph}')" for predicate in predicates])
            code.nest(f"for t in {writer.many(term_map, scope)}:", loop)
            return
        record = Scope("record", scope.names, Code(), scope)
        elements = writer.values.many(listed, scope)
        one = replace(term_map, expression=with_record(term_map.expression, listed))
        operand = writer.operand(one, record)
        lines = Lines(self.sink)
        for predicate in predicates:
            lines.add(f"{subject} {predicate} {operand.fragment}{graph}", operand.guards, repeats=True)
        lines.flush()
        code.nest(f"for e in {elements}:", Code([*record.code.lines, *lines.code.lines]))

    def _has_constants(self, term_map: TermMap) -> bool:
        parts = (term_map.datatype, term_map.language)
        return all(part is None or isinstance(part, Constant) for part in parts)

    def _is_plain_rule(self, rule: PredicateObject) -> bool:
        return (
            not rule.graphs
            and self.is_single_condition(rule.condition)
            and all(isinstance(each.expression, Constant) and each.condition is None for each in rule.predicates)
            and all(self._is_plain_object(each) for each in rule.objects)
        )

    def _is_plain_object(self, rule: TermMap | ObjectReference) -> bool:
        if not self.is_single_condition(rule.condition):
            return False
        if isinstance(rule, TermMap):
            return rule.term_type is not TermType.BLANK_NODE and (rule.condition is None or self.is_single(rule))
        parent = self._parent(rule)
        same = parent.source == self.triples_map.source and parent.iterator == self.triples_map.iterator
        return same and not rule.joins and self.is_plain(parent)

    def _parent(self, rule: ObjectReference) -> TriplesMap:
        return next(each for each in self.statements.plan.triples_maps if each.name == rule.parent)

    def _by_closure(self, rule: PredicateObject, around: tuple[str, str], scope: Scope, code: Code) -> None:
        """A rule that is not plain: its lines come from a closure."""
        subject, graph = around
        statement = scope.names.bind(self.statements.statement(rule, self.triples_map), "S")
        graphs = f"[f'{graph}'[1:-3]]" if self.triples_map.graphs else "None"
        code.add(f"p = {statement}({environment(scope)}, [f'{subject}'], {graphs}, docs)")
        code.add(f"{self.sink.list} += p[0]")
        code.add("if p[1]: sh(''.join(p[1]))")


def _guarded(code: Code, guards: tuple[str, ...]) -> Code:
    if not guards:
        return code
    outer = Code()
    outer.nest(f"if {' and '.join(guards)}:", code)
    return outer
