"""What the YAML builder keeps while it goes: open collections, anchors, and how much they weigh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import Entry, MappingNode, Mark, Node, ScalarNode, SequenceNode
from publisher.core.yaml_rules import YAML_ALIAS, YAML_ALIAS_LIMIT


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """How deep and how large a text may be: nodes as written, and what aliases add to them."""

    depth: int = 128
    nodes: int = 200_000
    alias_nodes: int = 200_000
    alias_characters: int = 16 * 1024 * 1024


class Stop(Exception):  # noqa: N818 - carries a finding, and never leaves the builder
    """The text cannot be read past this finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Weight(NamedTuple):
    """How much a node holds, itself included."""

    nodes: int
    characters: int

    def __add__(self, other: object) -> Weight:
        if not isinstance(other, Weight):
            return NotImplemented
        return Weight(self.nodes + other.nodes, self.characters + other.characters)


class Anchored(NamedTuple):
    """What an alias stands for."""

    node: Node
    weight: Weight


class Anchors:
    """The anchors so far, and the budget for what their aliases repeat."""

    def __init__(self, limits: YamlLimits) -> None:
        self._limits = limits
        self._anchored: dict[str, Anchored] = {}
        self._spent = Weight(0, 0)

    def define(self, anchor: str | None, node: Node, weight: Weight) -> None:
        """Lets later aliases stand for the node."""
        if anchor is not None:
            self._anchored[anchor] = Anchored(node, weight)

    def expand(self, anchor: str | None, span: SourceSpan) -> Anchored:
        """What the alias at this place stands for; raises Stop where it is unknown or too much."""
        anchored = self._anchored.get(anchor or "")
        if anchored is None:
            raise Stop(YAML_ALIAS.at(span, f"the alias *{(anchor or '')[:80]} names no anchor before it"))
        self._spent += anchored.weight
        if self._spent.nodes > self._limits.alias_nodes or self._spent.characters > self._limits.alias_characters:
            raise Stop(YAML_ALIAS_LIMIT.at(span, "aliases repeat more of this text than is read"))
        return anchored


@dataclass(slots=True)
class Frame:
    """A collection whose end has not been reached."""

    start: Mark
    is_mapping: bool
    is_flow: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    merges: list[MappingNode] = field(default_factory=list)
    key: ScalarNode | None = None
    key_merges: bool = False
    merge_was_read: bool = False
    weight: Weight = field(default_factory=lambda: Weight(1, 0))
    end: Mark = field(init=False)

    def __post_init__(self) -> None:
        self.end = self.start

    def step(self) -> str | int:
        """The step from this collection to the one that is being read inside it."""
        if self.is_mapping:
            return self.key.written if self.key else ""
        return len(self.items)

    def merge(self, node: Node) -> bool:
        """Keeps what a merge key brings; False where it is no mapping and no list of them."""
        sources = node.items if isinstance(node, SequenceNode) else [node]
        mappings = [source for source in sources if isinstance(source, MappingNode)]
        self.merges.extend(mappings)
        self.merge_was_read = True
        return len(mappings) == len(sources)

    def close(self, end: Mark) -> Node:
        """The finished node: a mapping's own keys before merged ones, the earlier merged before the later."""
        if not self.is_mapping:
            return SequenceNode(self.items, self.start, end)
        for source in self.merges:
            for name, entry in source.entries.items():
                if name not in self.entries:
                    self.entries[name] = Entry(entry.key, entry.value, merged=True)
        return MappingNode(self.entries, self.start, end)
