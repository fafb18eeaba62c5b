"""Which field a node came from, and which field a missing value would have come from, by the plan itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.content.article import Article
from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.interpreter.expressions import Evaluator
from publisher.mapping.interpreter.records import Document, Record, records_of, values_of
from publisher.mapping.interpreter.terms import TermMaker
from publisher.mapping.plan import (
    ArticleSource,
    CurrentIndex,
    Decode,
    Expression,
    FunctionCall,
    Index,
    Name,
    ObjectReference,
    PredicateObject,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)
from publisher.validation.traces import Rules


@dataclass(frozen=True, slots=True)
class MissingField:
    """The field that a missing value would have been read from; ``written`` is its reference in the mapping."""

    field_path: FieldPath
    rule: str
    rule_place: SourceSpan | None
    written: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Asks one plan about one article after the other."""

    rules: Rules

    def fields_of_node(self, article: Article, node: str) -> Iterator[FieldPath]:
        """The fields that the node's IRI was made of, where it is a subject."""
        for _, paths in self._records_of(article, self.rules.article_maps, node):
            yield from paths

    def missing_field(
        self, article: Article, node: str, predicate: str, fulfilled: frozenset[str] = frozenset()
    ) -> MissingField | None:
        """The field that a triple of this node with this predicate (IRI) is read from; None where no rule makes one.

        Rules in ``fulfilled`` (by name) have made theirs. Of several fields the first that gives nothing, else the first.
        """
        found = [each for each in self._candidates(article, node, predicate) if each[0].rule not in fulfilled]
        empty = (field for field, has_value in found if not has_value)
        return next(empty, found[0][0] if found else None)

    def _candidates(self, article: Article, node: str, predicate: str) -> Iterator[tuple[MissingField, bool]]:
        for triples_map in self.rules.making(predicate):
            for record, _ in self._records_of(article, (triples_map,), node):
                for rule in triples_map.predicate_objects:
                    yield from self._fields(rule, record)

    def _fields(self, rule: PredicateObject, record: Record) -> Iterator[tuple[MissingField, bool]]:
        for each in rule.objects:
            for reference, where in self._references(each, record):
                has_value = any(True for _ in values_of(where, reference, _ignore))
                name, place = each.rule or rule.rule, each.place or rule.place
                yield MissingField(_path_to(reference, where), name, place, reference.written or "$(@)"), has_value

    def _references(self, of: TermMap | ObjectReference, record: Record) -> Iterator[tuple[Reference, Record]]:
        if isinstance(of, TermMap):
            yield from ((each, record) for each in references_in(of.expression))
            return
        parent = next((each for each in self.rules.plan.triples_maps if each.name == of.parent), None)
        if parent is None or not isinstance(parent.source, ArticleSource):
            return
        for subject in parent.subjects:
            for each in references_in(subject.expression):
                whole = Reference((*parent.iterator.steps, *each.steps), each.origin, each.written)
                joined = bool(of.joins) and each.origin == "record"
                yield (whole, _whole(record)) if joined else (each, record)

    def _records_of(
        self, article: Article, triples_maps: Iterable[TriplesMap], node: str
    ) -> Iterator[tuple[Record, tuple[FieldPath, ...]]]:
        """The records whose subject the node is, with the fields that the subject was made of."""
        rules = self.rules
        terms = TermMaker(Evaluator(rules.functions, rules.context, _ignore))
        document = Document(article.path, article.front_matter, article)
        for triples_map in triples_maps:
            base = triples_map.base or rules.plan.base or rules.context.base
            for record in records_of(document, triples_map.iterator, _ignore):
                for subject in triples_map.subjects:
                    for term in terms.terms(subject, record, triples_map, base):
                        if term.text == node:
                            yield record, term.paths


def references_in(expression: Expression) -> Iterator[Reference]:
    """The references of an expression, from left to right, into functions' arguments too."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Template):
        yield from (part for part in expression.parts if isinstance(part, Reference))
    elif isinstance(expression, FunctionCall):
        for argument in expression.arguments:
            yield from references_in(argument.value)


def _path_to(reference: Reference, record: Record) -> FieldPath:
    """The path as far as it is one path: it ends before the first step that stands for many."""
    path = () if reference.origin == "article" else record.path
    for step in reference.steps:
        match step:
            case Name(key):
                path = (*path, key)
            case Index(position) if position >= 0:
                path = (*path, position)
            case CurrentIndex():
                path = (*path, record.index)
            case Decode():
                continue
            case _:
                break
    return path


def _whole(record: Record) -> Record:
    return Record(record.document, record.document.root, (), 0)


def _ignore(_rule: Rule, _message: str, _path: FieldPath) -> None:
    """Data errors were reported when the article was mapped."""
