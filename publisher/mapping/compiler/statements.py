"""Triples maps as closures, for whatever the generated code does not write out: lists, joins, blank nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from publisher.mapping.compiler.termmaps import Masks, TermCompiler, Terms, kept
from publisher.mapping.compiler.text import UndecidedError, graph_mark
from publisher.mapping.compiler.values import Env, ExpressionCompiler
from publisher.mapping.context import MappingContext
from publisher.mapping.functions.model import Function
from publisher.mapping.plan import (
    DEFAULT_GRAPH,
    ArticleSource,
    Constant,
    ObjectReference,
    Plan,
    PredicateObject,
    Source,
    TermMap,
    TriplesMap,
)

Documents = Mapping[Source, Env]
Graphs = Callable[[Env], "list[str] | None"]
Statement = Callable[[Env, list[str], "list[str] | None", Documents], tuple[list[str], list[str]]]
"""From a record with its subjects and graphs to the lines for these graphs, and those for graphs of the rule's own."""


class StatementCompiler(NamedTuple):
    """Makes closures of triples maps and of their predicate-object maps."""

    plan: Plan
    context: MappingContext
    functions: Mapping[str, Function]

    def terms_of(self, triples_map: TriplesMap) -> TermCompiler:
        """The compiler of the terms of a triples map."""
        lenient = isinstance(triples_map.source, ArticleSource)
        return TermCompiler(ExpressionCompiler(self.functions, self.context.labels, lenient))

    def base_of(self, triples_map: TriplesMap) -> str | None:
        """The base for relative IRIs."""
        return triples_map.base or self.plan.base or self.context.base

    def term(self, term_map: TermMap, triples_map: TriplesMap) -> Terms:
        """The closure of one term map."""
        return self.terms_of(triples_map).terms(term_map, triples_map, self.base_of(triples_map))

    def subjects(self, triples_map: TriplesMap) -> Callable[[Env], list[str]]:
        """The subjects of a record, conditions considered."""
        holds = self.terms_of(triples_map).condition(triples_map.condition)
        makers = [self.term(each, triples_map) for each in triples_map.subjects]

        def made(env: Env) -> list[str]:
            masks = (holds(env),) if holds else ()
            return [term for maker in makers for term in maker(env, masks)]

        return made

    def graphs(self, maps: tuple[TermMap, ...], triples_map: TriplesMap) -> Graphs:
        """The graphs that are named; None where only the default graph is meant or left."""
        makers = [
            None
            if isinstance(each.expression, Constant) and each.expression.value == DEFAULT_GRAPH
            else self.term(each, triples_map)
            for each in maps
        ]

        def made(env: Env) -> list[str] | None:
            found = [graph for maker in makers for graph in ([""] if maker is None else maker(env, ()))]
            if found or not makers:
                return found or None
            if env.article is None:
                return None
            raise UndecidedError

        return made

    def statement(self, rule: PredicateObject, triples_map: TriplesMap) -> Statement:
        """The closure of one predicate-object map."""
        holds = self.terms_of(triples_map).condition(rule.condition)
        predicates = [self.term(each, triples_map) for each in rule.predicates]
        objects = [self._objects(each, triples_map) for each in rule.objects]
        graphs = self.graphs(rule.graphs, triples_map)

        def state(
            env: Env, subjects: list[str], around: list[str] | None, documents: Documents
        ) -> tuple[list[str], list[str]]:
            mask = holds(env) if holds else None
            if mask is not None and not any(mask):
                return [], []
            own = graphs(env)
            pairs = [
                (predicate, term)
                for made in predicates
                for predicate in made(env, ())
                for found in objects
                for term in found(env, (mask,), documents)
            ]
            if around is None and own is None:
                return _lines(subjects, pairs, [""]), []
            return _lines(subjects, pairs, around or []), _lines(subjects, pairs, own or [])

        return state

    def triples_map(self, triples_map: TriplesMap) -> Callable[[Env, Documents], tuple[list[str], list[str]]]:
        """The closure of a whole triples map: the lines for an article's own graph, and the blocks for shared graphs."""
        records = self.terms_of(triples_map).expressions.records(triples_map.iterator)
        subjects, graphs = self.subjects(triples_map), self.graphs(triples_map.graphs, triples_map)
        statements = [self.statement(rule, triples_map) for rule in triples_map.predicate_objects]

        def apply(env: Env, documents: Documents) -> tuple[list[str], list[str]]:
            own: list[str] = []
            blocks: list[str] = []
            for at, record in enumerate(records(env.root)):
                here = env._replace(record=record, at=at)
                made = subjects(here) if record is not None else []
                around = graphs(here) if made else None
                found = [state(here, made, around, documents) for state in statements] if made else []
                lines = [line for each, _ in found for line in each]
                (blocks if triples_map.shared else own).extend(_block(lines) if triples_map.shared else lines)
                blocks += _block([line for _, each in found for line in each])
            return own, blocks

        return apply

    def _objects(
        self, rule: TermMap | ObjectReference, triples_map: TriplesMap
    ) -> Callable[[Env, Masks, Documents], list[str]]:
        if isinstance(rule, TermMap):
            terms = self.term(rule, triples_map)
            return lambda env, masks, _documents: terms(env, masks)
        return parent_subjects(self, rule, triples_map)


