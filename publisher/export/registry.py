"""The formats by the names of the command line. A new one is one file and one line here."""

from __future__ import annotations

from publisher.export.jsonld import JSONLD
from publisher.export.lines import NQUADS, NTRIPLES
from publisher.export.protocol import Exporter
from publisher.export.rdfxml import RDFXML
from publisher.export.turtle import TRIG, TURTLE

EXPORTERS: dict[str, Exporter] = {each.name: each for each in (NQUADS, TRIG, TURTLE, NTRIPLES, JSONLD, RDFXML)}
