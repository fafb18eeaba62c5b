"""Subjects of parent triples maps as closures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from publisher.mapping.compiler.termmaps import Masks, kept
from publisher.mapping.compiler.values import Env
from publisher.mapping.plan import ObjectReference, TriplesMap

if TYPE_CHECKING:
    from publisher.mapping.compiler.statements import Documents, StatementCompiler

_Rows = list[tuple[list[str], list[frozenset[str]]]]
Found = Callable[[Env, Masks, "Documents"], list[str]]


def parent_subjects(compiler: StatementCompiler, rule: ObjectReference, child: TriplesMap) -> Found:
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
