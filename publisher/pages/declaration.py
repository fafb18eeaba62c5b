"""The file that declares page documents to a plan, every problem reported at its place in one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from publisher.core.configuration import DEFAULT_SCHEMA, PAGE_CONTEXTS
from publisher.core.configuration_rules import MISSING_FILE, MISSING_KEY, WRONG_KIND
from publisher.core.configuration_section import Section
from publisher.core.errors import ConfigurationError
from publisher.core.findings import Finding, Severity
from publisher.core.page_rules import NEVER_MADE, UNKNOWN_KIND, UNUSED_KIND
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Node, span_of
from publisher.pages.contexts import INLINE, plan_of
from publisher.pages.names import Names
from publisher.pages.plan import PagePlan, PageRoot
from publisher.pages.tree import TreeReader

ADDRESS = "address"
_KEYS = ("prefixes", "context", "typed", "document")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a declaration is read with: the namespace of schema.org, the mapping's prefixes, the context that is asked for.

    ``made`` are the predicates that the release can have, by IRI; None where that cannot be told.
    """

    schema: str = DEFAULT_SCHEMA
    prefixes: Mapping[str, str] = field(default_factory=dict)
    context: str | None = None
    made: frozenset[str] | None = None


class Declaration(NamedTuple):
    """The plan, and the warnings about the file."""

    plan: PagePlan
    findings: tuple[Finding, ...]


def read_declaration(file: Path, surroundings: Surroundings) -> Declaration:
    """Reads the file. Raises ConfigurationError with a finding for each problem."""
    findings: list[Finding] = []
    root = _read_root(file, findings)
    plan = _Reader(root, surroundings).read() if root is not None else None
    if plan is None or any(finding.severity is Severity.ERROR for finding in findings):
        raise ConfigurationError(f"{file}: the page documents cannot be built from this declaration", findings)
    return Declaration(plan, tuple(findings))


def _read_root(file: Path, findings: list[Finding]) -> Section | None:
    shown = str(file)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        findings.append(MISSING_FILE.at(SourceSpan.point(shown), f"cannot be read: {problem}"))
        return None
    node, problems = build_yaml(text, shown)
    findings.extend(problems)
    if isinstance(node, MappingNode):
        return Section(node, shown, findings, _KEYS)
    if node is not None:
        findings.append(WRONG_KIND.at(span_of(node, shown), f"expected a mapping with the keys {', '.join(_KEYS)}"))
    elif not problems:
        findings.append(MISSING_KEY.at(SourceSpan.point(shown), "the file is empty; it declares a document"))
    return None


class _Reader:
    """Reads the keys of the file one after the other."""

    def __init__(self, root: Section, surroundings: Surroundings) -> None:
        self._root = root
        self._surroundings = surroundings
        self._names = Names(self._prefixes(), root)

    def read(self) -> PagePlan:
        schema = self._surroundings.schema
        kinds = self._kinds()
        tree = TreeReader(self._names, {iri: kind for iri, (kind, _) in kinds.items()}, schema, self._root)
        roots = self._roots(tree)
        for iri, (_, node) in kinds.items():
            if iri not in tree.places:
                hint = did_you_mean(self._short(iri), map(self._short, tree.places))
                message = f"the document has no {self._short(iri)}, so its kind means nothing.{hint}"
                self._root.report(UNUSED_KIND, node, message)
        self._report_never_made(tree.places)
        context = self._surroundings.context or self._root.choice("context", PAGE_CONTEXTS) or INLINE
        return plan_of(roots, schema, context)

    def _prefixes(self) -> dict[str, str]:
        """Those of the file, and of the mapping where the file has no other; schema.org's is that of the configuration."""
        own = {name: text for name, (text, _) in self._root.named_texts("prefixes").items()}
        known = {**self._surroundings.prefixes, **own}
        return {name: self._surroundings.schema if uri == DEFAULT_SCHEMA else uri for name, uri in known.items()}

    def _kinds(self) -> dict[str, tuple[str, Node]]:
        found: dict[str, tuple[str, Node]] = {}
        typed = self._root.node("typed")
        entries = list(typed) if isinstance(typed, MappingNode) else []
        texts = self._root.named_texts("typed")
        for entry in entries:
            iri = self._names.iri(entry.key.written, entry.key)
            text, node = texts.get(entry.key.written, ("", entry.value))
            kind = self._kind(text, node) if text else None
            if iri and kind:
                found[iri] = kind, entry.key
        return found

    def _kind(self, text: str, node: Node) -> str | None:
        if text == ADDRESS:
            return "@id"
        if ":" not in text:
            hint = did_you_mean(text, (ADDRESS, "xsd:dateTime", "xsd:date", "xsd:integer"))
            message = f"{text!r} is neither 'address' nor a datatype such as xsd:dateTime.{hint}"
            self._root.report(UNKNOWN_KIND, node, message)
            return None
        return self._names.iri(text, node)

    def _roots(self, tree: TreeReader) -> tuple[PageRoot, ...]:
        document = self._root.node("document")
        if document is None:
            self._root.missing("document", "{schema:Article: [a, schema:headline]}")
        elif not isinstance(document, MappingNode):
            self._root.report(WRONG_KIND, document, "'document' takes a mapping of types to lists of properties")
        roots = []
        for entry in document if isinstance(document, MappingNode) else ():
            iri = self._names.iri(entry.key.written, entry.key)
            node = tree.node(entry.value)
            if iri:
                roots.append(PageRoot(f"<{iri}>", node))
        return tuple(roots)

    def _report_never_made(self, places: Mapping[str, Node]) -> None:
        made = self._surroundings.made
        for iri, node in places.items() if made is not None else ():
            if iri not in (made or ()):
                hint = did_you_mean(self._short(iri), map(self._short, sorted(made or ())))
                message = f"no rule of the mapping and no vocabulary makes {self._short(iri)}.{hint}"
                self._root.report(NEVER_MADE, node, message)

    def _short(self, iri: str) -> str:
        for name, namespace in self._names.prefixes.items():
            if iri.startswith(namespace):
                return f"{name}:{iri[len(namespace) :]}"
        return f"<{iri}>"
