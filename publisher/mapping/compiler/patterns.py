"""Which statements could repeat another statement of the same article: only their lines are compared at run time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from publisher.mapping.compiler.shape import Functions, Outline, differs_by_record, is_single, outline_of, surely_differ
from publisher.mapping.plan import Constant, ObjectReference, Plan, TermMap, TriplesMap

Where = tuple[str, int, int, int]
"""A statement: its triples map, predicate-object map, predicate and object."""


class Pattern(NamedTuple):
    """What is known of the lines of one statement; None: nothing."""

    where: Where
    subject: Outline | None
    predicate: str | None
    object: Outline | None
    repeats: bool


def repeating(plan: Plan, triples_maps: Iterable[TriplesMap], functions: Functions, base: str | None) -> set[Where]:
    """The statements whose lines may stand twice in what these triples maps make of one article."""
    patterns = [pattern for each in triples_maps for pattern in _patterns(plan, each, functions, base)]
    by_predicate: dict[str | None, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_predicate[pattern.predicate].append(pattern)
    found = {pattern.where for pattern in patterns if pattern.repeats}
    for pattern in patterns:
        rivals = patterns if pattern.predicate is None else by_predicate[pattern.predicate] + by_predicate[None]
        if any(_may_coincide(pattern, rival) for rival in rivals if rival is not pattern):
            found.add(pattern.where)
    return found


def _may_coincide(left: Pattern, right: Pattern) -> bool:
    for one, other in ((left.subject, right.subject), (left.object, right.object)):
        if one is not None and other is not None and surely_differ(one, other):
            return False
    return True


def _patterns(plan: Plan, triples_map: TriplesMap, functions: Functions, base: str | None) -> list[Pattern]:
    base = triples_map.base or plan.base or base
    subjects = triples_map.subjects
    subject = outline_of(subjects[0], base) if len(subjects) == 1 else None
    loops = bool(triples_map.iterator.steps) and not (len(subjects) == 1 and differs_by_record(subjects[0]))
    loops = loops or len(subjects) > 1 or not is_single(subjects[0].expression, functions)
    found: list[Pattern] = []
    for at, rule in enumerate(triples_map.predicate_objects):
        for nth, predicate in enumerate(rule.predicates):
            known = predicate.expression.value if isinstance(predicate.expression, Constant) else None
            for index, each in enumerate(rule.objects):
                where = (triples_map.name, at, nth, index)
                several = isinstance(each, ObjectReference) or not _is_single_object(each, functions)
                outline = outline_of(each, base) if isinstance(each, TermMap) else None
                found.append(Pattern(where, subject, known, outline, loops or several))
    return found


def _is_single_object(term_map: TermMap, functions: Functions) -> bool:
    extra = (term_map.datatype, term_map.language)
    return all(each is None or is_single(each, functions) for each in (term_map.expression, *extra))
