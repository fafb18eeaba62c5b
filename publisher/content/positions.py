"""Where a field stands in the author's file: the file is read again, slowly, by a reader that knows places."""

from __future__ import annotations

from publisher.content.article import Article
from publisher.content.delimiters import Form, find_block
from publisher.content.json_tree import JsonError, parse_json
from publisher.content.places import LineIndex
from publisher.content.scalar_offsets import value_offsets
from publisher.content.toml_tree import toml_tree
from publisher.core.spans import FieldPath, SourceSpan
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import Entry, MappingNode, Mark, Node, ScalarNode, SequenceNode, span_of

_JSON_STARTS = ("[", "{")


def locate(article: Article, field_path: FieldPath) -> SourceSpan:
    r"""The place of a field's value, its opening quote included; ``ArticlePlaces`` serves many fields at once.

    A field that is missing, or has nothing behind its colon, is placed at the nearest key that exists around it;
    at top level at the opening delimiter. A step below a text goes into the JSON in it. What an alias or a merge key
    repeats stands where its anchor is.

    >>> article = Article("x.md", {}, b"---\na: '[1, \"two\"]'\n---\n", 0)
    >>> str(locate(article, ("a", 1))), str(locate(article, ("b",)))
    ('x.md:2:9', 'x.md:1:1')
    """
    return ArticlePlaces(article).locate(field_path)


def locate_key(article: Article, field_path: FieldPath) -> SourceSpan:
    """The place of a field's key; of an element the place of the element."""
    return ArticlePlaces(article).locate_key(field_path)


class ArticlePlaces:
    """The places of one article's fields. Its front matter is read once, when this is made: some 100 times the fast path."""

    def __init__(self, article: Article) -> None:
        self._path = article.path
        self._text = article.source.decode("utf-8", "replace")
        self._lines = LineIndex(article.path, self._text)
        block = find_block(article.source)
        opening = len(article.source[: block.opening].decode("utf-8", "replace"))
        self._opening = self._lines.span(opening, opening + (1 if block.form is Form.JSON else 3))
        if block.form is Form.NONE:
            self._opening = SourceSpan.point(article.path)
        self._root = self._read(article, block.form, block.start, block.end)

    def locate(self, field_path: FieldPath) -> SourceSpan:
        """The place of the field's value, or of the nearest key that exists around it."""
        node, entry, complete = self._descend(field_path)
        if complete and node is not None and not _is_empty(node):
            return span_of(node, self._path)
        return self._opening if entry is None else span_of(entry.key, self._path)

    def locate_key(self, field_path: FieldPath) -> SourceSpan:
        """The place of the field's key, or of the nearest that exists around it; of an element its own place."""
        node, entry, complete = self._descend(field_path)
        if complete and node is not None and field_path and isinstance(field_path[-1], int):
            return span_of(node, self._path)
        return self._opening if entry is None else span_of(entry.key, self._path)

    def written(self, field_path: FieldPath) -> str | None:
        """A scalar's text before it was taken for a number or a word (``1.10``); None where the field is none."""
        node, _, complete = self._descend(field_path)
        return node.written if complete and isinstance(node, ScalarNode) else None

    def _descend(self, field_path: FieldPath) -> tuple[Node | None, Entry | None, bool]:
        """The last node that exists, the last key passed, and whether the whole path was gone."""
        node, entry = self._root, None
        for step in field_path:
            if isinstance(node, ScalarNode):
                node = self._inside(node)
            below = _entry_of(node, step)
            if below is not None:
                entry, node = below, below.value
            elif (
                isinstance(node, SequenceNode) and isinstance(step, int) and -len(node.items) <= step < len(node.items)
            ):
                node = node.items[step]
            elif not (step == 0 and node is not None and not isinstance(node, SequenceNode)):
                return node, entry, False
        return node, entry, node is not None

    def _inside(self, node: ScalarNode) -> Node:
        """What the JSON in a text holds; the text itself where it is no JSON."""
        if not node.written.lstrip().startswith(_JSON_STARTS):
            return node
        offsets = value_offsets(node, self._text)
        if offsets is None:
            return node

        def mark_at(offset: int) -> Mark:
            # The end of a stretch is behind its last character, wherever the next one is written.
            return self._lines.mark(offsets[offset])

        try:
            return parse_json(node.written, 0, mark_at).root
        except JsonError:
            return node

    def _read(self, article: Article, form: Form, start: int, end: int) -> Node | None:
        first = self._lines.mark(len(article.source[:start].decode("utf-8", "replace")))
        text = article.source[start:end].decode("utf-8", "replace")
        if form is Form.YAML:
            return build_yaml(text, article.path, first_line=first.line, first_offset=first.offset)[0]
        if form is Form.TOML:
            return toml_tree(text, first.offset, self._lines.mark)
        if form is Form.JSON:
            try:
                return parse_json(self._text, first.offset, self._lines.mark).root
            except JsonError:
                return None
        return None


def _entry_of(node: Node | None, step: str | int) -> Entry | None:
    """The entry of a key; one in another case where it is not there as asked for."""
    if not isinstance(node, MappingNode) or not isinstance(step, str):
        return None
    if step in node.entries:
        return node.entries[step]
    return next((entry for name, entry in node.entries.items() if name.casefold() == step.casefold()), None)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None and node.start.offset >= node.end.offset
