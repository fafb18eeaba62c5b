"""What the picture shows: a box for each class of the ontology, and the properties of its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from model_site.descriptions import Descriptions
from publisher.core.nquads import Quad, read_literal
from publisher.export.compact import RDF_TYPE

LABEL = "rdfs:label"
"""Every node has one, so no box shows it."""

Counts = Mapping[tuple[str, str], str]
"""From a class and a property to how often: ``1``, ``0..1``."""


@dataclass
class Box:
    """Classes with the same members, ours first; ``texts`` are the properties that lead to no box, with their kind."""

    names: list[str]
    members: frozenset[str]
    label: str
    above: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The name that stands for the box."""
        return self.names[0]

    @property
    def is_ours(self) -> bool:
        """Whether the ontology defines one of its classes itself."""
        return self.key.startswith("medigy:")


@dataclass(frozen=True)
class Model:
    """All boxes; the properties from box to box, with how often; which box is narrower than which, which exclude each other."""

    boxes: list[Box]
    links: dict[tuple[str, str], dict[str, str]]
    narrower: list[tuple[str, str]]
    disjoint: list[tuple[str, str]]


def model_of(ontology: Descriptions, quads: Iterable[Quad], counts: Counts) -> Model:
    """The classes of the ontology with the properties that the quads show on them."""
    quads = list(quads)
    boxes = _boxes(ontology, quads)
    by_class = {name: box for box in boxes for name in box.names}
    wider = {box.key: _wider(box, ontology, by_class) for box in boxes}
    for box in boxes:
        box.counts = {name: count for (kind, name), count in counts.items() if kind in box.names}
        drawn = {name for key in (box.key, *wider[box.key]) for name in by_class[key].names}
        every = [name for each in box.names for name in ontology.values(each, "rdfs:subClassOf")]
        box.above = [name for name in every if name not in drawn]
    widest = [box for box in boxes if not wider[box.key]]
    links = _links(ontology, quads, boxes, {node: box for box in widest for node in box.members})
    _add_unused(ontology, by_class, links)
    disjoint = [
        (box.key, by_class[other].key)
        for box in boxes
        for name in box.names
        for other in ontology.values(name, "owl:disjointWith")
    ]
    return Model(
        boxes,
        links,
        [(key, above) for key, boxes_above in wider.items() for above in boxes_above],
        disjoint,
    )


def _boxes(ontology: Descriptions, quads: list[Quad]) -> list[Box]:
    members: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            members[ontology.names.term(quad.object)].add(quad.subject)
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for name in ontology.subjects("a", "owl:Class"):
        if members[name] or name.startswith("medigy:"):
            alike[frozenset(members[name] or {name})].append(name)
    boxes = []
    for nodes, names in alike.items():
        names.sort(key=lambda name: (not name.startswith("medigy:"), not name.startswith("skos:")))
        boxes.append(Box(names, nodes, ontology.value(names[0], LABEL).partition(" (")[0]))
    return boxes


def _wider(box: Box, ontology: Descriptions, by_class: Mapping[str, Box]) -> list[str]:
    above = [name for each in box.names for name in ontology.values(each, "rdfs:subClassOf") if name in by_class]
    return list(dict.fromkeys(by_class[name].key for name in above if by_class[name] is not box))


def _links(
    ontology: Descriptions, quads: list[Quad], boxes: list[Box], box_of: Mapping[str, Box]
) -> dict[tuple[str, str], dict[str, str]]:
    """The properties between boxes; those that lead to none go into the boxes."""
    ends: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in quads:
        name, box = ontology.names.term(quad.predicate), box_of.get(quad.subject)
        if box is None or quad.predicate == RDF_TYPE or name == LABEL:
            continue
        if quad.object in box_of and quad.object != quad.subject:
            ends[box.key, name, box_of[quad.object].key].add(quad.object)
        else:
            kinds[box.key, name].add(_kind(quad.object, ontology))
    by_key = {box.key: box for box in boxes}
    for (key, name), found in kinds.items():
        if not any(start == key and each == name for start, each, _ in ends):
            by_key[key].texts[name] = ", ".join(sorted(found))
    links: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for (start, name, end), nodes in sorted(ends.items()):
        narrow = [box for box in boxes if nodes <= box.members and (box.key == end or box.is_ours)]
        target = min(narrow, key=lambda box: len(box.members)).key
        links[start, target][name] = by_key[start].counts.get(name, "")
    return links


def _add_unused(
    ontology: Descriptions, by_class: Mapping[str, Box], links: dict[tuple[str, str], dict[str, str]]
) -> None:
    """The properties of ours that no example has, by domain and range."""
    shown = {name for properties in links.values() for name in properties}
    for name in properties_of(ontology):
        box = by_class.get(ontology.value(name, "rdfs:domain"))
        if box is None or name in shown or name in box.texts:
            continue
        kind = ontology.value(name, "rdfs:range")
        if kind in by_class:
            links[box.key, by_class[kind].key][name] = box.counts.get(name, "")
        else:
            box.texts[name] = kind.replace("xsd:string", "text")


def properties_of(ontology: Descriptions) -> list[str]:
    """The properties that take part in what is said of the world, in the order written."""
    return [name for kind in ("owl:ObjectProperty", "owl:DatatypeProperty") for name in ontology.subjects("a", kind)]


def _kind(term: str, ontology: Descriptions) -> str:
    if not term.startswith('"'):
        name = ontology.names.term(term)
        return name if name.startswith("medigy:") else "address"
    literal = read_literal(term)
    assert literal is not None
    kind = "xsd:string" if literal.datatype is None else ontology.names.name(literal.datatype)
    return f"text@{literal.language}" if literal.language else kind.replace("xsd:string", "text")
