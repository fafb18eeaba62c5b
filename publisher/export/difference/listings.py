"""The difference for programs: quads with a sign before them, and an object of JSON a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator

from publisher.export.difference.protocol import Compared
from publisher.graph.difference import Differences


def write_quads(differences: Differences, compared: Compared) -> Iterator[str]:
    """Each quad as its N-Quads line behind ``- `` or ``+ ``; of a graph the removed ones first."""
    del compared
    for each in differences:
        yield "".join(f"- {line}\n" for line in each.removed) + "".join(f"+ {line}\n" for line in each.added)


def write_jsonl(differences: Differences, compared: Compared) -> Iterator[str]:
    """One object a line for each graph: its IRI, the change, the article's file, and lines of N-Quads."""
    del compared
    for each in differences:
        yield json.dumps(each._asdict(), ensure_ascii=False) + "\n"
