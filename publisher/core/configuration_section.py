"""One mapping of the configuration, read key by key, every problem collected with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from publisher.core.configuration_rules import MISSING_KEY, UNKNOWN_KEY, WRONG_KIND
from publisher.core.findings import Finding
from publisher.core.iris import is_absolute_iri
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of

T = TypeVar("T", bool, int)


class Section:
    """A mapping of the file called ``path``. Findings go to the list that all sections of the file share."""

    def __init__(self, node: MappingNode, path: str, findings: list[Finding], keys: tuple[str, ...]) -> None:
        self._node = node
        self._path = path
        self._findings = findings
        for entry in node:
            name = entry.key.written
            if name not in keys:
                hint = did_you_mean(name, keys) or f" Known here: {', '.join(keys)}."
                self.report(UNKNOWN_KEY, entry.key, f"unknown key {name!r}.{hint}")

    @property
    def span(self) -> SourceSpan:
        """Where the mapping begins."""
        return SourceSpan.point(self._path, self._node.start.line, self._node.start.column)

    def place(self, key: str) -> SourceSpan:
        """Where the key's value stands; the mapping where there is none."""
        node = self.node(key)
        return self.span if node is None else span_of(node, self._path)

    def report(self, rule: Rule, node: Node, message: str) -> None:
        """Collects a finding at the node."""
        self._findings.append(rule.at(span_of(node, self._path), message))

    def node(self, key: str) -> Node | None:
        """What stands at the key; a null counts as absent."""
        entry = self._node.entries.get(key)
        if entry is None or (isinstance(entry.value, ScalarNode) and entry.value.value is None):
            return None
        return entry.value

    def missing(self, key: str, example: str) -> None:
        """Collects a finding for a key that must be there."""
        self._findings.append(
            MISSING_KEY.at(self.span, f"the key {key!r} is missing; write for example: {key}: {example}")
        )

    def section(self, key: str, keys: tuple[str, ...]) -> Section | None:
        """The mapping at the key."""
        node = self.node(key)
        if node is None:
            return None
        if isinstance(node, MappingNode):
            return Section(node, self._path, self._findings, keys)
        self.report(WRONG_KIND, node, f"{key!r} takes a mapping with the keys {', '.join(keys)}")
        return None

    def text(self, key: str, default: str = "") -> str:
        """The text at the key."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, ScalarNode) and isinstance(node.value, str) and node.value:
            return node.value
        self.report(WRONG_KIND, node, f"{key!r} takes a text")
        return default

    def choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        """The one of the words that stands at the key."""
        node = self.node(key)
        if node is None or (isinstance(node, ScalarNode) and node.value in choices):
            return None if node is None else str(node.value)
        written = node.written if isinstance(node, ScalarNode) else ""
        self.report(WRONG_KIND, node, f"{key!r} takes one of {', '.join(choices)}.{did_you_mean(written, choices)}")
        return None

    def iri(self, key: str, default: str | None, *, ending: str = "") -> str:
        """The absolute IRI at the key, which must have the ending; a default of None makes the key required."""
        node = self.node(key)
        example = "https://www.example.org" + (ending or "/ontology")
        if node is None:
            if default is None:
                self.missing(key, example)
            return default or example
        if isinstance(node, ScalarNode) and isinstance(node.value, str):
            value = node.value
            if is_absolute_iri(value) and value.endswith(ending):
                return value
        wanted = f" that ends in {ending!r}" if ending else ""
        self.report(WRONG_KIND, node, f"{key!r} takes an absolute IRI{wanted}, such as {example}")
        return default or example

    def boolean(self, key: str, *, default: bool) -> bool:
        """The boolean at the key."""
        return self._typed(key, bool, default, "true or false")

    def whole(self, key: str, default: int) -> int:
        """The whole number above 0 at the key."""
        node = self.node(key)
        value = self._typed(key, int, default, "a whole number above 0")
        if node is not None and value < 1:
            self.report(WRONG_KIND, node, f"{key!r} takes a whole number above 0")
            return default
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The list of texts at the key; a single text counts as a list of one."""
        node = self.node(key)
        return default if node is None else tuple(text for text, _ in self.texts_at(key))

    def texts_at(self, key: str) -> Iterator[tuple[str, Node]]:
        """Each text of the list at the key, with its node."""
        node = self.node(key)
        items = node.items if isinstance(node, SequenceNode) else [] if node is None else [node]
        for item in items:
            if isinstance(item, ScalarNode) and isinstance(item.value, str) and item.value:
                yield item.value, item
            else:
                self.report(WRONG_KIND, item, f"{key!r} takes a list of texts")

    def named_texts(self, key: str) -> dict[str, tuple[str, Node]]:
        """The mapping of names to texts at the key."""
        node = self.node(key)
        if node is not None and not isinstance(node, MappingNode):
            self.report(WRONG_KIND, node, f"{key!r} takes a mapping of names to texts")
        found: dict[str, tuple[str, Node]] = {}
        for entry in node if isinstance(node, MappingNode) else ():
            if isinstance(entry.value, ScalarNode) and isinstance(entry.value.value, str):
                found[entry.key.written] = (entry.value.value, entry.value)
            else:
                self.report(WRONG_KIND, entry.value, f"{entry.key.written!r} takes a text")
        return found

    def sections(self, key: str, keys: tuple[str, ...]) -> Iterator[Section]:
        """Each mapping of the list at the key."""
        node = self.node(key)
        if node is not None and not isinstance(node, SequenceNode):
            self.report(WRONG_KIND, node, f"{key!r} takes a list of mappings with the keys {', '.join(keys)}")
        for item in node.items if isinstance(node, SequenceNode) else ():
            if isinstance(item, MappingNode):
                yield Section(item, self._path, self._findings, keys)
            else:
                self.report(WRONG_KIND, item, f"expected a mapping with the keys {', '.join(keys)}")

    def _typed(self, key: str, kind: type[T], default: T, wanted: str) -> T:
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, ScalarNode) and type(node.value) is kind:
            return node.value
        self.report(WRONG_KIND, node, f"{key!r} takes {wanted}")
        return default
