"""The rules of what a release holds and a SPARQL store cannot take."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

LONG_IRI = Rule(
    "S101",
    "iri-too-long-for-store",
    Severity.ERROR,
    "The store keeps only the beginning of so long an IRI, and does not say so: two nodes could become one.",
    "Shorten the address in the article, or load into another kind of store.",
)
BLANK_NODE = Rule(
    "S102",
    "blank-node-for-store",
    Severity.ERROR,
    "The store takes no blank nodes in an update.",
    "Give the node an IRI in the mapping, or load into another kind of store.",
)

STORE_RULES: tuple[Rule, ...] = (LONG_IRI, BLANK_NODE)
