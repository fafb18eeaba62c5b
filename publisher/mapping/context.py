"""What a mapping may ask of the world around it: labels of the ontology and the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LabelTable = Mapping[str, str]
"""Label, case-folded and with its white space collapsed, to IRI."""


def folded(label: str) -> str:
    """The label as it is looked up: white space collapsed, case folded."""
    return " ".join(label.split()).casefold()


def below(kind: str) -> str:
    """The kind of all classes that are below a class, at any depth; ``kind`` is its IRI."""
    return f"below {kind}"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels by kind: label to IRI, and IRI to label.

    A kind is an IRI: ``owl:Class``, ``skos:ConceptScheme``, a class of registered nodes, or the IRI of a scheme
    for the concepts in it; or it is made by ``below``, for the classes below a class. ``written`` keeps each label as
    its file has it, for messages. ``preferred`` gives by IRI the preferred label in each language, in lower case; the
    empty language for one without. ``shared`` are the labels that two nodes of a kind bear alike, with their IRIs.
    ``above`` gives by class all the classes above it, the nearest first. ``statements`` are the nodes that the
    vocabularies lead to from a node, by its IRI and the property's, types and schemes apart.
    """

    tables: Mapping[str, LabelTable] = field(default_factory=dict)
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    preferred: Mapping[str, LabelTable] = field(default_factory=dict)
    shared: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def find(self, kind: str, label: str) -> str | None:
        """The IRI that bears the label, or None. Preferred labels were entered before alternative and hidden ones."""
        table = self.tables.get(kind)
        return table.get(folded(label)) if table else None

    def bearers(self, kind: str, label: str) -> tuple[str, str] | None:
        """The IRIs of two that bear the label alike, so that neither can be meant; None where it is one's or nobody's."""
        return self.shared[kind].get(folded(label)) if kind in self.shared else None

    def label_of(self, iri: str, language: str) -> str | None:
        """The preferred label of what has the IRI, in the language or in none; None where it is not known."""
        labels = self.preferred.get(iri)
        return labels.get(language.lower(), labels.get("")) if labels else None


@dataclass(frozen=True, slots=True)
class MappingContext:
    """``base`` resolves relative IRIs and overrides nothing that the mapping states itself."""

    base: str | None = None
    labels: Labels = field(default_factory=Labels)
