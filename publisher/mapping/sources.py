"""JSON files as sources of a mapping: read, mapped and joined."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.data_rules import UNREADABLE_SOURCE
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpret import Interpreter
from publisher.mapping.interpreter.records import Document
from publisher.mapping.plan import JsonSource, Plan


def map_json_sources(plan: Plan, context: MappingContext, folder: Path) -> tuple[Iterable[str], list[Finding]]:
    """The N-Quads lines of all triples maps over JSON files, once each, and what is wrong with the files."""
    documents, findings = read_json_documents(plan, folder)
    interpreter = Interpreter(plan, context, documents, known_functions())
    for triples_map in plan.triples_maps:
        if triples_map.source in documents:
            interpreter.apply(triples_map)
    lines = dict.fromkeys(quad.line for quad in interpreter.quads)
    return lines, [*findings, *dict.fromkeys(interpreter.findings)]


def read_json_documents(plan: Plan, folder: Path) -> tuple[dict[object, Document], list[Finding]]:
    """Every JSON file that the plan names, by its source; a file that cannot be read is a finding."""
    documents: dict[object, Document] = {}
    findings: list[Finding] = []
    for triples_map in plan.triples_maps:
        source = triples_map.source
        if not isinstance(source, JsonSource) or source in documents:
            continue
        try:
            documents[source] = Document(source.path, _read_json(folder / source.path))
        except (OSError, ValueError, RecursionError) as error:
            span = source.place or SourceSpan.point(plan.path)
            reason = error.strerror if isinstance(error, OSError) else str(error)
            findings.append(UNREADABLE_SOURCE.at(span, f"{source.path} cannot be read: {reason}"))
    return documents, findings


def _read_json(file: Path) -> object:
    return json.loads(file.read_bytes(), parse_constant=_refuse_constant)


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no JSON number")
