"""TOML as a tree that knows its places. It follows text that ``tomllib`` has accepted, and checks nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from publisher.core.yaml_nodes import Entry, MappingNode, Mark, Node, ScalarNode, SequenceNode

_DEPTH = 128
_FILLER = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_WORD = re.compile(r"[^\s,\]}#]+(?: [0-9][0-9:.]*(?:[Zz]|[-+][0-9:]+)?)?")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_NAMED = dict(zip('btnfr"\\', '\b\t\n\f\r"\\', strict=True))


class _Lost(ValueError):  # noqa: N818 - never leaves this module
    """The text is not as this reader takes it to be."""


def toml_tree(text: str, first_offset: int, mark_at: Callable[[int], Mark]) -> MappingNode | None:
    r"""The tree of TOML text that stands at ``first_offset`` of its file; None where it cannot be followed.

    Numbers, dates and words are kept as they are written.

    >>> tree = toml_tree("[a]\nb = [1, 'x']\n", 0, lambda offset: Mark(1, offset + 1, offset))
    >>> tree.entries["a"].value.entries["b"].value.items[1].start.offset
    12
    """
    try:
        return _Parser(text, first_offset, mark_at).parse()
    except _Lost:
        return None


class _Parser:
    def __init__(self, text: str, first_offset: int, mark_at: Callable[[int], Mark]) -> None:
        self._text = text
        self._first_offset = first_offset
        self._mark_at = mark_at
        self._at = 0
        self._depth = 0

    def parse(self) -> MappingNode:
        root = MappingNode({}, self._mark(0), self._mark(len(self._text)))
        table = root
        self._fill()
        while self._at < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header(root)
            else:
                self._assignment(table)
            self._fill()
        return root

    def _mark(self, offset: int) -> Mark:
        return self._mark_at(self._first_offset + offset)

    def _header(self, root: MappingNode) -> MappingNode:
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        *outer, last = self._keys()
        self._take("]]" if is_array else "]")
        table = root
        for key in outer:
            table = self._below(table, key)
        if not is_array:
            return self._below(table, last)
        fresh = MappingNode({}, last.start, last.end)
        entry = table.entries.get(last.written)
        if entry is None:
            table.entries[last.written] = Entry(last, SequenceNode([fresh], last.start, last.end))
        elif isinstance(entry.value, SequenceNode):
            entry.value.items.append(fresh)
        return fresh

    def _below(self, table: MappingNode, key: ScalarNode) -> MappingNode:
        entry = table.entries.setdefault(key.written, Entry(key, MappingNode({}, key.start, key.end)))
        node: Node = entry.value
        if isinstance(node, SequenceNode) and node.items:
            node = node.items[-1]
        if not isinstance(node, MappingNode):
            raise _Lost
        return node

    def _assignment(self, table: MappingNode) -> None:
        *outer, last = self._keys()
        self._take("=")
        for key in outer:
            table = self._below(table, key)
        table.entries[last.written] = Entry(last, self._value())

    def _keys(self) -> list[ScalarNode]:
        keys = [self._key()]
        while self._text.startswith(".", self._at):
            self._at += 1
            keys.append(self._key())
        return keys

    def _key(self) -> ScalarNode:
        found = _KEY_PART.match(self._text, self._at)
        if not found:
            raise _Lost
        self._at = found.end()
        written = found[1]
        name = _unquoted(written) if written[0] in "\"'" else written
        return ScalarNode(name, name, "plain", self._mark(found.start(1)), self._mark(found.end(1)))

    def _value(self) -> Node:
        self._fill()
        opening = self._text[self._at : self._at + 1]
        if opening in {"[", "{"} and opening:
            self._depth += 1
            if self._depth > _DEPTH:
                raise _Lost
            node = self._array() if opening == "[" else self._inline_table()
            self._depth -= 1
            return node
        found = (_STRING if opening in {'"', "'"} else _WORD).match(self._text, self._at)
        if not found:
            raise _Lost
        self._at = found.end()
        start, end = self._mark(found.start()), self._mark(found.end())
        if opening not in {'"', "'"}:
            return ScalarNode(found[0], found[0], "plain", start, end)
        if found[0].startswith(opening * 3) and len(found[0]) > 5:
            return ScalarNode(found[0], found[0], "multi-line", start, end)
        value = _unquoted(found[0])
        return ScalarNode(value, value, "double" if opening == '"' else "single", start, end)

    def _array(self) -> SequenceNode:
        start, items = self._mark(self._at), list[Node]()
        self._at += 1
        self._fill()
        while not self._text.startswith("]", self._at):
            items.append(self._value())
            self._fill()
            if self._text.startswith(",", self._at):
                self._at += 1
            self._fill()
        self._at += 1
        return SequenceNode(items, start, self._mark(self._at))

    def _inline_table(self) -> MappingNode:
        table = MappingNode({}, self._mark(self._at), self._mark(self._at))
        self._at += 1
        self._fill()
        while not self._text.startswith("}", self._at):
            self._assignment(table)
            self._fill()
            if self._text.startswith(",", self._at):
                self._at += 1
            self._fill()
        self._at += 1
        return MappingNode(table.entries, table.start, self._mark(self._at))

    def _fill(self) -> None:
        found = _FILLER.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _take(self, expected: str) -> None:
        self._fill()
        if not self._text.startswith(expected, self._at):
            raise _Lost
        self._at += len(expected)


def _unquoted(written: str) -> str:
    if written[0] == "'":
        return written[1:-1]
    return _ESCAPE.sub(_character, written[1:-1])


def _character(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2]
    return chr(int(digits, 16)) if digits else _NAMED.get(escape[3], escape[3])
