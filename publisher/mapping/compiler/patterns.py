"""Which statements could repeat another statement of the same article: only their lines are compared at run time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from publisher.mapping.compiler.shape import (
    Functions,
    Outline,
    differs_by_record,
    is_fixed,
    is_single,
    leaves_of,
    outline_of,
    surely_differ,
)
from publisher.mapping.plan import Constant, Expression, FunctionCall, ObjectReference, Plan, TermMap, TriplesMap

Where = tuple[str, int, int, int]
"""A statement: its triples map, predicate-object map, predicate and object."""

Repeats = Literal["itself", "others"]


@dataclass(slots=True)
class Repeating:
    """What was found out. A statement that is not in ``kinds`` gives no line twice.

    ``itself``: its subject is always the same, so lines repeat where its object does. ``others``: anything may happen.
    All of this holds as long as each subject of ``opaque`` (made by functions, once an article) is neither one of the
    others nor begins with one of ``starts``, which the generated function looks at.
    """

    kinds: dict[Where, Repeats] = field(default_factory=dict)
    opaque: list[TriplesMap] = field(default_factory=list)
    starts: set[str] = field(default_factory=set)


class Pattern(NamedTuple):
    """What is known of the lines of one statement; None: nothing."""

    where: Where
    subject: Outline | None
    opaque: Expression | None
    predicate: str | None
    object: Outline | None
    repeats: Repeats | None


def repeating(plan: Plan, triples_maps: Iterable[TriplesMap], functions: Functions, base: str | None) -> Repeating:
    """The statements whose lines may stand twice in what these triples maps make of one article."""
    found = Repeating()
    patterns: list[Pattern] = []
    for each in triples_maps:
        patterns += _patterns(plan, each, functions, base)
        if _opaque_subject(each, functions) is not None:
            found.opaque.append(each)
    by_predicate: dict[str | None, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_predicate[pattern.predicate].append(pattern)
    for pattern in patterns:
        rivals = patterns if pattern.predicate is None else by_predicate[pattern.predicate] + by_predicate[None]
        if any(_may_coincide(pattern, rival) for rival in rivals if rival is not pattern):
            found.kinds[pattern.where] = "others"
        elif pattern.repeats is not None:
            found.kinds[pattern.where] = pattern.repeats
    found.starts = {pattern.subject.start for pattern in patterns if pattern.subject and pattern.opaque is None}
    return found


def _may_coincide(left: Pattern, right: Pattern) -> bool:
    if left.object is not None and right.object is not None and surely_differ(left.object, right.object):
        return False
    if left.subject is None or right.subject is None:
        return True
    if left.opaque != right.opaque and _is_told_apart(left) and _is_told_apart(right):
        return False
    return not surely_differ(left.subject, right.subject)


def _is_told_apart(pattern: Pattern) -> bool:
    """Whether the subject is opaque, or begins with a text by which opaque subjects are told from it."""
    return pattern.opaque is not None or (pattern.subject is not None and ":" in pattern.subject.start)


def _opaque_subject(triples_map: TriplesMap, functions: Functions) -> Expression | None:
    """The function that makes the subject, where it is made once an article, whatever the article."""
    subjects = triples_map.subjects
    if len(subjects) != 1 or triples_map.iterator.steps or triples_map.condition is not None:
        return None
    expression = subjects[0].expression
    plain = isinstance(expression, FunctionCall) and is_single(expression, functions) and subjects[0].condition is None
    return expression if plain else None


def _patterns(plan: Plan, triples_map: TriplesMap, functions: Functions, base: str | None) -> list[Pattern]:
    base = triples_map.base or plan.base or base
    subjects = triples_map.subjects
    opaque = _opaque_subject(triples_map, functions)
    subject = outline_of(subjects[0], base) if len(subjects) == 1 else None
    found: list[Pattern] = []
    for at, rule in enumerate(triples_map.predicate_objects):
        for nth, predicate in enumerate(rule.predicates):
            known = predicate.expression.value if isinstance(predicate.expression, Constant) else None
            for index, each in enumerate(rule.objects):
                where = (triples_map.name, at, nth, index)
                outline = outline_of(each, base) if isinstance(each, TermMap) else None
                repeats = _repeats(triples_map, each, functions)
                found.append(Pattern(where, subject, opaque, known, outline, repeats))
    return found


def _repeats(triples_map: TriplesMap, rule: TermMap | ObjectReference, functions: Functions) -> Repeats | None:
    """Whether lines of the statement may be equal to each other."""
    if len(triples_map.subjects) != 1 or not is_single(triples_map.subjects[0].expression, functions):
        return "others"
    if isinstance(rule, ObjectReference) or not _is_single_object(rule, functions):
        return "others"
    if not triples_map.iterator.steps or differs_by_record(triples_map.subjects[0]):
        return None
    if not all(is_fixed(leaf) for leaf in leaves_of(triples_map.subjects[0].expression)):
        return "others"
    return None if differs_by_record(rule) else "itself"


def _is_single_object(term_map: TermMap, functions: Functions) -> bool:
    extra = (term_map.datatype, term_map.language)
    return all(each is None or is_single(each, functions) for each in (term_map.expression, *extra))
