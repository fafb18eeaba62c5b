"""Logical sources of RML: JSON files with an iterator."""

from __future__ import annotations

from pathlib import Path

from publisher.core.suggest import did_you_mean
from publisher.mapping.paths import PathError, parse_iterator
from publisher.mapping.plan import JsonSource, Reference
from publisher.mapping.rml.turtle import Placed
from publisher.mapping.rml.vocabulary import FORMULATIONS, RML
from publisher.mapping.rml.walk import Walk
from publisher.mapping.rules import BAD_ITERATOR, MISSING_FILE, MISSING_PART, NOT_SUPPORTED, WRONG_NODE


def read_logical_source(walk: Walk, node: Placed) -> tuple[JsonSource | None, Reference | None]:
    """The file and the iterator; None for what is broken or not supported."""
    walk.check_properties(node, "logical source")
    _check_formulation(walk, node)
    return _source(walk, node), _iterator(walk, node)


def _check_formulation(walk: Walk, node: Placed) -> None:
    found = walk.one(node, "referenceFormulation")
    if found is not None and found.term.value.removeprefix(RML) not in FORMULATIONS:
        name = found.term.value.removeprefix(RML)
        walk.report(
            NOT_SUPPORTED, found.place, f"the reference formulation {name} is not supported: write rml:JSONPath"
        )


def _iterator(walk: Walk, node: Placed) -> Reference | None:
    found = walk.one(node, "iterator")
    if found is None:
        walk.missing(node, "logical source", ("iterator",), "the logical source has no rml:iterator")
        return None
    try:
        return parse_iterator(found.written)
    except PathError as error:
        finding = error.finding
        walk.report(BAD_ITERATOR, finding.span, f"the iterator is broken: {finding.message}")
        return None


def _source(walk: Walk, node: Placed) -> JsonSource | None:
    found = walk.one(node, "source")
    if found is None:
        walk.missing(node, "logical source", ("source",), "the logical source has no rml:source")
        return None
    if found.term.kind == "literal":
        return _file(walk, found, walk.folder)
    types = [
        each.term.value
        for each in walk.statements.values(found.term, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    ]
    wanted = {RML + "RelativePathSource", RML + "FilePath", RML + "Source"}
    path = walk.one(found, "path")
    if any(each not in wanted for each in types) or (path is None and found.term not in walk.statements.by_subject):
        kind = next((each for each in types if each not in wanted), found.term.value)
        walk.report(NOT_SUPPORTED, found.place, f"the source <{kind}> is not supported: only JSON files are")
        return None
    walk.check_properties(found, "source")
    if path is None:
        walk.report(MISSING_PART, walk.place(found), "the source has no rml:path")
        return None
    return _file(walk, path, _root(walk, found))


def _root(walk: Walk, source: Placed) -> Path:
    root = walk.one(source, "root")
    if root is None or root.term.value in (RML + "MappingDirectory", RML + "MappingDirectoryPath"):
        return walk.folder
    if root.term.value in (RML + "CurrentWorkingDirectory", RML + "CurrentWorkingDirectoryPath"):
        return Path.cwd()
    if root.term.kind == "literal":
        return walk.folder / root.term.value
    walk.report(NOT_SUPPORTED, root.place, f"the root <{root.term.value}> is not supported")
    return walk.folder


def _file(walk: Walk, path: Placed, folder: Path) -> JsonSource | None:
    name = path.term.value
    if path.term.kind != "literal" or not name:
        walk.report(WRONG_NODE, path.place, "the path of a source is a text, and not an empty one")
        return None
    file = folder / name
    if walk.options.check_files and not file.is_file():
        beside = [each.name for each in file.parent.iterdir()] if file.parent.is_dir() else []
        hint = did_you_mean(file.name, beside)
        walk.report(MISSING_FILE, path.place, f"there is no file {name!r} (looked for relative to the mapping).{hint}")
        return None
    return JsonSource(name if folder == walk.folder else str(file), path.place)
