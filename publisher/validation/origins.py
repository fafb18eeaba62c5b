"""Which field a node came from, and which field a missing value would have come from, by the plan itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.content.article import Article
from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.interpreter.expressions import Evaluator
from publisher.mapping.interpreter.memo import Memo
from publisher.mapping.interpreter.records import Document, Record, records_of, values_of
from publisher.mapping.interpreter.terms import TermMaker
from publisher.mapping.plan import (
    ArticleSource,
    ObjectReference,
    PredicateObject,
    Reference,
    TermMap,
    TriplesMap,
)
from publisher.validation.plan_rules import Rules
from publisher.validation.references import path_of, references_in

RuleKey = tuple[str, SourceSpan | None]
"""A rule of the mapping by its name and its place."""


@dataclass(frozen=True, slots=True)
class MissingField:
    """The field that a missing value would have been read from; ``written`` is its reference in the mapping.

    ``suspects`` are all fields whose values could be why it is missing, where none of them is empty.
    """

    field_path: FieldPath
    rule: str
    rule_place: SourceSpan | None
    written: str
    suspects: tuple[FieldPath, ...] = ()


class Origins:
    """Asks a plan about one article."""

    def __init__(self, rules: Rules, article: Article) -> None:
        self._rules = rules
        self._document = Document(article.path, article.front_matter, article)

    @cached_property
    def _terms(self) -> TermMaker:
        reading = self._rules.reading
        return TermMaker(Evaluator(reading.functions, reading.context, Memo(reading.numbers, _ignore)))

    def fields_of_node(self, node: str) -> Iterator[FieldPath]:
        """The fields that the node's IRI was made of, where it is a subject."""
        for _, paths in self._records_of(self._rules.with_subject(node), node):
            yield from paths

    def missing_field(
        self, node: str, predicate: str, fulfilled: frozenset[RuleKey] = frozenset()
    ) -> MissingField | None:
        """The field that a triple of this node with this predicate (IRI) is read from; None where no rule makes one.

        Rules in ``fulfilled`` (by name and place) have made theirs. Of several fields the first that gives nothing, else the first.
        """
        found: list[MissingField] = []
        for field, has_value in self._candidates(node, predicate):
            if (field.rule, field.rule_place) in fulfilled:
                continue
            if not has_value:
                return field
            found.append(field)
        suspects = tuple(dict.fromkeys(field.field_path for field in found))
        return replace(found[0], suspects=suspects) if found else None

    def _candidates(self, node: str, predicate: str) -> Iterator[tuple[MissingField, bool]]:
        found = False
        for triples_map in self._rules.making_about(predicate, node):
            if found and not self._rules.is_likely(triples_map):
                return
            for record, _ in self._records_of((triples_map,), node):
                found = True
                for rule in triples_map.predicate_objects:
                    yield from self._fields(triples_map, rule, record)

    def _fields(
        self, triples_map: TriplesMap, rule: PredicateObject, record: Record
    ) -> Iterator[tuple[MissingField, bool]]:
        """The fields of a rule's objects, then those that its conditions ask for."""
        for each in rule.objects:
            conditions = [each.condition, rule.condition, triples_map.condition]
            asked = [(found, record) for condition in conditions if condition for found in references_in(condition)]
            for reference, where in (*self._references(each, record), *asked):
                has_value = any(True for _ in values_of(where, reference, _ignore))
                path, written = path_of(reference, where), reference.written or "$(@)"
                if where.value is None and reference.origin == "record":
                    path, written = where.path, triples_map.iterator.written
                name, place = each.rule or rule.rule, each.place or rule.place
                yield MissingField(path, name, place, written), has_value

    def _references(self, of: TermMap | ObjectReference, record: Record) -> Iterator[tuple[Reference, Record]]:
        if isinstance(of, TermMap):
            yield from ((each, record) for each in references_in(of.expression))
            return
        parent = self._rules.map_named(of.parent)
        if parent is None or not isinstance(parent.source, ArticleSource):
            return
        for subject in parent.subjects:
            for each in references_in(subject.expression):
                whole = Reference((*parent.iterator.steps, *each.steps), each.origin, each.written)
                joined = bool(of.joins) and each.origin == "record"
                yield (whole, _whole(record)) if joined else (each, record)

    def _records_of(
        self, triples_maps: Iterable[TriplesMap], node: str
    ) -> Iterator[tuple[Record, tuple[FieldPath, ...]]]:
        """The records whose subject the node is, with the fields that the subject was made of."""
        rules = self._rules
        for triples_map in triples_maps:
            base = triples_map.base or rules.plan.base or rules.context.base
            for record in _records_or_none(self._document, triples_map):
                for subject in triples_map.subjects:
                    for term in self._terms.terms(subject, record, triples_map, base):
                        if term.text == node:
                            yield record, term.paths


def _records_or_none(document: Document, triples_map: TriplesMap) -> Iterator[Record]:
    """The records; where a list is empty or missing, one without a value, whose path is the list's."""
    count = 0
    for count, record in enumerate(records_of(document, triples_map.iterator, _ignore), 1):  # noqa: B007 - counted
        yield record
    if count == 0:
        nowhere = Record(document, None, (), 0)
        yield Record(document, None, path_of(triples_map.iterator, nowhere), 0)


def _whole(record: Record) -> Record:
    return Record(record.document, record.document.root, (), 0)


def _ignore(_rule: Rule, _message: str, _path: FieldPath) -> None:
    """Data errors were reported when the article was mapped."""
