"""The whole generated function of a plan, one for its articles and one for each of its JSON files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from publisher.mapping.compiler.inline import environment
from publisher.mapping.compiler.maps import MapWriter
from publisher.mapping.compiler.normal import rooted
from publisher.mapping.compiler.patterns import Where, repeating
from publisher.mapping.compiler.runtime import RUNTIME
from publisher.mapping.compiler.shape import Input, inputs_of
from publisher.mapping.compiler.statements import Documents, StatementCompiler
from publisher.mapping.compiler.writer import Code, Namespace, Scope
from publisher.mapping.plan import (
    ArticleSource,
    Expression,
    Position,
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
    """Writes the function for one source of a plan."""

    statements: StatementCompiler
    source: Source
    names: Namespace = field(default_factory=Namespace)
    blocks: list[str] = field(default_factory=list)

    def compile(self) -> tuple[Mapped, str]:
        """The function, and its source for whoever wants to read it."""
        text = self.write()
        space: dict[str, object] = {**RUNTIME, **self.names.objects}
        exec(compile(text, f"<mapping {self.statements.plan.path}>", "exec"), space)  # noqa: S102 - our own source
        return space["mapped"], text  # type: ignore[return-value]

    def write(self) -> str:
        """The source."""
        plan = self.statements.plan
        maps = [each for each in plan.triples_maps if each.source == self.source]
        own = [each for each in maps if not each.shared]
        loose = repeating(plan, own, self.statements.functions, self.statements.context.base)
        root = Scope("root", self.names)
        for each in maps:
            self._map(each, root, loose)
        head = ["own = []; a = own.append", "loose = []; u = loose.append", "shared = []; sh = shared.append"]
        body = [*head, "e = d; i = 0", *self._documents(), *root.code.lines, *self._result(own, root)]
        function = ["def mapped(d, art, name, docs):", *("    " + line for line in body)]
        return "\n".join([*self.blocks, *function, ""])

    def _documents(self) -> list[str]:
        if not isinstance(self.source, ArticleSource):
            return []
        return [f"docs = {{{self.names.bind(self.source)}: Env(d, d, 0, art, name)}}"] if self._joins() else []

    def _joins(self) -> bool:
        rules = (rule for each in self.statements.plan.triples_maps for rule in each.predicate_objects)
        return any(not isinstance(each, TermMap) for rule in rules for each in rule.objects)

    def _result(self, own: list[TriplesMap], root: Scope) -> list[str]:
        graph = "''"
        writer = MapWriter(self.statements, rooted(own[0]), set()) if own else None
        named = bool(writer and isinstance(self.source, ArticleSource) and writer.triples_map.graphs)
        before = len(root.code.lines)
        if writer and named and writer.is_single(writer.triples_map.graphs[0]):
            operand = writer.operands().operand(writer.triples_map.graphs[0], root)
            condition = " and ".join(operand.guards)
            text = f"f'{operand.fragment}'[1:-1]"
            graph = f"{text} if {condition} else ''" if condition else text
        added = root.code.lines[before:]
        return [*added, "if loose: own += dict.fromkeys(loose)", f"return {graph}, ''.join(own), shared"]

    def _map(self, triples_map: TriplesMap, root: Scope, loose: set[Where]) -> None:
        writer = MapWriter(self.statements, triples_map, loose)
        if not writer.is_plain(triples_map):
            self._by_closure(triples_map, root)
        elif not triples_map.shared:
            root.code.lines += writer.write(root).lines
        elif self._inputs(triples_map) is not None:
            self._remembered(triples_map, root)
        else:
            root.code.lines += self._shared(triples_map, root).lines

    def _by_closure(self, triples_map: TriplesMap, root: Scope) -> None:
        whole = self.names.bind(self.statements.triples_map(triples_map), "W")
        root.code.add(f"p = {whole}({environment(root)}, docs)")
        root.code.add("loose += p[0]; shared += p[1]")

    def _inputs(self, triples_map: TriplesMap) -> list[Input] | None:
        """The few single fields that a shared block depends on; None where it is not worth to keep blocks."""
        found: dict[Input, None] = {}
        for each in _expressions(triples_map):
            inputs = inputs_of(each, self.statements.functions)
            if inputs is None or any(isinstance(one.leaf, Position) for one in inputs):
                return None
            found.update(dict.fromkeys(inputs))
        return list(found) if len(found) <= _MOST_INPUTS and not self._has_references(triples_map) else None

    def _has_references(self, triples_map: TriplesMap) -> bool:
        return any(not isinstance(each, TermMap) for rule in triples_map.predicate_objects for each in rule.objects)

    def _shared(self, triples_map: TriplesMap, root: Scope) -> Code:
        """A shared map whose blocks are not kept: the lines of each record become one block."""
        block = self._block_function(triples_map)
        call = f"p = {block}(d, e, i, art, name, docs, sh)"
        return self._each_record(triples_map, root, Code([call, "if p: sh(p)"]))

    def _remembered(self, triples_map: TriplesMap, root: Scope) -> None:
        block = self._block_function(triples_map)
        memory = self.names.bind({}, "M")
        record = root if not triples_map.iterator.steps else Scope("record", self.names, Code(), root)
        values = MapWriter(self.statements, triples_map, set()).operands().values
        key = values.key(self._inputs(rooted(triples_map)) or [], record)
        miss = Code([f"p = {block}(d, e, i, art, name, docs, sh)", f"remember({memory}, {key}, p)"])
        body = Code(record.code.lines.copy() if record is not root else [])
        body.add(f"p = {memory}.get({key})")
        body.nest("if p is None:", miss)
        body.add("if p: sh(p)")
        root.code.lines += self._each_record(triples_map, root, body).lines

    def _each_record(self, triples_map: TriplesMap, root: Scope, body: Code) -> Code:
        if not triples_map.iterator.steps:
            return Code(["e = d; i = 0", *body.lines])
        writer = MapWriter(self.statements, triples_map, set())
        loop = Code()
        records = writer.records(root)
        loop.nest(f"for i, e in enumerate({records}):", Code(["if e is None: continue", *body.lines]))
        return loop

    def _block_function(self, triples_map: TriplesMap) -> str:
        """The name of a function that gives the block of one record."""
        one = rooted(triples_map)
        plan, functions = self.statements.plan, self.statements.functions
        record = one if not one.iterator.steps else _as_one_record(one)
        loose = repeating(plan, [record], functions, self.statements.context.base)
        scope = Scope("root", self.names)
        inner = scope if not one.iterator.steps else Scope("record", self.names, Code(), scope)
        code = MapWriter(self.statements, one, loose).one_record(inner)
        lines = [*scope.code.lines, *(inner.code.lines if inner is not scope else ()), *code.lines]
        name = self.names.fresh("block")
        head = ["own = []; a = own.append", "loose = []; u = loose.append"]
        end = ["if loose: own += dict.fromkeys(loose)", "return ''.join(own)"]
        self.blocks += [
            f"def {name}(d, e, i, art, name, docs, sh):",
            *("    " + line for line in [*head, *lines, *end]),
            "",
        ]
        return name


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
