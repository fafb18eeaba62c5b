"""JSON files as sources of a mapping: read, mapped and joined."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NoReturn

from publisher.content.json_tree import JsonError, parse_json
from publisher.content.places import LineIndex
from publisher.core.findings import Finding, RelatedPlace
from publisher.core.nquads import lines_of
from publisher.core.spans import SourceSpan
from publisher.core.yaml_builder import YamlLimits
from publisher.mapping.compiler.program import ProgramWriter
from publisher.mapping.compiler.statements import StatementCompiler
from publisher.mapping.compiler.values import FAILURES, Env
from publisher.mapping.context import MappingContext
from publisher.mapping.data_rules import UNREADABLE_SOURCE
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpret import Interpreter, PlainReading
from publisher.mapping.interpreter.records import Document, JsonText
from publisher.mapping.plan import JsonSource, Plan, Source


def map_json_sources(plan: Plan, context: MappingContext, folder: Path) -> tuple[Iterable[str], list[Finding]]:
    """The N-Quads lines of all triples maps over JSON files, once each, and what is wrong with the files."""
    documents, findings = read_json_documents(plan, folder)
    statements = StatementCompiler(plan, context, known_functions())
    environments = {source: Env(each.root, each.root, 0, None, each.name) for source, each in documents.items()}
    lines: dict[str, None] = {}
    for source, document in documents.items():
        try:
            mapped, _ = ProgramWriter(statements, source).compile()
            _, own, shared = mapped(document.root, None, document.name, environments)
            lines |= dict.fromkeys(_lines("".join((own, *shared))))
        except FAILURES:
            slowly, found = interpret_json(plan, context, documents, source)
            lines |= dict.fromkeys(slowly)
            findings += found
    return lines, findings


def interpret_json(
    plan: Plan, context: MappingContext, documents: dict[Source, Document], source: Source
) -> tuple[list[str], list[Finding]]:
    """The lines of one of the documents by the interpreter, and what is wrong with it."""
    interpreter = Interpreter(PlainReading(plan, context), documents)
    for triples_map in plan.triples_maps:
        if triples_map.source == source:
            interpreter.apply(triples_map)
    return [quad.line for quad in interpreter.quads], list(dict.fromkeys(interpreter.findings))


def read_json_documents(plan: Plan, folder: Path) -> tuple[dict[Source, Document], list[Finding]]:
    """Every JSON file that the plan names, by its source; a file that cannot be read is a finding."""
    documents: dict[Source, Document] = {}
    findings: list[Finding] = []
    for triples_map in plan.triples_maps:
        source = triples_map.source
        if not isinstance(source, JsonSource) or source in documents:
            continue
        span = source.place or SourceSpan.point(plan.path)
        shown = str(PurePath(plan.path).parent / source.path)
        try:
            written = (folder / source.path).read_bytes()
        except OSError as error:
            findings.append(UNREADABLE_SOURCE.at(span, f"{source.path} cannot be read: {error.strerror}"))
            continue
        try:
            text = written.decode(json.detect_encoding(written))
        except UnicodeDecodeError as error:
            findings.append(
                _no_json(span, SourceSpan.point(shown), error, is_shown=not _leads_out(folder, source.path))
            )
            continue
        try:
            root, has_duplicates = _read_json(text)
        except (ValueError, RecursionError) as error:
            findings.append(
                _no_json(span, _place_of(error, text, shown), error, is_shown=not _leads_out(folder, source.path))
            )
            continue
        documents[source] = Document(source.path, root, file=JsonText(shown, text))
        findings += _duplicate_keys(text, shown) if has_duplicates else ()
    return documents, findings


def _no_json(source: SourceSpan, place: SourceSpan, error: Exception, *, is_shown: bool) -> Finding:
    """At the place in the file; at the source in the mapping where the file's lines may be nobody's business."""
    if not is_shown:
        return UNREADABLE_SOURCE.at(source, f"{place}: {_reason(error)}")
    return UNREADABLE_SOURCE.at(place, _reason(error), related=(RelatedPlace(source, "the source"),))


def _leads_out(folder: Path, path: str) -> bool:
    """Whether the file is neither in the mapping's folder nor in the one where one works."""
    file = (folder / path).resolve()
    return not any(file.is_relative_to(each.resolve()) for each in (folder, Path.cwd()))


def _place_of(error: Exception, text: str, shown: str) -> SourceSpan:
    """Where the decoder stopped, or where our own reader of JSON does, which has a place for everything."""
    if isinstance(error, json.JSONDecodeError):
        return SourceSpan.point(shown, error.lineno, error.colno)
    lines = LineIndex(shown, text)
    try:
        parse_json(text, text.startswith("\ufeff"), lines.mark, YamlLimits(nodes=1 << 60))
    except JsonError as problem:
        return lines.span(problem.offset)
    return SourceSpan.point(shown)


def _duplicate_keys(text: str, shown: str) -> list[Finding]:
    """The second of each two equal keys of one object; the decoder kept its value, and lost that of the first."""
    from publisher.content.careful import duplicate_key  # noqa: PLC0415 - 10 ms, only where there are some

    limits = YamlLimits(depth=1 << 30, nodes=1 << 60)
    found = parse_json(text, text.startswith("\ufeff"), LineIndex(shown, text).mark, limits, allows_infinity=True)
    return [duplicate_key(each, shown) for each in found.duplicates]


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"this is no JSON: {error.msg}"
    if isinstance(error, UnicodeDecodeError):
        return f"this is no JSON: byte {error.start} is not {error.encoding}"
    return "the JSON is nested too deep" if isinstance(error, RecursionError) else f"this is no JSON: {error}"


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in lines_of(text)]


def _read_json(text: str) -> tuple[object, bool]:
    """The value, and whether an object has a key twice."""
    duplicates = False

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal duplicates
        found = dict(pairs)
        duplicates |= len(found) < len(pairs)
        return found

    root = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant, object_pairs_hook=unique)
    return root, duplicates


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no JSON number")
