"""Predicates and objects of YARRRML, in all their written forms."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.plan import (
    DEFAULT_GRAPH,
    Constant,
    FunctionCall,
    ObjectReference,
    PredicateObject,
    TermMap,
    TermType,
)
from publisher.mapping.rules import CONFLICT, MISSING_PART, UNKNOWN_MAPPING, WRONG_NODE, WRONG_TERM
from publisher.mapping.yarrrml.calls import read_call
from publisher.mapping.yarrrml.document import Document, Fields
from publisher.mapping.yarrrml.joins import read_joins
from publisher.mapping.yarrrml.manners import Manner, language_or_datatype, manner_of
from publisher.mapping.yarrrml.terms import (
    CLASS,
    GRAPH,
    OBJECT,
    PREDICATE,
    Role,
    read_term,
    term_of_fields,
)

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ObjectMap = TermMap | ObjectReference


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry: what it says, and the inverse predicates that it says too."""

    entry: PredicateObject
    inverse: tuple[TermMap, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads the entries of one mapping; ``names`` are all mappings of the document."""

    document: Document
    mapping: str
    names: frozenset[str]

    def read_all(self, node: Node) -> list[ReadEntry]:
        """All entries; what is wrong with them is reported."""
        if isinstance(node, MappingNode):
            items: list[Node] = [node]
        elif isinstance(node, SequenceNode):
            items = list(node.items)
            if items and all(isinstance(item, ScalarNode) for item in items):
                message = "each entry is a list of its own: write - [predicate, object]"
                self.document.report(WRONG_NODE, node, message)
                return []
        else:
            self.document.wrong_node(node, "a list of predicates and objects")
            return []
        found = [self._entry(item) for item in items]
        return [each for each in found if each]

    def _entry(self, node: Node) -> ReadEntry | None:
        if isinstance(node, SequenceNode):
            return self._listed(node)
        if isinstance(node, MappingNode):
            return self._described(node)
        self.document.wrong_node(node, "[predicate, object], or a mapping with `predicates` and `objects`,")
        return None

    def _listed(self, node: SequenceNode) -> ReadEntry | None:
        if len(node.items) not in (2, 3):
            message = "an entry is [predicate, object], and perhaps a datatype or language behind"
            self.document.report(MISSING_PART if len(node.items) < 2 else WRONG_NODE, node, message)
            return None
        manner = language_or_datatype(self.document, node.items[2]) if len(node.items) == 3 else Manner()
        return self._made(node, node.items[0], node.items[1], manner, {})

    def _described(self, node: MappingNode) -> ReadEntry | None:
        fields = self.document.fields(node, "predicate and object")
        if fields is None:
            return None
        missing = [name for name in ("predicates", "objects") if name not in fields] if fields else []
        if not fields:
            if not node.entries:
                self.document.report(MISSING_PART, node, "the entry is empty: write [predicate, object]")
            return None  # every key of it was reported
        if "inversepredicates" in fields and missing == ["predicates"]:
            missing = []
        for name in missing:
            self.document.missing(node, "predicate and object", name, f"`{name}` is missing")
        if missing:
            return None
        predicates = fields["predicates"].value if "predicates" in fields else None
        return self._made(node, predicates, fields["objects"].value, manner_of(self.document, fields, Manner()), fields)

    def _made(
        self, node: Node, predicate_node: Node | None, object_node: Node, manner: Manner, fields: Fields
    ) -> ReadEntry:
        document = self.document
        rule = f"{self.mapping}/{_label(predicate_node)}"
        predicates = self._predicates(predicate_node, rule) if predicate_node is not None else []
        types_only = bool(predicates) and all(_is_type(each) for each in predicates)
        objects = self._objects(object_node, CLASS if types_only else OBJECT, rule, manner)
        graphs = read_graphs(document, fields["graphs"].value, rule) if "graphs" in fields else ()
        condition: FunctionCall | None = (
            read_call(document, fields["condition"].value) if "condition" in fields else None
        )
        entry = PredicateObject(tuple(predicates), tuple(objects), graphs, condition, rule, document.span(node))
        return ReadEntry(entry, self._inverse(fields, objects))

    def _inverse(self, fields: Fields, objects: list[ObjectMap]) -> tuple[TermMap, ...]:
        if "inversepredicates" not in fields:
            return ()
        entry = fields["inversepredicates"]
        if any(isinstance(each, TermMap) and each.term_type is TermType.LITERAL for each in objects):
            message = (
                "an inverse predicate makes the object a subject, which cannot be a literal: add `~iri` to the object"
            )
            self.document.report(WRONG_TERM, entry.key, message)
        return tuple(self._predicates(entry.value, f"{self.mapping}/{_label(entry.value)}"))

    def _predicates(self, node: Node, rule: str) -> list[TermMap]:
        items = node.items if isinstance(node, SequenceNode) else [node]
        if not items:
            self.document.report(MISSING_PART, node, "the list of predicates is empty")
        found = [self._predicate(item, rule) for item in items]
        return [each for each in found if each]

    def _predicate(self, node: Node, rule: str) -> TermMap | None:
        if isinstance(node, ScalarNode) and node.value == "a":
            return TermMap(Constant(RDF_TYPE), TermType.IRI, rule=rule, place=self.document.span(node))
        return read_term(self.document, node, PREDICATE, rule)

    def _objects(self, node: Node, role: Role, rule: str, manner: Manner) -> list[ObjectMap]:
        items = node.items if isinstance(node, SequenceNode) else [node]
        if not items:
            self.document.report(MISSING_PART, node, "the list of objects is empty")
        found: list[ObjectMap] = []
        for item in items:
            found += self._object(item, role, rule, manner)
        return found

    def _object(self, node: Node, role: Role, rule: str, manner: Manner) -> list[ObjectMap]:
        document = self.document
        if isinstance(node, SequenceNode):
            if len(node.items) != 2:
                document.report(WRONG_NODE, node, "an object in a list is [value, datatype] or [value, language~lang]")
                return []
            own = language_or_datatype(document, node.items[1])
            made = read_term(document, node.items[0], role, rule, own)
            return [made] if made else []
        if not isinstance(node, MappingNode):
            made = read_term(document, node, role, rule, manner)
            return [made] if made else []
        fields = document.fields(node, "object")
        if fields is None:
            return []
        if "mapping" in fields:
            reference = self._reference(node, fields, rule)
            return [reference] if reference else []
        made = term_of_fields(document, node, fields, role, rule, manner)
        return [made] if made else []

    def _reference(self, node: MappingNode, fields: Fields, rule: str) -> ObjectReference | None:
        document = self.document
        for other in ("value", "function", "datatype", "language", "type"):
            if other in fields:
                document.report(CONFLICT, fields[other].key, f"`{other}` means nothing beside `mapping`")
        name = document.scalar(fields["mapping"].value, "the name of a mapping")
        if name is None:
            return None
        joins, condition = read_joins(document, fields["condition"].value) if "condition" in fields else ((), None)
        if name.text not in self.names:
            hint = did_you_mean(name.text, self.names)
            document.report(UNKNOWN_MAPPING, name.place, f"there is no mapping {name.text!r}.{hint}")
            return None
        if "condition" in fields and not joins and condition is None:
            return None  # what is wrong with it was reported
        return ObjectReference(name.text, joins, condition, rule, document.span(node))


def read_graphs(document: Document, node: Node, rule: str) -> tuple[TermMap, ...]:
    """The graphs of a mapping or of an entry."""
    items = node.items if isinstance(node, SequenceNode) else [node]
    if not items:
        document.report(MISSING_PART, node, "the list of graphs is empty")
    found = [read_term(document, item, GRAPH, rule) for item in items]
    return tuple(_default_graph(each) for each in found if each)


def _default_graph(graph: TermMap) -> TermMap:
    """The graph, the default graph of older vocabularies under its present name."""
    if isinstance(graph.expression, Constant) and graph.expression.value.endswith("r2rml#defaultGraph"):
        return TermMap(Constant(DEFAULT_GRAPH), TermType.IRI, rule=graph.rule, place=graph.place)
    return graph


def _is_type(predicate: TermMap) -> bool:
    return predicate.expression == Constant(RDF_TYPE)


def _label(node: Node | None) -> str:
    """How a rule is called: its first predicate, as written."""
    while isinstance(node, SequenceNode) and node.items:
        node = node.items[0]
    return node.written if isinstance(node, ScalarNode) else "function"
