"""The 76 RML-Core cases with JSON input, by the generated function and by the interpreter."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph
import pytest
from shared_data import shared_path

from publisher.core.errors import MappingError
from publisher.mapping.compiler.program import ProgramWriter
from publisher.mapping.compiler.statements import StatementCompiler
from publisher.mapping.compiler.values import FAILURES, Env
from publisher.mapping.context import MappingContext
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.options import ReaderOptions
from publisher.mapping.read import read_mapping
from publisher.mapping.sources import interpret_json, map_json_sources, read_json_documents

pytestmark = pytest.mark.shared
CASES = 76


def cases() -> Path:
    return shared_path("conformance", "rml-core")


def metadata() -> dict[str, dict[str, str]]:
    with (cases() / "metadata.csv").open(newline="") as file:
        return {row["ID"]: row for row in csv.DictReader(file)}


def canonical(nquads: str) -> set[str]:
    quads = pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def test_every_case_gives_what_the_suite_expects() -> None:
    wrong = []
    rows = metadata()
    assert len(rows) == CASES
    for name, row in rows.items():
        folder, base = cases() / name, row["base_iri"] or "http://example.com/"
        try:
            plan = read_mapping(folder / "mapping.ttl", "mapping.ttl", ReaderOptions(base=base)).plan
            lines, findings = map_json_sources(plan, MappingContext(base=base), folder)
            made, failed = "".join(lines), bool(findings)
        except MappingError:
            made, failed = "", True
        expected = folder / "output.nq"
        wanted = canonical(expected.read_text("utf-8")) if expected.exists() else set()
        if failed != (row["error"] == "true") or (not failed and canonical(made) != wanted):
            wrong.append(name)
    assert wrong == []


def test_generated_function_and_interpreter_give_the_same_lines() -> None:
    compared = 0
    for name, row in metadata().items():
        folder, base = cases() / name, row["base_iri"] or "http://example.com/"
        try:
            plan = read_mapping(folder / "mapping.ttl", "mapping.ttl", ReaderOptions(base=base)).plan
        except MappingError:
            continue
        context = MappingContext(base=base)
        documents, _ = read_json_documents(plan, folder)
        environments = {source: Env(each.root, each.root, 0, None, each.name) for source, each in documents.items()}
        for source, document in documents.items():
            lines, findings = interpret_json(plan, context, documents, source)
            writer = ProgramWriter(StatementCompiler(plan, context, known_functions()), source)
            mapped, _ = writer.compile()
            if findings:
                with pytest.raises(FAILURES):
                    mapped(document.root, None, document.name, environments)
                continue
            _, own, shared = mapped(document.root, None, document.name, environments)
            assert {line + "\n" for line in "".join((own, *shared)).split("\n")[:-1]} == set(lines), name
            compared += 1
    assert compared > 60
