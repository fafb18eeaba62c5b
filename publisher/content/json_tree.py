"""JSON as a tree that knows its places, read without recursion (RFC 8259)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import NamedTuple

from publisher.core.yaml_builder import YamlLimits
from publisher.core.yaml_nodes import Entry, MappingNode, Mark, Node, ScalarNode, SequenceNode
from publisher.core.yaml_scalars import MAX_DIGITS

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
_WORD = re.compile(r"true|false|null")
_WORD_VALUES = {"true": True, "false": False, "null": None}
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonError(ValueError):
    """The text is not JSON at ``offset``."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Duplicate(NamedTuple):
    """A key that an object has twice."""

    first: ScalarNode
    second: ScalarNode


class JsonText(NamedTuple):
    """What stands in a text: its tree, the offset behind it, and keys that stand twice (the last one is kept)."""

    root: Node
    end: int
    duplicates: tuple[Duplicate, ...]


class _Open(NamedTuple):
    """An object or array whose end has not been reached."""

    start: Mark
    closing: str
    items: list[Node]
    entries: dict[str, Entry]
    keys: list[ScalarNode]


def parse_json(
    text: str,
    start: int,
    mark_at: Callable[[int], Mark],
    limits: YamlLimits | None = None,
    *,
    allows_infinity: bool = False,
) -> JsonText:
    """The JSON value that begins at ``start``; what follows it is not looked at. Raises JsonError.

    ``mark_at`` gives the place of the character with an offset. A number too large for a float is an error, or infinity
    where that is allowed.

    >>> parse_json('{"a": [1]} x', 0, lambda offset: Mark(1, offset + 1, offset)).end
    10
    """
    return _Parser(text, mark_at, limits or YamlLimits(), allows_infinity=allows_infinity).parse(start)


class _Parser:
    def __init__(self, text: str, mark_at: Callable[[int], Mark], limits: YamlLimits, *, allows_infinity: bool) -> None:
        self._allows_infinity = allows_infinity
        self._text = text
        self._mark_at = mark_at
        self._limits = limits
        self._nodes = 0
        self._open: list[_Open] = []
        self._duplicates: list[Duplicate] = []

    def parse(self, start: int) -> JsonText:
        offset = start
        while True:
            node, offset = self._begin_value(self._skip(offset))
            while node is not None:
                if not self._open:
                    return JsonText(node, offset, tuple(self._duplicates))
                self._put(node)
                node, offset = self._behind_value(self._skip(offset))

    def _begin_value(self, offset: int) -> tuple[Node | None, int]:
        """A finished value, or None where a collection was opened that has one inside."""
        letter = self._text[offset : offset + 1]
        if letter not in {"{", "["} or not letter:
            return self._scalar(offset)
        if len(self._open) >= self._limits.depth:
            raise JsonError(f"nested deeper than {self._limits.depth} levels", offset)
        self._count(offset)
        self._open.append(_Open(self._mark_at(offset), "}" if letter == "{" else "]", [], {}, []))
        inside = self._skip(offset + 1)
        if self._text.startswith(self._open[-1].closing, inside):
            return self._close(inside)
        return None, self._key(inside)

    def _behind_value(self, offset: int) -> tuple[Node | None, int]:
        """Goes over a comma to the next value, or closes the collection, which is a finished value then."""
        closing = self._open[-1].closing
        if self._text.startswith(closing, offset):
            return self._close(offset)
        if not self._text.startswith(",", offset):
            raise JsonError(f"expected ',' or '{closing}'", offset)
        return None, self._key(self._skip(offset + 1))

    def _key(self, offset: int) -> int:
        """Reads a key where an object is open; gives the offset behind its colon."""
        frame = self._open[-1]
        if frame.closing == "]":
            return offset
        if not self._text.startswith('"', offset):
            raise JsonError("expected a key in double quotes", offset)
        key, behind = self._string(offset)
        colon = self._skip(behind)
        if not self._text.startswith(":", colon):
            raise JsonError("expected ':' behind the key", colon)
        frame.keys.append(key)
        return colon + 1

    def _close(self, offset: int) -> tuple[Node, int]:
        frame = self._open.pop()
        end = self._mark_at(offset + 1)
        if frame.closing == "]":
            return SequenceNode(frame.items, frame.start, end), offset + 1
        return MappingNode(frame.entries, frame.start, end), offset + 1

    def _put(self, node: Node) -> None:
        frame = self._open[-1]
        if frame.closing == "]":
            frame.items.append(node)
            return
        key = frame.keys.pop()
        first = frame.entries.get(key.written)
        if first:
            self._duplicates.append(Duplicate(first.key, key))
        frame.entries[key.written] = Entry(key, node)

    def _scalar(self, offset: int) -> tuple[ScalarNode, int]:
        if self._text.startswith('"', offset):
            return self._string(offset)
        found = _WORD.match(self._text, offset)
        if found:
            return self._plain(found, _WORD_VALUES[found[0]])
        found = _NUMBER.match(self._text, offset)
        if not found:
            raise JsonError("expected a value", offset)
        if found[1] or found[2]:
            number = float(found[0])
            if math.isinf(number) and not self._allows_infinity:
                raise JsonError("the number is too large", offset)
            return self._plain(found, number)
        if len(found[0]) > MAX_DIGITS:
            raise JsonError(f"a number of {len(found[0]):,} digits is more than can be read", offset)
        return self._plain(found, int(found[0]))

    def _plain(self, found: re.Match[str], value: float | bool | None) -> tuple[ScalarNode, int]:  # noqa: FBT001 - a JSON value
        self._count(found.start())
        start, end = self._mark_at(found.start()), self._mark_at(found.end())
        return ScalarNode(value, found[0], "plain", start, end), found.end()

    def _string(self, offset: int) -> tuple[ScalarNode, int]:
        self._count(offset)
        found = _STRING.match(self._text, offset)
        if not found:
            raise JsonError("a text is not closed, or holds a line break or another control character", offset)
        try:
            value = str(json.loads(found[0]))
        except json.JSONDecodeError as error:
            raise JsonError(error.msg, offset + error.pos) from error
        if _SURROGATE.search(value):
            raise JsonError("an escape names half a character (a lone surrogate)", offset)
        return ScalarNode(value, value, "double", self._mark_at(offset), self._mark_at(found.end())), found.end()

    def _skip(self, offset: int) -> int:
        found = _SPACE.match(self._text, offset)
        return found.end() if found else offset

    def _count(self, offset: int) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise JsonError(f"more than {self._limits.nodes:,} values", offset)
