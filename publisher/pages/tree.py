"""The lists of properties in a declaration to the tree of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.core.configuration_section import Section
from publisher.core.page_rules import BROKEN_ENTRY, REPEATED_PROPERTY
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.pages.names import Names
from publisher.pages.plan import PageNode, PageProperty, short_name
from publisher.pages.safe_text import quote

TYPE = "a"


class TreeReader:
    """Reads lists of properties. ``places`` tells afterwards where each property was first named."""

    def __init__(self, names: Names, kinds: Mapping[str, str], vocabulary: str, section: Section) -> None:
        self._names = names
        self._kinds = kinds
        self._vocabulary = vocabulary
        self._section = section
        self.places: dict[str, Node] = {}

    def node(self, node: Node) -> PageNode:
        """What a list tells of a node."""
        properties: dict[str, PageProperty] = {}
        types: PageNode | None = None
        for name, place, below in self._entries(node):
            if name == TYPE:
                if types is not None:
                    self._section.report(REPEATED_PROPERTY, place, "'a' stands here twice; write one list of types")
                types = self._types(below)
                continue
            iri = self._names.iri(name, place)
            if iri is None:
                continue
            if iri in properties:
                self._section.report(REPEATED_PROPERTY, place, f"{name!r} stands twice in this list")
            self.places.setdefault(iri, place)
            properties[iri] = self._property(iri, below)
        told = tuple(properties.values())
        return PageNode(told, types is not None, types.types if types else None)

    def _property(self, iri: str, below: Node | None) -> PageProperty:
        key = quote(short_name(iri, self._vocabulary)) + ":"
        return PageProperty(f"<{iri}>", key, self._kinds.get(iri), None if below is None else self.node(below))

    def _entries(self, node: Node) -> Iterator[tuple[str, Node, Node | None]]:
        """Each entry's name, where it stands, and the list below it."""
        if not isinstance(node, SequenceNode) or not node.items:
            self._section.report(BROKEN_ENTRY, node, "expected a list of properties, such as [a, schema:name]")
            return
        for item in node.items:
            if isinstance(item, ScalarNode) and isinstance(item.value, str) and item.value:
                yield item.value, item, None
            elif isinstance(item, MappingNode) and len(item.entries) == 1:
                [entry] = item
                empty = isinstance(entry.value, ScalarNode) and entry.value.value is None
                yield entry.key.written, entry.key, None if empty else entry.value
            elif isinstance(item, MappingNode) and item.entries:
                second = list(item)[1].key
                hint = f"begin it with a hyphen of its own: - {second.written}"
                self._section.report(BROKEN_ENTRY, second, f"{second.written!r} belongs to the entry before; {hint}")
            else:
                self._section.report(BROKEN_ENTRY, item, "expected a property, such as schema:name")

    def _types(self, below: Node | None) -> PageNode:
        if below is None:
            return PageNode((), tells_types=True)
        items = below.items if isinstance(below, SequenceNode) else [below]
        found = set()
        for item in items:
            if isinstance(item, ScalarNode) and isinstance(item.value, str):
                iri = self._names.iri(item.value, item)
                found.add(f"<{iri}>")
            else:
                self._section.report(BROKEN_ENTRY, item, "expected a type, such as schema:Person, or a list of types")
        return PageNode((), tells_types=True, types=frozenset(found))
