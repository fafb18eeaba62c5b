"""The part of a plan that other engines can run: over a JSON file of articles, without extensions and own functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.mapping.functions.registry import Function
from publisher.mapping.plan import (
    Argument,
    Decode,
    Expression,
    FunctionCall,
    Join,
    ObjectReference,
    Plan,
    PredicateObject,
    Reference,
    TermMap,
    TriplesMap,
)
from publisher.mapping.rewriting import MOST_ELEMENTS, Rewriting, is_written_out, rewritings_of
from publisher.mapping.rules import NOT_EXPORTED
from publisher.mapping.traverse import expressions_of_term, parts_of

_IDLAB = "https://w3id.org/imec/idlab/function#"


def portable_plan(plan: Plan, functions: Mapping[str, Function]) -> tuple[Plan, list[Finding]]:
    """The plan that says the same in plain RML, and where it says less."""
    porter = _Porter(plan, functions)
    kept = [made for each in plan.triples_maps if (made := porter.without_extensions(each)) is not None]
    porter.find_ways(kept)
    maps = [made for each in kept for made in porter.written_out(each)]
    written = [each for each in maps if each.predicate_objects]
    return replace(plan, triples_maps=tuple(written)), porter.findings


def predicate_of(functions: Mapping[str, Function], call: FunctionCall, parameter: str) -> str:
    """The name by which engines know a parameter: the predicate that its description gives, where it has one."""
    function = functions.get(call.function)
    found = function.parameter(parameter) if function is not None else None
    return found.names[min(1, len(found.names) - 1)] if found is not None else parameter


@dataclass(slots=True)
class _Porter:
    """Turns the maps of one plan."""

    plan: Plan
    functions: Mapping[str, Function]
    findings: list[Finding] = field(default_factory=list)
    ways: dict[str, list[Rewriting]] = field(default_factory=dict)
    kept: dict[str, TriplesMap] = field(default_factory=dict)

    def _lose(self, place: SourceSpan | None, message: str) -> None:
        self.findings.append(NOT_EXPORTED.at(place or SourceSpan.point(self.plan.path), message))

    # What uses functions of ours or ~json is left out ------------------------------------------------

    def without_extensions(self, each: TriplesMap) -> TriplesMap | None:
        """The map without what no other engine can compute; None where nothing is left of it."""
        subjects = tuple(term for term in each.subjects if not self._extension(term))
        needed = (self._extension(part) for part in (*each.subjects, *each.graphs, each.condition) if part is not None)
        blocking = next(filter(None, needed), "")
        if not subjects or (blocking and subjects == each.subjects):
            self._lose(each.place, f"{each.name!r} is left out: its subject, graph or condition needs {blocking}")
            return None
        entries = [made for entry in each.predicate_objects if (made := self._portable_entry(each, entry)) is not None]
        return replace(each, subjects=subjects, predicate_objects=tuple(entries))

    def _portable_entry(self, each: TriplesMap, entry: PredicateObject) -> PredicateObject | None:
        for part in (*entry.predicates, *entry.graphs, entry.condition):
            extension = self._extension(part) if part is not None else ""
            if extension:
                self._lose(entry.place, f"an entry of {each.name!r} is left out: it needs {extension}")
                return None
        objects = []
        for term in entry.objects:
            extension = self._extension(term)
            if extension:
                self._lose(term.place, f"an object of {each.name!r} is left out: it needs {extension}")
            else:
                objects.append(term)
        return replace(entry, objects=tuple(objects)) if objects else None

    def _extension(self, part: TermMap | ObjectReference | FunctionCall) -> str:
        """What a part needs that no other engine can compute, as people call it; empty where it needs nothing such."""
        expressions = [part] if isinstance(part, FunctionCall) else list(expressions_of_term(part))
        for found in (found for expression in expressions for found in parts_of(expression)):
            if isinstance(found, FunctionCall) and not self._is_portable(found):
                return f"<{found.function}>"
            if isinstance(found, Reference) and any(isinstance(step, Decode) for step in found.steps):
                return "the extension ~json"
        return ""

    def _is_portable(self, call: FunctionCall) -> bool:
        function = self.functions.get(call.function)
        return function is not None and function.portable

    # Iterations, subjects and conditions ------------------------------------------------------------

    def find_ways(self, maps: list[TriplesMap]) -> None:
        """Decide how each map walks over the JSON file."""
        for each in maps:
            self.kept[each.name] = each
            ways = rewritings_of(each)
            if not ways:
                self._lose(each.place, f"{each.name!r} is left out: its iteration cannot be said without extensions")
            elif is_written_out(ways):
                message = f"{each.name!r} is written out for the first {MOST_ELEMENTS} elements of its list only"
                self._lose(each.place, message)
            self.ways[each.name] = ways

    def written_out(self, each: TriplesMap) -> list[TriplesMap]:
        """The map over the JSON file: one for each way and subject, conditions moved into functions."""
        return [
            self._one(each, subject, way, f"{each.name}{way.suffix}{_numbered(number)}")
            for way in self.ways[each.name]
            for number, subject in enumerate(each.subjects)
        ]

    def _one(self, each: TriplesMap, subject: TermMap, way: Rewriting, name: str) -> TriplesMap:
        around = [way.call(call) for call in (each.condition, subject.condition)]
        entries = []
        for entry in each.predicate_objects:
            conditions = [*around, way.call(entry.condition), self._guard(subject, way)]
            entries += self._entries(entry, way, [call for call in conditions if call is not None])
        made = replace(
            each,
            name=name,
            source=way.source,
            iterator=way.iterator,
            subjects=(self._subject(way.term(subject), [call for call in around if call is not None]),),
            predicate_objects=tuple(entries),
            graphs=tuple(way.term(graph) for graph in each.graphs),
            condition=None,
            shared=False,
        )
        if any(graph.condition for graph in each.graphs):
            self._lose(each.place, f"the condition on a graph of {each.name!r} is left out")
        return made

    @staticmethod
    def _guard(subject: TermMap, way: Rewriting) -> FunctionCall | None:
        """The condition that the element exists, unless the subject says it already by needing the element."""
        needs = any(
            isinstance(part, Reference) and part.origin == "record"
            for expression in expressions_of_term(subject)
            for part in parts_of(expression)
        )
        return None if needs else way.guard

    @staticmethod
    def _subject(subject: TermMap, conditions: list[FunctionCall]) -> TermMap:
        """The subject; one that a function makes is made only where the conditions hold, for it may fail elsewhere."""
        expression = subject.expression
        if isinstance(expression, FunctionCall):
            for condition in conditions:
                expression = when(condition, expression)
        return replace(subject, expression=expression, condition=None)

    def _entries(self, entry: PredicateObject, way: Rewriting, conditions: list[FunctionCall]) -> list[PredicateObject]:
        """The entry, its conditions moved into the predicates; an object with a condition of its own stands apart."""
        made: list[PredicateObject] = []
        plain: list[TermMap | ObjectReference] = []
        for term in entry.objects:
            changed = self._references(term, way) if isinstance(term, ObjectReference) else [way.term(term)]
            for each in changed:
                if each.condition is None:
                    plain.append(each)
                elif isinstance(each, TermMap) and isinstance(each.expression, (Reference, FunctionCall)):
                    plain.append(replace(each, expression=when(each.condition, each.expression), condition=None))
                else:
                    alone = replace(each, condition=None)
                    made.append(self._entry(entry, (alone,), way, [*conditions, each.condition]))
        return [self._entry(entry, tuple(plain), way, conditions), *made] if plain else made

    @staticmethod
    def _entry(
        entry: PredicateObject,
        objects: tuple[TermMap | ObjectReference, ...],
        way: Rewriting,
        conditions: list[FunctionCall],
    ) -> PredicateObject:
        predicates = []
        for each in entry.predicates:
            predicate = way.term(each)
            for condition in [*conditions, *([predicate.condition] if predicate.condition else [])]:
                predicate = replace(predicate, expression=when(condition, predicate.expression), condition=None)
            predicates.append(predicate)
        graphs = tuple(replace(way.term(each), condition=None) for each in entry.graphs)
        return replace(entry, predicates=tuple(predicates), objects=objects, graphs=graphs, condition=None)

    def _references(self, term: ObjectReference, way: Rewriting) -> list[TermMap | ObjectReference]:
        """A reference to another map: its subjects where both walk the same records, else joins with each of its forms."""
        condition = way.call(term.condition)
        parent = self.kept.get(term.parent)
        if parent is None:
            self._lose(term.place, f"the link to {term.parent!r} is left out, because that mapping is")
            return []
        if not term.joins:
            subjects = [way.term(subject) for subject in parent.subjects]
            return [replace(each, condition=both(condition, each.condition), place=term.place) for each in subjects]
        made: list[TermMap | ObjectReference] = []
        for other in self.ways[term.parent]:
            joins = tuple(Join(way.expression(join.child), other.expression(join.parent)) for join in term.joins)
            for number in range(len(parent.subjects)):
                name = f"{term.parent}{other.suffix}{_numbered(number)}"
                made.append(replace(term, parent=name, joins=joins, condition=condition))
        return made


def when(condition: FunctionCall, value: Expression) -> FunctionCall:
    """The value where the condition holds, as a function that other engines know."""
    arguments = (Argument(_IDLAB + "_strBoolean", condition), Argument(_IDLAB + "_str", value))
    return FunctionCall(_IDLAB + "trueCondition", arguments)


def both(one: FunctionCall | None, other: FunctionCall | None) -> FunctionCall | None:
    """A condition that holds where both do."""
    if one is None or other is None:
        return one or other
    return FunctionCall(
        _IDLAB + "trueCondition", (Argument(_IDLAB + "_strBoolean", one), Argument(_IDLAB + "_str", other))
    )


def _numbered(number: int) -> str:
    return f"-s{number + 1}" if number else ""
