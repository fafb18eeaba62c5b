"""A YARRRML document while it is read: its text, its prefixes and externals, and the findings so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.core.findings import Finding, RelatedPlace
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean, nearest, with_article
from publisher.core.yaml_nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, span_of
from publisher.mapping.functions.registry import Function
from publisher.mapping.options import ReaderOptions
from publisher.mapping.plan import FunctionCall
from publisher.mapping.references import Part, parse_template
from publisher.mapping.rules import (
    ASSUMED_PREFIX,
    MISSING_PART,
    NOT_SUPPORTED,
    REPEATED,
    UNDECLARED_PREFIX,
    UNKNOWN_KEY,
    UNRESOLVED_EXTERNAL,
    WRONG_NODE,
)
from publisher.mapping.written import LineIndex, Written
from publisher.mapping.yarrrml import keys
from publisher.mapping.yarrrml.prefixes import PREFIXED, SCHEMES, WELL_KNOWN
from publisher.mapping.yarrrml.scalars import written_scalar

MOST_NESTED_EXTERNALS = 8
Fields = dict[str, Entry]


@dataclass(slots=True)
class Document:
    """What every part of the reader needs. ``assumed`` are the well-known prefixes that were lent.

    ``side`` tells, inside a join, whose record values are taken from: ``s`` of this mapping, ``o`` of the other.
    ``asked`` are the externals that were asked for. ``calls`` are those of nodes that were read, by identity and side: what aliases repeat is read once.
    """

    text: str
    lines: LineIndex
    folder: Path
    options: ReaderOptions
    functions: Mapping[str, Function]
    prefixes: dict[str, str] = field(default_factory=dict)
    externals: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    assumed: dict[str, str] = field(default_factory=dict)
    side: str = "s"
    findings: list[Finding] = field(default_factory=list)
    calls: dict[tuple[int, str], tuple[Node, FunctionCall | None]] = field(default_factory=dict)

    def report(
        self, rule: Rule, place: SourceSpan | Node, message: str, related: tuple[RelatedPlace, ...] = ()
    ) -> None:
        """Record a finding at a place or at a node."""
        span = place if isinstance(place, SourceSpan) else self.span(place)
        self.findings.append(rule.at(span, message, related=related))

    def once(self, node: Node, read: Callable[[], FunctionCall | None]) -> FunctionCall | None:
        """The call that a node describes, read when it is first asked for."""
        key = (id(node), self.side)
        if key not in self.calls:
            self.calls[key] = (node, read())
        return self.calls[key][1]

    def span(self, node: Node) -> SourceSpan:
        """Where a node stands."""
        return span_of(node, self.lines.path)

    def written(self, node: ScalarNode) -> Written:
        """The text of a scalar with its places."""
        return written_scalar(node, self.text, self.lines)

    def fields(self, node: Node, place: str) -> Fields | None:
        """The entries of a mapping node by the long forms of their keys; None (reported) for another node."""
        if not isinstance(node, MappingNode):
            self.wrong_node(node, f"a mapping that describes {with_article(place)}")
            return None
        found: Fields = {}
        for entry in node:
            name = keys.canonical_key(place, entry.key.written)
            if name is None:
                self._unknown_key(entry.key, place)
            elif name in found:
                first = RelatedPlace(self.span(found[name].key), "first given here")
                message = f"`{entry.key.written}` says again what `{found[name].key.written}` says"
                self.report(REPEATED, entry.key, message, (first,))
            else:
                found[name] = entry
        return found

    def _unknown_key(self, key: ScalarNode, place: str) -> None:
        name = key.written
        if name in keys.NOT_SUPPORTED:
            self.report(NOT_SUPPORTED, key, f"`{name}` ({keys.NOT_SUPPORTED[name]}) is not supported")
        else:
            hint = did_you_mean(name, keys.all_keys(place))
            self.report(UNKNOWN_KEY, key, f"`{name}` means nothing in {with_article(place)}.{hint}")

    def missing(self, node: Node, place: str, names: str | tuple[str, ...], message: str) -> None:
        """Report a missing part, unless an unknown key beside it was meant for it and is reported already."""
        wanted = (names,) if isinstance(names, str) else names
        written = [entry.key.written for entry in node] if isinstance(node, MappingNode) else []
        unknown = [key for key in written if keys.canonical_key(place, key) is None]
        known = keys.all_keys(place)
        meant = {keys.canonical_key(place, near) for key in unknown if (near := nearest(key, known))}
        if meant.isdisjoint(wanted) and not any(key in keys.NOT_SUPPORTED for key in unknown):
            self.report(MISSING_PART, node, message)

    def wrong_node(self, node: Node, wanted: str) -> None:
        """Report that something else was wanted."""
        found = {SequenceNode: "a list", MappingNode: "a mapping"}.get(type(node), "a text")
        if isinstance(node, ScalarNode) and node.value is None:
            found = "nothing"
        self.report(WRONG_NODE, node, f"{wanted} is needed here, not {found}")

    def scalar(self, node: Node, wanted: str) -> Written | None:
        """The text of a node that must be a text and not empty; None after reporting another one."""
        if isinstance(node, ScalarNode) and node.value is not None:
            return self.written(node)
        self.wrong_node(node, wanted)
        return None

    def parts(self, written: Written) -> list[Part] | None:
        """The parts of a template, externals filled in; None after reporting what is wrong."""
        return parse_template(written, lambda name, place: self._external(name, place, 0), self.findings)

    def _external(self, name: str, whole: Written, depth: int) -> list[Part] | None:
        self.asked.add(name)
        value = self.options.externals.get(name, self.externals.get(name))
        if value is None:
            known = {*self.options.externals, *self.externals}
            hint = did_you_mean(name, known)
            message = f"the external reference $(_{name}) has no value.{hint} A field is written $(\\_{name})"
            self.report(UNRESOLVED_EXTERNAL, whole.place, message)
            return None
        if "$(" not in value:
            return [value]
        if depth > MOST_NESTED_EXTERNALS:
            self.report(UNRESOLVED_EXTERNAL, whole.place, f"the value of $(_{name}) refers to itself")
            return None
        inside = Written(value, [whole.at[0]] * (len(value) + 1), self.lines, whole.place)
        return parse_template(inside, lambda inner, _: self._external(inner, whole, depth + 1), self.findings)

    def constant(self, written: Written) -> str | None:
        """A text in which only externals may stand; None after reporting another reference."""
        parts = self.parts(written)
        if parts is None:
            return None
        if any(not isinstance(part, str) for part in parts):
            self.report(WRONG_NODE, written.place, "only a fixed text can stand here, no reference to a field")
            return None
        return "".join(str(part) for part in parts)

    def expand(self, text: str, written: Written) -> str | None:
        """The text with a prefix at its beginning replaced by its namespace; None after reporting an unknown one."""
        found = PREFIXED.match(text)
        if found is None:
            return text
        prefix, local = found[1], text[found.end() :]
        if prefix in self.prefixes:
            return self.prefixes[prefix] + local
        usual = self.options.schema_namespace if prefix == "schema" else WELL_KNOWN.get(prefix)
        if usual is not None:
            self._assume(prefix, usual, written)
            return usual + local
        if prefix.lower() in SCHEMES:
            return text
        hint = did_you_mean(prefix, [*self.prefixes, *WELL_KNOWN])
        place = written.span(0, len(prefix)) if written.text.startswith(prefix) else written.place
        self.report(UNDECLARED_PREFIX, place, f"the prefix `{prefix}:` is not declared in `prefixes`.{hint}")
        return None

    def _assume(self, prefix: str, namespace: str, written: Written) -> None:
        if prefix not in self.assumed:
            self.assumed[prefix] = namespace
            message = f"the prefix `{prefix}:` is not declared in `prefixes`; <{namespace}> is taken"
            self.report(ASSUMED_PREFIX, written.span(0, len(prefix)), message)