def _block(lines: list[str]) -> list[str]:
    return ["".join(dict.fromkeys(lines))] if lines else []


def _lines(subjects: list[str], pairs: list[tuple[str, str]], graphs: list[str]) -> list[str]:
    lines: list[str] = []
    for graph in graphs:
        mark = graph_mark(graph)
        ending = f" {graph} .\n" if graph else " .\n"
        for subject in subjects:
            start = scoped(subject, mark)
            lines += [f"{start} {predicate} {scoped(term, mark)}{ending}" for predicate, term in pairs]
    return lines


def scoped(term: str, mark: str) -> str:
    """The term; a blank node with the mark of its graph."""
    return f"_:{mark}b{term[2:]}" if term.startswith("_:") else term


_Rows = list[tuple[list[str], list[frozenset[str]]]]


def parent_subjects(
    compiler: StatementCompiler, rule: ObjectReference, child: TriplesMap
) -> Callable[[Env, Masks, Documents], list[str]]:
    """The closure that gives the subjects of the parent for a child's record, once each."""
    parent = next(each for each in compiler.plan.triples_maps if each.name == rule.parent)
    subjects = compiler.subjects(parent)
    holds = compiler.terms_of(child).condition(rule.condition)
    if not rule.joins and parent.source == child.source and parent.iterator == child.iterator:
        return lambda env, masks, _documents: kept(subjects(env), (*masks, holds(env) if holds else None))
    of_child = compiler.terms_of(child)
    wanted = [of_child.texts(of_child.expressions.values(join.child)) for join in rule.joins]
    rows = _rows(compiler, rule, parent)

    def joined(env: Env, masks: Masks, documents: Documents) -> list[str]:
        keys = [each(env) for each in wanted]
        matching = (
            found
            for found, held in rows(documents[parent.source])
            if all(not key.isdisjoint(other) for key, other in zip(keys, held, strict=True))
        )
        once = list(dict.fromkeys(subject for found in matching for subject in found))
        return kept(once, (*masks, holds(env) if holds else None))

    return joined


def _rows(compiler: StatementCompiler, rule: ObjectReference, parent: TriplesMap) -> Callable[[Env], _Rows]:
    """From the parent's document to its subjects and join keys; those of the last document are kept."""
    terms = compiler.terms_of(parent)
    records = terms.expressions.records(parent.iterator)
    subjects = compiler.subjects(parent)
    keys = [terms.texts(terms.expressions.values(join.parent)) for join in rule.joins]
    last: list[tuple[Env, _Rows]] = []

    def rows(document: Env) -> _Rows:
        if not last or last[0][0] is not document:
            envs = [
                document._replace(record=record, at=at)
                for at, record in enumerate(records(document.root))
                if record is not None
            ]
            last[:] = [(document, [(subjects(env), [key(env) for key in keys]) for env in envs])]
        return last[0][1]

    return rows
