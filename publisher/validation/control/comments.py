"""Comments in an article that set findings aside: ``# publisher: ignore CODE`` in its front matter, ``<!-- … -->`` in its body.

A comment counts for its own line, one that has its line to itself for the next line; ``ignore-file`` for the whole
file. Several codes are divided by commas or blanks; what follows ``--`` or a second ``#`` is the reason. What is almost
such a comment sets nothing aside, and is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publisher.content.delimiters import Block, Form, find_block
from publisher.content.places import LineIndex
from publisher.content.toml_tree import toml_tree
from publisher.core.spans import SourceSpan
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Mark, Node, ScalarNode, SequenceNode

_ANY = re.compile(rb"publisher:[ \t]*ignore")
_NAME = r"(?:[\w.]|-(?!->))++"
"""A code; the ``-`` of a comment's end is none of it. Nothing here is tried twice: an article can have a million of them."""
_CODES = (
    rf"publisher: ignore(?P<file>-file)?[ \t]++(?P<codes>(?!--){_NAME}(?:(?:[ \t]*+,[ \t]*+|[ \t]++)(?!--){_NAME})*+)"
)
_IN_FRONT_MATTER = re.compile(rf"(?<![^\s])#[ \t]*{_CODES}")
_IN_BODY = re.compile(rf"<!--\s*{_CODES}(?:(?!-->|<!--)[^\n])*+-->")
_ALMOST = r"publisher:[ \t]*ignore(?:-file)?(?![\w-])"
_ALMOST_IN_FRONT_MATTER = re.compile(rf"(?<![^\s])#[ \t]*{_ALMOST}")
_ALMOST_IN_BODY = re.compile(rf"<!--\s*{_ALMOST}")
_CODE = re.compile(_NAME)
_BLANKS = re.compile("[ \t\ufeff]*+")
_NOTHING = re.compile(r"[ \t]*+(?:#[^\n]*)?(?:<!--[^\n]*-->[ \t]*)?\r?")


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
    written = _written(text, source, block)
    begins = [start for start, _ in written]

    def found(in_front_matter: re.Pattern[str], in_body: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for each in in_front_matter.finditer(text, 0, opening):
            before = bisect_right(begins, each.start())
            if not before or each.start() >= written[before - 1][1]:
                yield each
        yield from in_body.finditer(text, body)

    whole = set()
    counted = _CountedLines(text)
    for each in found(_IN_FRONT_MATTER, _IN_BODY):
        whole.add(each.start())
        counts_for = None if each["file"] else counted.of(each, lines.mark(each.start()))
        for code in _CODE.finditer(each["codes"]):
            start = each.start("codes") + code.start()
            yield IgnoringComment(code[0], lines.span(start, start + len(code[0])), counts_for)
    for each in found(_ALMOST_IN_FRONT_MATTER, _ALMOST_IN_BODY):
        if each.start() not in whole:
            yield IgnoringComment("", lines.span(*each.span()), None)


@dataclass(slots=True)
class _CountedLines:
    """Which line a comment counts for. Comments come in order, so that each line is walked over once."""

    text: str
    begins: int = 0
    ends: int = 0

    def of(self, comment: re.Match[str], mark: Mark) -> int:
        """The next line that is no comment and not blank; the comment's own where something stands before it."""
        begin = mark.offset - mark.column + 1
        blanks = _BLANKS.match(self.text, begin, comment.start())
        if blanks is not None and blanks.end() < comment.start():
            return mark.line
        if not self.begins <= mark.line < self.ends:
            self.begins, self.ends = mark.line, self._next_line(comment.end(), mark.line)
        return self.ends

    def _next_line(self, at: int, line: int) -> int:
        end = self.text.find("\n", at)
        while end >= 0:
            line += 1
            next_end = self.text.find("\n", end + 1)
            if not _NOTHING.fullmatch(self.text, end + 1, len(self.text) if next_end < 0 else next_end):
                break
            end = next_end
        return line


def _written(text: str, source: bytes, block: Block) -> list[tuple[int, int]]:
    """The stretches of the front matter's texts, in order, in which a ``#`` is no comment."""
    first = len(source[: block.start].decode("utf-8", "replace"))
    written = source[block.start : block.end].decode("utf-8", "replace")
    root: Node | None = None
    if block.form is Form.YAML:
        root, _ = build_yaml(written, "", first_line=1, first_offset=first)
    elif block.form is Form.TOML:
        root = toml_tree(written, first, lambda offset: Mark(1, offset + 1, offset))
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
    return sorted(stretches)
