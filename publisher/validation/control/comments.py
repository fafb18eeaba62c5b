"""Comments in an article that set findings aside: ``# publisher: ignore CODE`` in its front matter, ``<!-- … -->`` in its body.

A comment counts for its own line, one that has its line to itself for the next line; ``ignore-file`` for the whole
file. Several codes are divided by commas or blanks; what follows ``--`` or a second ``#`` is the reason. What is almost
such a comment sets nothing aside, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.content.delimiters import Form, find_block
from publisher.content.places import LineIndex
from publisher.core.spans import SourceSpan
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

_ANY = re.compile(rb"publisher:[ \t]*ignore")
_CODES = r"publisher: ignore(?P<file>-file)?[ \t]+(?P<codes>[\w.-]+(?:(?:[ \t]*,[ \t]*|[ \t]+)(?!--)[\w.-]+)*)"
_IN_FRONT_MATTER = re.compile(rf"(?<![^\s])#[ \t]*{_CODES}")
_IN_BODY = re.compile(rf"<!--\s*{_CODES}[^\n]*?-->")
_ALMOST = r"publisher:[ \t]*ignore(?:-file)?(?![\w-])"
_ALMOST_IN_FRONT_MATTER = re.compile(rf"(?<![^\s])#[ \t]*{_ALMOST}")
_ALMOST_IN_BODY = re.compile(rf"<!--\s*{_ALMOST}")
_CODE = re.compile(r"[\w.-]+")
_NOTHING = re.compile(r"[ \t]*(?:#[^\n]*)?(?:<!--[^\n]*-->[ \t]*)?\r?")


class IgnoringComment(NamedTuple):
    """One code of a comment, its place, and the line it counts for; None: for the whole file.

    The code is empty where the comment is only almost one: it names no code, or lacks a blank.
    """

    code: str
    place: SourceSpan
    line: int | None


def ignoring_comments(path: str, source: bytes) -> list[IgnoringComment]:
    """Every code of every such comment of a file, in order. Costs a microsecond where there is none."""
    return list(_comments(path, source)) if b"publisher:" in source and _ANY.search(source) else []


def _comments(path: str, source: bytes) -> Iterator[IgnoringComment]:
    text = source.decode("utf-8", "replace")
    block = find_block(source)
    body = len(source[: block.body].decode("utf-8", "replace"))
    lines = LineIndex(path, text)
    # Only YAML and TOML have comments; in JSON, and without front matter, all is body.
    opening = body if block.form in {Form.YAML, Form.TOML} else 0
    written = _written(text, source, block.start, block.end) if block.form is Form.YAML else []

    def found(in_front_matter: re.Pattern[str], in_body: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for each in in_front_matter.finditer(text, 0, opening):
            if not any(start <= each.start() < end for start, end in written):
                yield each
        yield from in_body.finditer(text, body)

    whole = set()
    for each in found(_IN_FRONT_MATTER, _IN_BODY):
        whole.add(each.start())
        line = lines.mark(each.start()).line
        counts_for = None if each["file"] else _line_of(text, each, line)
        for code in _CODE.finditer(each["codes"]):
            start = each.start("codes") + code.start()
            yield IgnoringComment(code[0], lines.span(start, start + len(code[0])), counts_for)
    for each in found(_ALMOST_IN_FRONT_MATTER, _ALMOST_IN_BODY):
        if each.start() not in whole:
            yield IgnoringComment("", lines.span(*each.span()), None)


def _line_of(text: str, comment: re.Match[str], line: int) -> int:
    """The comment's own line where something stands before it, else the next that is no comment and not blank."""
    begin = text.rfind("\n", 0, comment.start()) + 1
    if text[begin : comment.start()].strip(" \t\ufeff"):
        return line
    end = text.find("\n", comment.end())
    while end >= 0:
        line += 1
        next_end = text.find("\n", end + 1)
        if not _NOTHING.fullmatch(text, end + 1, len(text) if next_end < 0 else next_end):
            break
        end = next_end
    return line


def _written(text: str, source: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of the front matter's scalars, in which a ``#`` is no comment."""
    first = len(source[:start].decode("utf-8", "replace"))
    root, _ = build_yaml(source[start:end].decode("utf-8", "replace"), "", first_line=1, first_offset=first)
    stretches: list[tuple[int, int]] = []
    waiting: list[Node] = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            waiting += [each for entry in node.entries.values() for each in (entry.key, entry.value)]
        elif isinstance(node, SequenceNode):
            waiting += node.items
        elif isinstance(node, ScalarNode) and node.style != "plain":
            behind = text.find("\n", node.start.offset) if node.style in {"literal", "folded"} else node.start.offset
            stretches.append((behind, node.end.offset))
    return stretches
