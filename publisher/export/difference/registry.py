"""The formats of differences by the names of the command line. A new one is one function and one line here."""

from __future__ import annotations

from publisher.export.difference.listings import write_jsonl, write_quads
from publisher.export.difference.protocol import DifferenceWriter
from publisher.export.difference.rdf_patch import write_rdf_patch
from publisher.export.difference.summary import write_summary

DIFFERENCE_WRITERS: dict[str, DifferenceWriter] = {
    "summary": write_summary,
    "quads": write_quads,
    "rdfpatch": write_rdf_patch,
    "jsonl": write_jsonl,
}
