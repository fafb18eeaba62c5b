"""Front matter in the plain form that content systems write, read line by line in less time than a YAML parser takes.

The form: keys of letters and digits, below each other or indented; behind a key or a dash one scalar, plain or in
quotes without an escape, which may go on over indented lines; or a list of such scalars in brackets; comments and
empty lines. All else is left to the parser: other flow collections, block scalars, anchors, tags, lists of lists or
mappings, keys that stand twice, and scalars that readers of YAML take differently. What is read here the careful path
would read the same, and say nothing of; property tests hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.content.plain_scalars import (
    COMMENT,
    LIST,
    LONGEST_WORD,
    MORE,
    NOTHING,
    QUOTED,
    SURELY_TEXT,
    TEXT,
    WHOLE,
    DoubtError,
    Value,
    ends_plain,
    is_surely_text,
    read_scalar,
)

_LONGEST_TEXT = 200_000
_DEEPEST = 100

_KEY = re.compile(r"( *)([A-Za-z_][A-Za-z0-9_-]{0,99})")
_LINE = re.compile(r"( *)(?:(- )|([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +|\Z))?(.*)")

_Line = tuple[int, "str | None", Value, int]
"""Its indentation, its key, its value, and what it holds; a line without a key begins with a dash, or is more text."""

_LINES: dict[str, _Line] = {}
_KEYS: dict[str, tuple[int, str]] = {}
"""What lines and keys were found to say, for half of the lines of a corpus come again and again; emptied when full.
`lru_cache` is the same thing, and takes 0.6 µs for each line that is new."""
_REMEMBERED = 4096
_LONGEST_REMEMBERED = 100


def parse_plain(text: str) -> dict[str, object] | None:
    r"""The mapping, or None where the text is not surely of the plain form.

    Measured on 62 lines of 2.3 KB, a third of them new: 46 µs, where `fast_yaml` and the search for its doubts take 75.

    >>> parse_plain("a: b\n  c\nd:\n- 1\n- 'x: y'\n"), parse_plain("a: [[b]]\n")
    ({'a': 'b c', 'd': [1, 'x: y']}, None)
    """
    if len(text) > _LONGEST_TEXT or text[-1:] != "\n":
        return None
    try:
        return _parse(iter(text[:-1].split("\n")))
    except DoubtError:
        return None


def _parse(lines: Iterator[str]) -> dict[str, object] | None:
    root: dict[str, object] = {}
    node, level, open_nodes = root, 0, [(-1, root), (0, root)]
    items: list[object] = []
    name: str | None = None  # the key of the last value, None where it is an item of a list
    dash, kind = -1, WHOLE
    for line in lines:
        before = kind
        indent, key, value, kind = _LINES.get(line) or _read_line(line)
        if kind == QUOTED:
            value = _read_quoted(str(value), lines, indent)
        if key is not None:
            if indent != level:
                node, level = _node_at(indent, open_nodes, name if before == NOTHING else None), indent
            if key in node:
                raise DoubtError
            name = key
            node[key] = value if kind != LIST else [*value]  # type: ignore[misc]
        elif kind < MORE:
            if before == NOTHING and name is not None and indent >= level:
                node[name] = items = []
                name, dash = None, indent
            elif name is not None or indent != dash:
                raise DoubtError
            items.append(value if kind != LIST else [*value])  # type: ignore[misc]
        elif kind == COMMENT:
            kind = before if before != TEXT else WHOLE
        else:
            kind = _go_on(before, is_deeper=indent > (dash if name is None else level))
            holder, place = (node, name) if name is not None else (items, -1)
            holder[place] = f"{holder[place]} {value}"  # type: ignore[index]
    return root or None


def _go_on(before: int, *, is_deeper: bool) -> int:
    """What a line holds that is more of the text above."""
    if before != TEXT or not is_deeper:
        raise DoubtError
    return TEXT


def _node_at(indent: int, open_nodes: list[tuple[int, dict[str, object]]], opened: str | None) -> dict[str, object]:
    """The mapping that has its keys there, a new one below the opened key."""
    level, node = open_nodes[-1]
    if indent > level and opened is not None:
        inner: dict[str, object] = {}
        node[opened] = inner
        open_nodes.append((indent, inner))
    while indent < open_nodes[-1][0]:
        open_nodes.pop()
    level, node = open_nodes[-1]
    if indent != level or len(open_nodes) > _DEEPEST:
        raise DoubtError
    return node


def _read_line(line: str) -> _Line:
    """What a line says. Most of those that are new are a key and its text."""
    if line[-1:] == " " or not line.isprintable():
        raise DoubtError
    head, separator, rest = line.partition(": ")
    place = (_KEYS.get(head) or _read_key(head)) if separator else None
    if place is None:
        known = _read_odd_line(line)
    elif rest[0] in SURELY_TEXT and len(rest) > LONGEST_WORD and not ends_plain(rest):
        known = (*place, rest, TEXT)
    else:
        known = (*place, *read_scalar(rest))
    if len(line) <= _LONGEST_REMEMBERED:
        if len(_LINES) >= _REMEMBERED:
            _LINES.clear()
        _LINES[line] = known
    return known


def _read_key(text: str) -> tuple[int, str] | None:
    """The indentation and the key, where the text is a key and no more."""
    found = _KEY.fullmatch(text)
    if not found:
        return None
    if len(_KEYS) >= _REMEMBERED:
        _KEYS.clear()
    place = _KEYS[text] = len(found[1]), found[2]
    return place


def _read_odd_line(line: str) -> _Line:
    found = _LINE.match(line)
    assert found is not None, "every line matches"
    spaces, dash, key, rest = found.groups()
    if key is None and dash is None:
        if not rest or rest[0] == "#":
            return 0, None, None, COMMENT
        if not (is_surely_text(rest) or rest[0].isdigit()) or ends_plain(rest):
            raise DoubtError
        return len(spaces), None, rest, MORE
    if rest:
        value, kind = read_scalar(rest)
        return len(spaces), key, value, kind
    return len(spaces), key, None, NOTHING


def _read_quoted(opened: str, lines: Iterator[str], indent: int) -> str:
    """The whole of a text in quotes that goes on over further lines."""
    quote, parts = opened[0], [opened[1:]]
    for line in lines:
        text = line.lstrip(" ")
        if not text or len(line) - len(text) <= indent or line[-1] == " " or not line.isprintable():
            break
        closing = text.find(quote)
        if (quote == '"' and "\\" in text) or 0 <= closing != len(text) - 1:
            break
        if closing >= 0:
            return " ".join([*parts, text[:-1]])
        parts.append(text)
    raise DoubtError
