"""The layout of one front matter that the reader of lines has read."""

from __future__ import annotations

import re

from publisher.content.layout import Field, Form, Kind, Layout

_LINE = re.compile(r"( *)([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: (.+))?")
_PASSED = re.compile(r" *#.*|")
_ITEM = re.compile(r"( *)- (.+)")
# Classes name what is not in them: one that names characters beyond Latin takes 10 ms to compile.
_KINDS = (
    (Kind.SINGLE, re.compile(r"'[^'\n]*(?:\n[^'\n]*)*'")),
    (Kind.DOUBLE, re.compile(r'"[^"\\\n]*"')),
    (Kind.INTEGER, re.compile("[1-9][0-9]{0,14}")),
    (Kind.TRUTH, re.compile("true|false")),
    (Kind.FLOW, re.compile(r"\[.*\]")),
    (Kind.TEXT, re.compile(r"[^\x00-')-.0-@\[-`{-\x7f].{5,}(?<![ :])(?:\n *[^\x00-')-.:-@\[-`{-\x7f].*(?<![ :]))*")),
    (Kind.DIGITS, re.compile("[0-9](?:[A-Za-z0-9]*-[A-Za-z0-9]*-|[0-9]* ).*(?<![ :])")),
)
_SHORT_TEXT = re.compile(r"[^\x00-')-.0-@FNOTY\[-`fnoty{-\x7f].{0,4}(?<![ :])")
_LIST_KINDS = {Kind.SINGLE: Kind.SINGLES, Kind.DOUBLE: Kind.DOUBLES, Kind.TEXT: Kind.TEXTS}
_MOST_FIELDS = 200
_DEEPEST = 8


def scan_layout(text: str) -> Layout | None:
    r"""The layout, or None where it is of no use to others.

    >>> layout = scan_layout("a: b\nc:\n- 'd'\n")
    >>> [list(field.forms) for field in layout.fields.values()]
    [[(<Kind.TEXT: 7>, 0)], [(<Kind.SINGLES: 9>, 0)]]
    """
    scan = _Scan(text[:-1].split("\n"))
    try:
        layout = scan.mapping(0)
    except _UnfitError:
        return None
    layout.ends_in_comment = scan.pass_by()
    layout.has_hashes = " #" in text or text[:1] == "#" or "\n#" in text
    return layout if scan.is_done and 0 < layout.size() <= _MOST_FIELDS else None


class _UnfitError(Exception):
    """The front matter has a form that no layout has."""


class _Scan:
    """The lines while they are read."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0

    @property
    def is_done(self) -> bool:
        return self._at >= len(self._lines)

    def pass_by(self) -> bool:
        """Go over comments and empty lines; whether there are any."""
        before = self._at
        while not self.is_done and _PASSED.fullmatch(self._lines[self._at]):
            self._at += 1
        return self._at > before

    def mapping(self, indent: int) -> Layout:
        layout = Layout()
        if indent > _DEEPEST * 8:
            raise _UnfitError
        while True:
            before = self._at
            passed = self.pass_by()
            found = None if self.is_done else _LINE.fullmatch(self._lines[self._at])
            if found is None or len(found[1]) != indent:
                self._at = before
                return layout
            self._at += 1
            form = self._block(indent) if found[3] is None else self._scalar(found[3], indent)
            if found[2] in layout.fields:
                raise _UnfitError
            layout.fields[found[2]] = Field({(form.kind, form.indent): form}, is_behind_comment=passed)

    def _scalar(self, first: str, indent: int) -> Form:
        more = self._deeper_lines(indent)
        kind = _kind("\n".join([first, *more]))
        if kind is Kind.TEXT and more:
            return Form(kind, len(more[0]) - len(more[0].lstrip(" ")))
        return Form(kind)

    def _block(self, indent: int) -> Form:
        """What stands below a key."""
        before = self._at
        self.pass_by()
        line = "" if self.is_done else self._lines[self._at]
        item, found = _ITEM.fullmatch(line), _LINE.fullmatch(line)
        if found and len(found[1]) > indent:
            self._at = before
            return Form(Kind.MAPPING, len(found[1]), self.mapping(len(found[1])))
        if item and len(item[1]) >= indent and self._at == before:
            return Form(self._list(len(item[1])), len(item[1]))
        self._at = before
        return Form(Kind.NOTHING)

    def _list(self, indent: int) -> Kind:
        kinds = set()
        while not self.is_done and (item := _ITEM.fullmatch(self._lines[self._at])) and len(item[1]) == indent:
            self._at += 1
            written = "\n".join([item[2], *self._deeper_lines(indent)])
            kinds.add(Kind.TEXT if _SHORT_TEXT.fullmatch(written) else _kind(written))
        return _LIST_KINDS.get(kinds.pop(), Kind.OTHERS) if len(kinds) == 1 else Kind.OTHERS

    def _deeper_lines(self, indent: int) -> list[str]:
        lines = []
        while not self.is_done and self._lines[self._at].startswith(" " * (indent + 1)):
            lines.append(self._lines[self._at])
            self._at += 1
        return lines


def _kind(written: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(written)), Kind.OTHER)
