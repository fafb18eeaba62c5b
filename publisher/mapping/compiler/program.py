"""The whole generated function of a plan, one for its articles and one for each of its JSON files."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, count

from publisher.mapping.compiler.inline import environment
from publisher.mapping.compiler.lines import Sink
from publisher.mapping.compiler.maps import MapWriter
from publisher.mapping.compiler.normal import rooted
from publisher.mapping.compiler.patterns import Repeating, repeating
from publisher.mapping.compiler.runtime import RUNTIME
from publisher.mapping.compiler.shape import Input, inputs_of
from publisher.mapping.compiler.sinking import sunk
from publisher.mapping.compiler.statements import Documents, StatementCompiler
from publisher.mapping.compiler.writer import Code, Memory, Namespace, Scope
from publisher.mapping.plan import (
    ArticleSource,
    Expression,
    Position,
    RecordNode,
    Reference,
    Source,
    TermMap,
    TriplesMap,
)

Mapped = Callable[[object, object, str, Documents], tuple[str, str, list[str]]]
"""From a document, its article, its name and all documents to the graph, the own lines and the shared blocks."""

_MOST_INPUTS = 6


@dataclass(slots=True)
class ProgramWriter:
    """Writes the function for one source of a plan; with ``only`` for one of its triples maps, by name."""

    statements: StatementCompiler
    source: Source
    only: str | None = None
    names: Namespace = field(default_factory=Namespace)
    loops: dict[Reference, tuple[MapWriter, Scope]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.statements = self.statements._replace(plan=rooted(self.statements.plan))

    def compile(self) -> tuple[Mapped, str]:
        """The function, and its source for whoever wants to read it."""
        text = self.write()
        space: dict[str, object] = {**RUNTIME, **self.names.objects}
        with warnings.catch_warnings():
            # A constant that is asked whether it is None is no mistake in generated code.
            warnings.simplefilter("ignore", SyntaxWarning)
            exec(compile(text, f"<mapping {self.statements.plan.path}>", "exec"), space)  # noqa: S102 - our own source
        return space["mapped"], text  # type: ignore[return-value]

    def write(self) -> str:
        """The source."""
        plan = self.statements.plan
        maps = [each for each in plan.triples_maps if each.source == self.source and self.only in {None, each.name}]
        own = [each for each in maps if not each.shared]
        known = repeating(plan, own, self.statements.functions, self.statements.context.base)
        root = Scope("root", self.names)
        for each in maps:
            self._map(each, root, known)
        self._write_loops(root)
        self._tell_apart(known, root)
        lines = [*root.code.lines, *self._result(own, root)]
        if all(each.predicate_objects for each in maps):  # else a subject is looked at, and nothing said of it
            lines = sunk(lines)
        turn = f"turn = next({self.names.bind(count())})"
        head = [turn, "own = []; a = own.append", "loose = []; u = loose.append", "shared = []; sh = shared.append"]
        body = [*head, "e = d; i = 0", *self._documents(), *lines]
        return "\n".join(["def mapped(d, art, name, docs):", *("    " + line for line in body), ""])

    def _tell_apart(self, known: Repeating, root: Scope) -> None:
        """Leave to the interpreter an article in which two nodes that should be two are one."""
        names: list[str] = []
        for each in known.opaque:
            operand = MapWriter(self.statements, each, known).operands().operand(each.subjects[0], root)
            names.append(operand.fragment[1:-1])
        names = list(dict.fromkeys(names))
        for name in names if known.starts else ():
            root.code.add(f"if {name}.startswith({tuple(sorted(known.starts))!r}): bail()")
        for left, right in combinations(names, 2):
            root.code.add(f"if {left} and {left} == {right}: bail()")

    def _documents(self) -> list[str]:
        if not isinstance(self.source, ArticleSource):
            return []
        return [f"docs = {{{self.names.bind(self.source)}: Env(d, d, 0, art, name)}}"] if self._joins() else []

    def _joins(self) -> bool:
        rules = (rule for each in self.statements.plan.triples_maps for rule in each.predicate_objects)
        return any(not isinstance(each, TermMap) for rule in rules for each in rule.objects)

    def _result(self, own: list[TriplesMap], root: Scope) -> list[str]:
        graph = "''"
        writer = MapWriter(self.statements, own[0], Repeating()) if own else None
        named = bool(writer and isinstance(self.source, ArticleSource) and writer.triples_map.graphs)
        before = len(root.code.lines)
        if writer and named and writer.is_single(writer.triples_map.graphs[0]):
            operand = writer.operands().operand(writer.triples_map.graphs[0], root)
            condition = " and ".join(operand.guards)
            text = f"f'{operand.fragment}'[1:-1]"
            graph = f"{text} if {condition} else ''" if condition else text
        added = root.code.lines[before:]
        return [*added, "if loose: own += dict.fromkeys(loose)", f"return {graph}, ''.join(own), shared"]

    def _map(self, triples_map: TriplesMap, root: Scope, known: Repeating) -> None:
        writer = MapWriter(self.statements, triples_map, known)
        if not writer.is_plain(triples_map):
            self._by_closure(triples_map, root)
        else:
            record = self._record_scope(writer, root)
            code = self._blocks(writer, record) if triples_map.shared else writer.one_record(record)
            record.code.lines += code.lines

    def _record_scope(self, writer: MapWriter, root: Scope) -> Scope:
        """Where the code for one record goes: triples maps with one iteration share one loop."""
        iterator = writer.triples_map.iterator
        if not iterator.steps:
            return root
        if iterator not in self.loops:
            self.loops[iterator] = (writer, Scope("record", self.names, Code(), root))
        return self.loops[iterator][1]

    def _write_loops(self, root: Scope) -> None:
        for writer, record in self.loops.values():
            records = writer.records(root)
            body = Code(["if e is None: continue", *record.code.lines])
            if record.code.lines:
                root.code.nest(f"for i, e in enumerate({records}):", body)

    def _by_closure(self, triples_map: TriplesMap, root: Scope) -> None:
        whole = self.names.bind(self.statements.triples_map(triples_map), "W")
        root.code.add(f"p = {whole}({environment(root)}, docs)")
        root.code.add("loose += p[0]; shared += p[1]")

    def _inputs(self, triples_map: TriplesMap) -> list[Input] | None:
        """The few single fields that a shared block depends on; None where it is not worth to keep blocks."""
        found: dict[Input, None] = {}
        if any(rule.graphs for rule in triples_map.predicate_objects):
            return None  # what goes to the graphs of a rule is no part of the block
        for each in _expressions(triples_map):
            if isinstance(each, RecordNode):
                return None  # which depends on where the record stands
            inputs = inputs_of(each, self.statements.functions)
            if inputs is None or any(isinstance(one.leaf, Position) for one in inputs):
                return None
            found.update(dict.fromkeys(inputs))
        return list(found) if len(found) <= _MOST_INPUTS and not self._has_references(triples_map) else None

    def _has_references(self, triples_map: TriplesMap) -> bool:
        return any(not isinstance(each, TermMap) for rule in triples_map.predicate_objects for each in rule.objects)

    def _blocks(self, writer: MapWriter, record: Scope) -> Code:
        """A shared map: the lines of a record become one block, which is kept by the fields it depends on."""
        one = writer.triples_map
        inner, inputs = record.inner(), self._inputs(one)
        inner.remembered_by = None if inputs is None else frozenset(inputs)
        plan, functions = self.statements.plan, self.statements.functions
        known = repeating(plan, [_as_one_record(one)], functions, self.statements.context.base)
        writer = MapWriter(self.statements, one, known, Sink("b", "c", "loose_block"))
        lines = writer.one_record(inner).lines
        made = Code(["block = []; b = block.append", "loose_block = []; c = loose_block.append"])
        made.lines += [*inner.code.lines, *lines]
        made.lines += ["if loose_block: block += dict.fromkeys(loose_block)", "p = ''.join(block)"]
        body = Code()
        if inputs is None:
            body.lines += made.lines
        else:
            key = writer.operands().values.key(inputs, record)
            memory = self.names.bind(Memory(), "M")
            made.lines += key.store(memory, "p", record).lines
            body.add(f"p = {memory}.get({key.source})")
            body.nest("if p is None:", made)
        body.add("if p: sh(p)")
        return body


def _as_one_record(triples_map: TriplesMap) -> TriplesMap:
    """The triples map as it is for one of its records, which cannot repeat what another says."""
    return replace(triples_map, iterator=Reference(()))


def _expressions(triples_map: TriplesMap) -> Iterator[Expression]:
    """Every expression that a triples map evaluates."""
    if triples_map.condition is not None:
        yield triples_map.condition
    for term_map in (*triples_map.subjects, *triples_map.graphs):
        yield from _parts(term_map)
    for rule in triples_map.predicate_objects:
        if rule.condition is not None:
            yield rule.condition
        for each in (*rule.predicates, *rule.objects, *rule.graphs):
            if isinstance(each, TermMap):
                yield from _parts(each)


def _parts(term_map: TermMap) -> Iterator[Expression]:
    parts = (term_map.expression, term_map.datatype, term_map.language, term_map.condition)
    return (part for part in parts if part is not None)
