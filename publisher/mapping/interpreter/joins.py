"""The subjects of a parent triples map that belong to a child's record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publisher.mapping.interpreter.records import Document, Record, records_of
from publisher.mapping.interpreter.terms import Term, TermMaker
from publisher.mapping.plan import Expression, ObjectReference, Plan, Source, TriplesMap

_Row = tuple[list[Term], list[frozenset[str]]]


@dataclass(slots=True)
class ParentSubjects:
    """Finds parents' subjects. Without joins and over the same iteration a record is its own parent."""

    plan: Plan
    documents: Mapping[Source, Document]
    terms: TermMaker
    base_of: Callable[[TriplesMap], str | None]
    _rows: dict[ObjectReference, list[_Row]] = field(default_factory=dict)

    def subjects(self, reference: ObjectReference, record: Record, child: TriplesMap) -> list[Term]:
        """The subjects in the order of the parent's records; once each."""
        parent = next(each for each in self.plan.triples_maps if each.name == reference.parent)
        if not reference.joins and parent.source == child.source and parent.iterator == child.iterator:
            return self._subjects_of(parent, record)
        wanted = [self._texts(join.child, record) for join in reference.joins]
        found: dict[str, Term] = {}
        for subjects, keys in self._parent_rows(reference, parent):
            if all(not each.isdisjoint(key) for each, key in zip(wanted, keys, strict=True)):
                found.update((subject.text, subject) for subject in subjects if subject.text not in found)
        return list(found.values())

    def _parent_rows(self, reference: ObjectReference, parent: TriplesMap) -> list[_Row]:
        if reference not in self._rows:
            records = records_of(self.documents[parent.source], parent.iterator, self.terms.evaluator.report)
            self._rows[reference] = [
                (self._subjects_of(parent, record), [self._texts(join.parent, record) for join in reference.joins])
                for record in records
            ]
        return self._rows[reference]

    def _subjects_of(self, parent: TriplesMap, record: Record) -> list[Term]:
        evaluator, base = self.terms.evaluator, self.base_of(parent)
        mask = evaluator.holds(parent.condition, record)
        return [term for each in parent.subjects for term in self.terms.terms(each, record, parent, base, (mask,))]

    def _texts(self, expression: Expression, record: Record) -> frozenset[str]:
        evaluator = self.terms.evaluator
        values = evaluator.evaluate(expression, record)
        return frozenset(text for text in map(evaluator.text_of, values) if text is not None)
