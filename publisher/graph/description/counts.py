"""What VoID says of a release: how many triples, classes and properties, and how many of each.

https://www.w3.org/TR/void/#statistics
"""

from __future__ import annotations

from publisher.core.terms import XSD, literal
from publisher.graph.description.names import ReleaseNames
from publisher.graph.description.statistics import Statistics
from publisher.graph.description.triples import Triples


def describe_counts(triples: Triples, names: ReleaseNames, statistics: Statistics) -> None:
    """The counts, with a part of the dataset for each class ("4.5 Class- and property-based partitions") and property."""
    version = names.version
    triples.node(version, "void:Dataset")
    triples.add(version, "void:triples", _count(statistics.triples))
    triples.add(version, "void:classes", _count(len(statistics.classes)))
    triples.add(version, "void:properties", _count(len(statistics.properties)))
    for of, count in statistics.classes.items():
        part = _part(triples, names, "class", of)
        triples.add(part, "void:entities", _count(count))
    for of, count in statistics.properties.items():
        part = _part(triples, names, "property", of)
        triples.add(part, "void:triples", _count(count))


def _part(triples: Triples, names: ReleaseNames, kind: str, of: str) -> str:
    part = names.partition(kind, of.strip("<>"))
    triples.node(part, "void:Dataset")
    triples.add(part, f"void:{kind}", of)
    triples.add(names.version, f"void:{kind}Partition", part)
    return part


def _count(number: int) -> str:
    return literal(str(number), XSD + "integer")
