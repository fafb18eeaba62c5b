"""A mapping in YARRRML, read to a plan."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from publisher.core.errors import MappingError
from publisher.core.findings import Finding, Severity
from publisher.core.spans import SourceSpan
from publisher.core.terms import is_absolute_iri
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode
from publisher.core.yaml_rules import YAML_DOCUMENTS, YAML_SYNTAX
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.options import ReaderOptions, ReadMapping
from publisher.mapping.plan import Plan
from publisher.mapping.plan_checks import check_maps, unused_maps
from publisher.mapping.rules import BAD_IRI, UNREADABLE, WRONG_NODE
from publisher.mapping.written import LineIndex
from publisher.mapping.yarrrml.document import Document, Fields
from publisher.mapping.yarrrml.maps import MapReader
from publisher.mapping.yarrrml.scalars import scalar_text
from publisher.mapping.yarrrml.sources import Sources

_BARE_REFERENCE = re.compile(r"""(?<!['"\w])[^\s'"\[\],]*\$\([^)'"\s]*\[""")


def read_yarrrml(text: str, shown: str, folder: Path, options: ReaderOptions) -> ReadMapping:
    """The plan of a YARRRML mapping. Raises MappingError with every error that was found."""
    node, findings = build_yaml(text, shown)
    findings = [_as_of_mapping(finding, text) for finding in findings]
    document = Document(text, LineIndex(shown, text), folder, options, known_functions(), findings=findings)
    plan = _plan(document, node, shown) if node is not None else None
    if node is None and not findings:
        document.report(UNREADABLE, SourceSpan.point(shown), "the file is empty: it holds no mapping")
    once = dict.fromkeys(document.findings)  # an alias brings a text to several places, its fault is one
    found = tuple(sorted(once, key=lambda finding: finding.sort_key()))
    if plan is None or any(finding.severity is Severity.ERROR for finding in found):
        raise MappingError(f"the mapping {shown} is broken", found)
    return ReadMapping(plan, found, frozenset((*document.asked, *document.externals)))


def _as_of_mapping(finding: Finding, text: str) -> Finding:
    """What was found wrong with the YAML, as it concerns a mapping: nothing of one is left out with a warning."""
    if finding.code == YAML_DOCUMENTS.code:
        return replace(finding, severity=Severity.ERROR)
    line = text.split("\n")[finding.span.line - 1 : finding.span.line]
    if finding.code == YAML_SYNTAX.code and line and _BARE_REFERENCE.search(line[0]):
        hint = "; a reference with brackets stands between quotes here, such as '$(topics[*])'"
        return replace(finding, message=finding.message + hint)
    return finding


def _plan(document: Document, node: Node, shown: str) -> Plan | None:
    fields = document.fields(node, "document")
    if fields is None:
        return None
    _read_externals(document, fields)
    _read_prefixes(document, fields)
    base = _read_base(document, fields)
    sources = Sources(document, fields["sources"].value if "sources" in fields else None)
    mappings = fields["mappings"].value if "mappings" in fields else None
    if mappings is None:
        document.missing(node, "document", "mappings", "`mappings` is missing: nothing would be mapped")
        return None
    if not isinstance(mappings, MappingNode):
        document.wrong_node(mappings, "a mapping of names to mappings")
        return None
    maps = MapReader(document, sources).read_all(mappings)
    sources.report_unused()
    document.findings += check_maps(shown, maps, base or document.options.base)
    if not any(finding.severity is Severity.ERROR for finding in document.findings):
        document.findings += unused_maps(shown, maps)
    prefixes = {**document.assumed, **document.prefixes}
    return Plan(shown, tuple(maps), base, tuple(sorted(prefixes.items())))


def _read_externals(document: Document, fields: Fields) -> None:
    if "external" not in fields:
        return
    node = fields["external"].value
    if _is_nothing(node):
        return
    if not isinstance(node, MappingNode):
        document.wrong_node(node, "a mapping of names to texts")
        return
    for entry in node:
        if isinstance(entry.value, ScalarNode) and entry.value.value is not None:
            document.externals[entry.key.written.removeprefix("_")] = scalar_text(entry.value)
        else:
            document.report(WRONG_NODE, entry.value, f"the value of {entry.key.written!r} is a text")


def _is_nothing(node: Node) -> bool:
    """Whether a key stands without a value, which is an empty list of things."""
    return isinstance(node, ScalarNode) and node.value is None


def _read_prefixes(document: Document, fields: Fields) -> None:
    if "prefixes" not in fields:
        return
    node = fields["prefixes"].value
    if _is_nothing(node):
        return
    if not isinstance(node, MappingNode):
        document.wrong_node(node, "a mapping of prefixes to namespaces")
        return
    for entry in node:
        written = document.scalar(entry.value, f"the namespace of `{entry.key.written}:`")
        namespace = document.constant(written) if written else None
        if written is None or namespace is None:
            document.prefixes[entry.key.written] = "urn:unknown:"
            continue
        document.prefixes[entry.key.written] = namespace
        if not is_absolute_iri(namespace):
            document.report(BAD_IRI, written.place, f"the namespace {written.text!r} is no absolute IRI")


def _read_base(document: Document, fields: Fields) -> str | None:
    if "base" not in fields:
        return None
    written = document.scalar(fields["base"].value, "an absolute IRI as `base`")
    base = document.constant(written) if written else None
    if written is not None and base is not None and not is_absolute_iri(base):
        document.report(BAD_IRI, written.place, f"the base {written.text!r} is no absolute IRI")
    return base
