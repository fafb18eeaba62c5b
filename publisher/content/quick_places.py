"""Places of fields in front matter of the plainest form, some 20 times faster than a reading of the whole file.

What is found is believed only where the text there gives the very value that was read; everything else is left to
`ArticlePlaces`, which both agree with.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from publisher.content.article import Article
from publisher.content.positions import ArticlePlaces
from publisher.core.spans import FieldPath, SourceSpan

_SINGLE = re.compile(r"'((?:[^']|'')*)'[ ]*(?=\n)")
_DOUBLE = re.compile(r'"([^"\\]*)"[ ]*(?=\n)')
_PLAIN = re.compile(r"[\w/(.][^\n]*(?:\n {2,}[^\n]+)*")
_NO_PLAIN = re.compile(r":(?=\s|$)|\s#")
_INDENT = re.compile(r"\n( *)")
_FOLD = re.compile(r"[ ]*\n[ ]*")
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


class QuickPlaces:
    """The places of one article's fields, quickly where that is sure; nothing is read before the first is asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = ""

    @cached_property
    def _slow(self) -> ArticlePlaces:
        return ArticlePlaces(self._article)

    def locate(self, field_path: FieldPath) -> SourceSpan:
        """The place of the field's value, or of the nearest key that exists around it."""
        found = self.quickly(field_path)
        return self._slow.locate(field_path) if found is None else found

    def locate_key(self, field_path: FieldPath) -> SourceSpan:
        """The place of the field's key, or of the nearest that exists around it."""
        return self._slow.locate_key(field_path)

    @cached_property
    def _block(self) -> str | None:
        """The text from the line break behind the opening delimiter; None where the form is not the plainest."""
        source = self._article.source
        end = source.find(b"\n---", 3)
        if source[:4] != b"---\n" or end < 0 or b"\r" in source[:end] or b"\t" in source[:end]:
            return None
        if not source[4:5].isalpha():  # behind a comment the first key may be indented, and another one count
            return None
        try:
            return source[3 : end + 1].decode()
        except UnicodeDecodeError:
            return None

    def quickly(self, field_path: FieldPath) -> SourceSpan | None:
        """The same where it is sure, else None."""
        block = self._block
        if block is None or not field_path:
            return None
        front_matter = self._article.front_matter
        name = field_path[0]
        if name not in front_matter:
            folded = str(name).casefold()
            if any(key.casefold() == folded for key in front_matter) or f"\n{name}" in block or "<<" in block:
                return None
            return SourceSpan(self._article.path, 1, 1, 1, 4)
        found = _Walk(block, front_matter).go(field_path)
        if found is None:
            return None
        start, end = found
        first, last = block.count("\n", 0, start), block.count("\n", 0, end)
        column, end_column = start - block.rfind("\n", 0, start), end - block.rfind("\n", 0, end)
        return SourceSpan(self._article.path, first + 1, column, last + 1, end_column)


class _Here(NamedTuple):
    """A value: where its line goes on behind ``key:`` or ``-``, how far its key is indented, where its surroundings end.

    ``key`` is the stretch of its key, None for an element of a list.
    """

    value: object
    at: int
    indent: int
    end: int
    key: tuple[int, int] | None = None


class _Walk:
    """Goes down from the root, step by step, as long as all is plain."""

    def __init__(self, block: str, front_matter: dict[str, object]) -> None:
        self._block = block
        self._here: _Here | None = _Here(front_matter, 0, -1, len(block))

    def go(self, field_path: FieldPath) -> tuple[int, int] | None:
        """The offsets of the field's value in the block."""
        for step in field_path:
            here = self._here
            if here is None:
                return None
            if self._is_missing(here, step):
                return here.key
            if isinstance(here.value, dict) and isinstance(step, str):
                self._here = self._below(here, here.value, step)
            elif isinstance(here.value, list) and isinstance(step, int):
                self._here = self._element(here, here.value, step)
            elif step != 0 or isinstance(here.value, (dict, str)):
                # A scalar is a list of one, but what stands inside a text may be JSON.
                return None
        return None if self._here is None else self._scalar(self._here)

    def _below(self, here: _Here, value: dict[str, object], step: str) -> _Here | None:
        indent = self._indent(here)
        if indent is None or step not in value or not _NAME.fullmatch(step):
            return None
        sought = f"\n{' ' * indent}{step}:"
        at = self._block.find(sought, here.at, here.end)
        if at < 0 or self._block.find(sought, at + 1, here.end) >= 0:
            return None
        start, at = at + 1 + indent, at + len(sought)
        return _Here(value[step], at, indent, self._end(at, indent, here.end), (start, at - 1))

    def _is_missing(self, here: _Here, step: str | int) -> bool:
        """Whether the mapping below a key, which stands in lines of its own, has no such key in any spelling."""
        if here.key is None or not isinstance(here.value, dict) or not isinstance(step, str) or "<<" in self._block:
            return False
        folded = step.casefold()
        return self._indent(here) is not None and all(key.casefold() != folded for key in here.value)

    def _element(self, here: _Here, value: list[object], step: int) -> _Here | None:
        indent = self._indent(here, least=here.indent)
        if indent is None or not 0 <= step < len(value):
            return None
        sought, at = f"\n{' ' * indent}- ", here.at
        if self._block.count(sought, here.at, here.end) != len(value):
            return None
        for _ in range(step + 1):
            at = self._block.find(sought, at, here.end) + len(sought) - 1
        return _Here(value[step], at, indent, self._end(at, indent, here.end))

    def _indent(self, here: _Here, least: int | None = None) -> int | None:
        """The indentation of what stands in the lines below; None where something stands in the line itself."""
        if here.indent < 0:
            return 0
        found = _INDENT.match(self._block, here.at, here.end)
        if found is None or found.end() >= here.end:
            return None
        indent = len(found[1])
        return indent if indent >= (here.indent + 1 if least is None else least) else None

    def _end(self, at: int, indent: int, limit: int) -> int:
        """Where the lines end that are indented deeper, or as deep by dashes below a key."""
        is_key = self._block[at - 1] == ":"
        while True:
            at = self._block.find("\n", at, limit)
            if at < 0:
                return limit
            found = _INDENT.match(self._block, at)
            below = found.end() if found else limit
            dash = is_key and self._block.startswith("- ", below) and below - at - 1 == indent
            if below >= limit or (below - at - 1 <= indent and not dash):
                return min(at + 1, limit)
            at = below

    def _scalar(self, here: _Here) -> tuple[int, int] | None:
        """The scalar at the end of the line, and in the lines below, if it gives the value."""
        start = here.at
        while self._block.startswith(" ", start):
            start += 1
        if start == here.at or not isinstance(here.value, (str, int)) or isinstance(here.value, bool):
            return None
        wanted = str(here.value)
        quote = self._block[start]
        if quote in "'\"" and isinstance(here.value, str):
            found = (_SINGLE if quote == "'" else _DOUBLE).match(self._block, start, here.end)
            if found is None or _FOLD.sub(" ", found[1]).replace("''", "'" if quote == "'" else "''") != wanted:
                return None
            return (start, found.end(1) + 1) if "\n\n" not in found[0] else None
        found = _PLAIN.match(self._block, start, here.end)
        if found is None or _NO_PLAIN.search(found[0]):
            return None
        text = found[0].rstrip(" ")
        return (start, start + len(text)) if _FOLD.sub(" ", text) == wanted and "\n\n" not in text else None
