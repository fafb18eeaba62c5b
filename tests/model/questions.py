"""The questions of docs/queries, and their answers over the examples as tab-separated values."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from mapped import PREFIXES, ROOT, example_store

QUERIES = ROOT / "docs" / "queries"


def question_files() -> list[Path]:
    return sorted(QUERIES.glob("*.ttl"))


def statement(file: Path, predicate: str) -> list[str]:
    """The texts that the file gives for a predicate."""
    quads = pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.object.value for quad in quads if quad.predicate.value == predicate]


def select_of(file: Path) -> str:
    (text,) = statement(file, PREFIXES["sh"] + "select")
    return text


def answer_of(file: Path) -> str:
    """The answer, a header and one line a row, in the order of the query (https://www.w3.org/TR/sparql11-results-csv-tsv/)."""
    solutions = example_store().query(select_of(file), use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    written = solutions.serialize(format=pyoxigraph.QueryResultsFormat.TSV)
    assert written is not None
    return written.decode("utf-8")
