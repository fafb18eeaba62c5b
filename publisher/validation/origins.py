"""Which field a node came from, and which field a missing value would have come from, by the plan itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.content.article import Article
from publisher.core.rules import Rule
from publisher.core.spans import FieldPath, SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpreter.expressions import Evaluator
from publisher.mapping.interpreter.records import Document, Record, records_of, values_of
from publisher.mapping.interpreter.terms import TermMaker
from publisher.mapping.plan import (
    ArticleSource,
    Constant,
    CurrentIndex,
    Decode,
    Expression,
    FunctionCall,
    Index,
    Name,
    ObjectReference,
    Plan,
    PredicateObject,
    Reference,
    Template,
    TermMap,
    TriplesMap,
)


@dataclass(frozen=True, slots=True)
class MissingField:
    """The field that a missing value would have been read from; ``written`` is its reference in the mapping."""

    field_path: FieldPath
    rule: str
    rule_place: SourceSpan | None
    written: str


class Origins:
    """Asks one plan about one article after the other."""

    def __init__(self, plan: Plan, context: MappingContext) -> None:
        self._plan = plan
        self._context = context
        self._functions = known_functions()
        self._maps = {each.name: each for each in plan.triples_maps}

    def fields_of_node(self, article: Article, node: str) -> Iterator[FieldPath]:
        """The fields that the node's IRI was made of, where it is a subject."""
        for triples_map in self._article_maps():
            for _, paths in self._records_of(article, triples_map, node):
                yield from paths

    def missing_field(self, article: Article, node: str, predicate: str) -> MissingField | None:
        """The field that a triple of this node with this predicate (IRI) is read from; None where no rule makes one.

        Of several fields the first that gives nothing, else the first.
        """
        found = list(self._candidates(article, node, predicate))
        empty = (field for field, has_value in found if not has_value)
        return next(empty, found[0][0] if found else None)

    def _candidates(self, article: Article, node: str, predicate: str) -> Iterator[tuple[MissingField, bool]]:
        for triples_map in self._article_maps():
            rules = [rule for rule in triples_map.predicate_objects if _has_predicate(rule, predicate)]
            if not rules:
                continue
            for record, _ in self._records_of(article, triples_map, node):
                for rule in rules:
                    yield from self._fields(rule, record)

    def _fields(self, rule: PredicateObject, record: Record) -> Iterator[tuple[MissingField, bool]]:
        for each in rule.objects:
            for reference, where in self._references(each, record):
                has_value = any(True for _ in values_of(where, reference, _ignore))
                written = reference.written or "$(@)"
                name, place = each.rule or rule.rule, each.place or rule.place
                yield MissingField(_path_to(reference, where), name, place, written), has_value

    def _references(self, of: TermMap | ObjectReference, record: Record) -> Iterator[tuple[Reference, Record]]:
        if isinstance(of, TermMap):
            yield from ((each, record) for each in references_in(of.expression))
            return
        parent = self._maps.get(of.parent)
        if parent is None or not isinstance(parent.source, ArticleSource):
            return
        for subject in parent.subjects:
            for each in references_in(subject.expression):
                iterator = Reference((*parent.iterator.steps, *each.steps), each.origin, each.written)
                own = bool(of.joins) and each.origin == "record"
                yield (iterator, _whole(record)) if own else (each, record)

    def _article_maps(self) -> Iterator[TriplesMap]:
        return (each for each in self._plan.triples_maps if isinstance(each.source, ArticleSource))

    def _records_of(
        self, article: Article, triples_map: TriplesMap, node: str
    ) -> Iterator[tuple[Record, tuple[FieldPath, ...]]]:
        """The records whose subject the node is, with the fields that the subject was made of."""
        terms = TermMaker(Evaluator(self._functions, self._context, _ignore))
        base = triples_map.base or self._plan.base or self._context.base
        document = Document(article.path, article.front_matter, article)
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


def _has_predicate(rule: PredicateObject, predicate: str) -> bool:
    constants = (each.expression for each in rule.predicates)
    return any(isinstance(each, Constant) and each.value == predicate for each in constants)


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
