"""What each page of the documentation is told: the ontology, the vocabularies, the mapping and the shapes, linked together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from key_coverage import key_rows

from model_site.boxes import Model, model_of, properties_of
from model_site.descriptions import Descriptions
from model_site.expressions import Rule, Words, comments
from model_site.graph import example_quads, workspace
from model_site.shapes import NodeShape, counts_of, node_shapes
from publisher.core.nquads import Quad
from publisher.export.compact import RDF_TYPE
from publisher.mapping.plan import TriplesMap

KINDS = (
    ("Classes", "owl:Class"),
    ("Object properties", "owl:ObjectProperty"),
    ("Datatype properties", "owl:DatatypeProperty"),
    ("Individuals", "owl:NamedIndividual"),
    ("Annotation properties", "owl:AnnotationProperty"),
)
REGISTERS = (
    ("Communities", "medigy:Community"),
    ("Organizations", "schema:Organization"),
    ("People", "schema:Person"),
)


@dataclass(frozen=True)
class MapSection:
    """A triples map: where its records come from, what its subjects are, and its rules."""

    name: str
    comment: str
    each: str
    subject: str
    same_as: str | None
    graph: str
    condition: str
    line: int
    rules: tuple[Rule, ...]


class Reference:
    """All that the pages show, read from the project's own files."""

    def __init__(self) -> None:
        configuration = workspace().configuration
        assert configuration is not None
        self.configuration = configuration
        ontology, *registers = (each.file for each in configuration.vocabularies)
        self.ontology_file, self.register_files = ontology, registers
        self.ontology = Descriptions([ontology])
        self.registers = Descriptions(registers, self.ontology.prefixes)
        self.quads = example_quads()
        self.shapes = node_shapes(configuration.shapes)

    @cached_property
    def ontology_name(self) -> str:
        """The ontology itself, as a subject."""
        [name] = self.ontology.subjects("a", "owl:Ontology")
        return name

    @cached_property
    def source_files(self) -> list[Path]:
        """The files that are documented."""
        return sources()

    @cached_property
    def keys(self) -> list[tuple[str, str]]:
        """Each key of the front matter with what becomes of it."""
        return key_rows()

    @cached_property
    def model(self) -> Model:
        """What the picture shows."""
        return model_of(self.ontology, self.quads, counts_of(self.shapes))

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How often a class or a property is used in what is published of the examples."""
        used: Counter[str] = Counter()
        for quad in self.quads:
            used[self.ontology.names.term(quad.object if quad.predicate == RDF_TYPE else quad.predicate)] += 1
        return used

    @cached_property
    def articles_about(self) -> Mapping[str, int]:
        """How many of the examples have a topic, a community, an author."""
        told = {f"http://schema.org/{name}" for name in ("about", "author")}
        told |= {f"{self.configuration.ontology}#community"}
        found = Counter(self.registers.names.term(quad.object) for quad in self.quads if quad.predicate[1:-1] in told)
        found.update(self._articles_of_sources())
        return found

    def _articles_of_sources(self) -> Iterable[str]:
        source = dict(_pairs(self.quads, "http://schema.org/publisher"))
        for _, work in _pairs(self.quads, "http://schema.org/isBasedOn"):
            yield self.registers.names.term(source.get(work, work))

    @cached_property
    def terms(self) -> dict[str, list[str]]:
        """The terms of the ontology by their kind."""
        return {title: self.ontology.subjects("a", kind) for title, kind in KINDS}

    @cached_property
    def own_terms(self) -> dict[str, list[str]]:
        """Those that the ontology itself defines."""
        own = {title: [name for name in names if name.startswith("medigy:")] for title, names in self.terms.items()}
        return {title: names for title, names in own.items() if names}

    @cached_property
    def reused_terms(self) -> dict[str, list[str]]:
        """Those of other vocabularies."""
        return {
            title: [name for name in names if not name.startswith("medigy:")] for title, names in self.terms.items()
        }

    @cached_property
    def properties(self) -> list[str]:
        """The properties of the ontology that take part in what is published."""
        return properties_of(self.ontology)

    @cached_property
    def shapes_of(self) -> Mapping[str, list[NodeShape]]:
        """The shapes whose target a class is."""
        found: dict[str, list[NodeShape]] = defaultdict(list)
        for shape in self.shapes:
            for _, target in shape.targets:
                found[target].append(shape)
        return found

    @cached_property
    def rules_of(self) -> Mapping[str, list[str]]:
        """The codes of the property shapes that are about a property."""
        found: dict[str, list[str]] = defaultdict(list)
        for rule in (rule for shape in self.shapes for rule in shape.properties):
            for name in re.findall(r"[a-z]+:\w+", rule.path):
                found[name].append(rule.code)
        return found

    @cached_property
    def maps(self) -> list[MapSection]:
        """The triples maps, in the order written."""
        words = Words(workspace().plan)
        said = comments(self.configuration.mapping.read_text("utf-8"))
        return [self._section(each, words, said.get(each.name, "")) for each in workspace().plan.triples_maps]

    def _section(self, each: TriplesMap, words: Words, comment: str) -> MapSection:
        subject, same_as = words.subject(each)
        rules = tuple(rule for made in each.predicate_objects for rule in words.rule(made))
        graph = words.expression(each.graphs[0].expression, whole=True) if each.graphs else ""
        iterated = each.iterator.written
        return MapSection(
            each.name,
            comment,
            "" if iterated == "$" else iterated.removeprefix("$."),
            subject,
            same_as,
            graph if each.shared else "",
            words.expression(each.condition) if each.condition else "",
            each.place.line if each.place else 0,
            rules,
        )

    @cached_property
    def maps_of(self) -> Mapping[str, list[str]]:
        """The triples maps that make a property, or a node of a class."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for section in self.maps:
            for rule in section.rules:
                for name in (rule.value,) if rule.properties == ("a",) else rule.properties:
                    found[name][section.name] = None
        return {name: list(names) for name, names in found.items()}

    @cached_property
    def schemes(self) -> dict[str, list[str]]:
        """The schemes with their topics."""
        schemes = self.registers.subjects("a", "skos:ConceptScheme")
        return {scheme: self.registers.subjects("skos:inScheme", scheme) for scheme in schemes}

    @cached_property
    def register_entries(self) -> dict[str, list[str]]:
        """The communities, organizations and people that have a register."""
        return {title: self.registers.subjects("a", kind) for title, kind in REGISTERS}


def anchor(name: str) -> str:
    """Where a term stands on its page: a term of ours under its local name, so that its IRI leads there.

    >>> anchor("medigy:Community"), anchor("schema:name"), anchor("<https://www.medigy.com/id/topic/a/b%20c>")
    ('Community', 'schema-name', 'topic-a-b-20c')
    """
    local = name.removeprefix("medigy:").strip("<>").rpartition("/id/")[2]
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", local).strip("-")


def _pairs(quads: Iterable[Quad], predicate: str) -> Iterable[tuple[str, str]]:
    return ((quad.subject, quad.object) for quad in quads if quad.predicate == f"<{predicate}>")


def sources() -> list[Path]:
    """The files that are documented, to be handed out beside the pages."""
    configuration = workspace().configuration
    assert configuration is not None
    return [*(each.file for each in configuration.vocabularies), configuration.mapping, *configuration.shapes]
