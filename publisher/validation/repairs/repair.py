"""One article repaired: edits by offset in its text, each believed only if it changes that one value and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.delimiters import Form, find_block
from publisher.content.places import LineIndex
from publisher.content.read import ReadOptions, read_article
from publisher.content.scalar_offsets import value_offsets
from publisher.core.spans import FieldPath, SourceSpan
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of
from publisher.validation.repairs.fields import RepairedFields

_PRINTABLE_ESCAPES = {'"': '\\"', "\\": "\\\\"}


class Repair(NamedTuple):
    """One value as it was and as it is now, with its place in the file as it was."""

    span: SourceSpan
    field_path: FieldPath
    before: str
    after: str


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def repair_article(article: Article, fields: RepairedFields) -> tuple[bytes, list[Repair]]:
    """The bytes of the file repaired, and what was; the same bytes where there is nothing to do.

    Only front matter in YAML is repaired, and no value that an alias or a merge key repeats elsewhere.
    """
    wanted = {
        path: repaired
        for path, text in fields.texts(article.front_matter)
        if (repaired := fields.repaired(path, text)) is not None
    }
    source, repairs = article.source, list[Repair]()
    # From the end to the beginning, so that the places before stay as they were.
    for path, node, text in reversed(list(_nodes(article, set(wanted)) if wanted else ())):
        changed = _edited(source, node, text, wanted[path])
        if changed is not None and _is_only_change(article.path, source, changed, path, wanted[path]):
            source = changed
            repairs.append(Repair(span_of(node, article.path), path, node.written, wanted[path]))
    return source, repairs[::-1]


def _nodes(article: Article, wanted: set[FieldPath]) -> Iterator[tuple[FieldPath, ScalarNode, str]]:
    """The scalars at the wanted paths in the order of the file, those left out that stand for several values; and the file's text."""
    block = find_block(article.source)
    if block.form is not Form.YAML:
        return
    text = article.source.decode()
    first = LineIndex(article.path, text).mark(len(article.source[: block.start].decode()))
    inner = article.source[block.start : block.end].decode()
    root, _ = build_yaml(inner, article.path, first_line=first.line, first_offset=first.offset)
    every = [(path, node) for path, node in _scalars(root, ())] if root is not None else []
    uses = Counter(node.start.offset for _, node in every)
    found = [(path, node) for path, node in every if path in wanted and uses[node.start.offset] == 1]
    for path, node in sorted(found, key=lambda each: each[1].start.offset):
        yield path, node, text


def _scalars(node: Node, path: FieldPath) -> Iterator[tuple[FieldPath, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield path, node
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
    elif isinstance(node, MappingNode):
        for name, entry in node.entries.items():
            yield from _scalars(entry.value, (*path, name))


def _edited(source: bytes, node: ScalarNode, text: str, after: str) -> bytes | None:
    """The bytes with the letters changed that differ; None where the value cannot be brought together with the text."""
    offsets = value_offsets(node, text)
    if offsets is None:
        return None
    for edit in reversed(list(_edits(node, offsets, after))):
        start, end = (len(text[:offset].encode()) for offset in (edit.start, edit.end))
        source = source[:start] + edit.text.encode() + source[end:]
    return source


def _edits(node: ScalarNode, offsets: list[int], after: str) -> Iterator[_Edit]:
    matcher = SequenceMatcher(None, node.written, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield _Edit(offsets[start], offsets[end], _encoded(after[new_start:new_end], node.style))


def _encoded(text: str, style: str) -> str:
    if style == "single":
        return text.replace("'", "''")
    return "".join(_PRINTABLE_ESCAPES.get(letter, letter) for letter in text) if style == "double" else text


def _is_only_change(path: str, source: bytes, changed: bytes, field_path: FieldPath, after: str) -> bool:
    """Whether the change makes that one value what it should be, and nothing else is read otherwise."""
    options = ReadOptions()
    before, _ = read_article(source, path, options)
    now, _ = read_article(changed, path, options)
    if before is None or now is None or before.body != now.body:
        return False
    return _with(before.front_matter, field_path, after) == now.front_matter


def _with(value: object, path: FieldPath, new: str) -> object:
    """The value with another text at the path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {key: _with(below, rest, new) if key == step else below for key, below in value.items()}
    assert isinstance(value, list)
    return [_with(below, rest, new) if index == step else below for index, below in enumerate(value)]
