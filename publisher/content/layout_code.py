"""A layout as one regular expression and one function that makes the mapping from its groups.

Each group holds one scalar, or all lines of one list. The expression takes each character once: every repetition is
possessive and every alternative atomic, so that no text makes it slow. What it does not say is checked behind it: that
no control character stands in the text, and neither ``: `` nor `` #`` in a plain scalar.

Measured on 62 lines of 2.3 KB: the expression takes 5 µs and the function 6, where the reader of lines takes 47. With
the checks written into the expression, as classes of characters, it takes 14.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import printable

from publisher.content.layout import Field, Form, Kind, Layout
from publisher.content.layout_values import FLOWS, SCALARS, quoted, single_items
from publisher.content.plain_scalars import DoubtError

Reader = Callable[[str], "dict[str, object] | None"]

_PRINTABLE = printable.replace("\t", "").replace("\r", "").replace("\v", "").replace("\f", "").encode()
_PASSED = r"(?:(?: *+#.*+(?<! ))?\n)*+"
_LETTER = r"[^\x00-')-.0-@\[-`{-\x7f](?=.{5})"
"""The first of what is surely text: no indicator of YAML, and no word that stands for something else than text."""
_TEXT = rf"{_LETTER}.*+(?<![ :])"
_ITEM = r"(?>[^\x00-')-.0-@FNOTY\[-`fnoty{-\x7f]|[FNOTYfnoty](?=.{5})).*+(?<![ :])"
"""The same, and shorter where no such word begins with its letter: more classes, which take long to compile."""
_DIGITS = rf"(?>{_LETTER}|[0-9](?>[A-Za-z0-9]*+-[A-Za-z0-9]*+-|[0-9]*+ )).*+(?<![ :])"
"""A date, or a number and a word; no number has a blank or two hyphens."""
_MORE = r"[^\x00-')-.:-@\[-`{-\x7f].*+(?<![ :])"

_SCALARS = {
    Kind.SINGLE: (r"'([^']*+)'\n", "({group} if '\\n' not in {group} else quoted({group}, {indent}))"),
    Kind.DOUBLE: (r'"([^"\\\n]*+)"\n', "{group}"),
    Kind.INTEGER: (r"([1-9][0-9]{0,14}+)\n", "int({group})"),
    Kind.TRUTH: (r"(true|false)\n", "({group} == 'true')"),
    Kind.FLOW: (r"(\[.*+(?<=\]))\n", "[*flow[{group}]]"),
    Kind.DIGITS: (rf"({_DIGITS})\n", "{group}"),
    Kind.TEXT: (rf"({_TEXT})\n", "{group}"),
    Kind.OTHER: (r"(.++(?:\n<pad> .*+)*+)\n", "scalar({group})"),
}
_FOLDED = (rf"({_TEXT}(?:\n<more>{_MORE})*+)\n", "{group}.replace('\\n{more}', ' ')")
_LISTS = {
    Kind.SINGLES: (r"((?:<dash>'[^']*+'\n)++)", 'single_items({group}, "{dash}\'")'),
    Kind.DOUBLES: (r'((?:<dash>"[^"\\\n]*+"\n)++)', "{group}[{indent} + 3:-2].split('\"\\n{dash}\"')"),
    Kind.TEXTS: (rf"((?:<dash>{_ITEM}\n)++)", "{group}[{indent} + 2:-1].split('\\n{dash}')"),
    Kind.OTHERS: (
        r"((?:<dash>.++\n(?:<pad> .*+\n)*+)++)",
        "list(map(scalar, {group}[{indent} + 2:-1].split('\\n{dash}')))",
    ),
}
_IS_WHOLE = ("(?!<pad> )", "(?!<pad>(?:- | ))")
"""Behind a scalar, and behind a list: no further line of it follows, which another form would take."""
_NAMES: dict[str, object] = {
    "DoubtError": DoubtError,
    "scalar": SCALARS.__getitem__,
    "flow": FLOWS,
    "quoted": quoted,
    "single_items": single_items,
}


def compile_layout(layout: Layout) -> Reader:
    r"""The reader of all front matters of the layout, which gives None for all others.

    >>> read = compile_layout(Layout({"a": Field({(Kind.TEXT, 0): Form(Kind.TEXT)})}))
    >>> read("a: some text\n"), read("a: some: text\n"), read("b: some text\n")
    ({'a': 'some text'}, None, None)
    """
    writer = _Writer(has_hashes=layout.has_hashes)
    pattern, value = writer.mapping(layout, 0)
    matches = re.compile(pattern + (_PASSED if layout.ends_in_comment else "")).fullmatch
    build = writer.function(value)
    has_hashes = layout.has_hashes

    def read(text: str) -> dict[str, object] | None:
        found = matches(text)
        if found is None or not (has_hashes or _has_no_comment(text)) or not _is_printable(text):
            return None
        try:
            return build(*found.groups("")) or None
        except DoubtError:
            return None

    return read


def _is_printable(text: str) -> bool:
    """Whether there are only printable characters and line feeds. By bytes it takes 1.4 µs, as a text 6."""
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE)
    return text.replace("\n", " ").isprintable()


def _has_no_comment(text: str) -> bool:
    """Whether no ``#`` stands behind a blank. A single character is found ten times as fast as two in a row."""
    at = text.find("#")
    while at >= 0:
        if text[at - 1] == " ":
            return False
        at = text.find("#", at + 1)
    return True


class _Writer:
    """Writes the expression and the function together: a group and its parameter have the same number."""

    def __init__(self, *, has_hashes: bool) -> None:
        self._ends = (": ", " #") if has_hashes else (": ",)
        self._groups = 0
        self._nodes = 0
        self._checks: list[str] = []
        self._lines: list[str] = []

    def function(self, root: str) -> Callable[..., dict[str, object]]:
        """The function of the groups, which gives the mapping of that name. It raises DoubtError."""
        parameters = ", ".join(f"g{number}" for number in range(self._groups))
        checks = [f" if {' or '.join(self._checks)}: raise DoubtError"] if self._checks else []
        code = "\n".join([f"def build({parameters}):", *checks, *self._lines, f" return {root}"])
        names = dict(_NAMES)
        exec(compile(code, "<layout>", "exec"), names)  # noqa: S102 - keys of letters and digits, and words of ours
        build: Callable[..., dict[str, object]] = names["build"]  # type: ignore[assignment]
        return build

    def mapping(self, layout: Layout, indent: int, level: int = 1) -> tuple[str, str]:
        """The expression of all fields, and the name of the mapping made of them."""
        patterns, entries, absent = [], [], []
        for name, field in layout.fields.items():
            pattern, value, is_there = self._field(name, field, indent, level)
            patterns.append(pattern)
            entries.append(f"{name!r}: {value}")
            if field.is_optional:
                absent.append((name, is_there))
        node, self._nodes = f"n{self._nodes}", self._nodes + 1
        self._write(level, f"{node} = {{{', '.join(entries)}}}")
        for name, is_there in absent:
            self._write(level, f"if not ({is_there}): del {node}[{name!r}]")
        return "".join(patterns), node

    def _field(self, name: str, field: Field, indent: int, level: int) -> tuple[str, str, str]:
        """The expression, the value, and what is true where the field is there."""
        start = f"{_PASSED if field.is_behind_comment else ''}{' ' * indent}{name}:"
        forms = _in_order(field)
        if len(forms) == 1 and not field.is_optional:
            pattern, value = self._form(forms[0], indent, level)
            return start + pattern, value, ""
        patterns, value, flags = [], "None", []
        for form in forms:
            flag = self._group()
            pattern, there = self._form(form, indent, level, flag)
            patterns.append(pattern)
            flags.append((flag, there))
        for flag, there in reversed(flags):
            value = f"{there} if {flag} else {value}"
        choice = f"{start}(?>{'|'.join(patterns)})"
        is_there = " or ".join(flag for flag, _ in flags)
        return f"(?>{choice}|)" if field.is_optional else choice, value, is_there

    def _form(self, form: Form, indent: int, level: int, flag: str = "") -> tuple[str, str]:
        """The expression of what stands behind the colon, its first character a group where there is a flag."""
        first = "\\n" if form.kind >= Kind.SINGLES else " "
        start = f"({first})" if flag else first
        if form.inner is not None:
            return self._inner(form, form.inner, level, start, flag)
        if form.kind is Kind.NOTHING:
            return start, "None"
        pattern, value = (_LISTS if form.kind in _LISTS else _SCALARS)[form.kind]
        group, below = self._group(), form.indent if form.kind in _LISTS else indent
        if form.kind is Kind.TEXT and form.indent:
            pattern, value = _FOLDED
        if form.kind in {Kind.DIGITS, Kind.TEXT, Kind.TEXTS}:
            self._check(group)
        if flag and form.kind not in {Kind.OTHER, Kind.OTHERS}:
            pattern += _IS_WHOLE[form.kind in _LISTS]
        put = {"pad": " " * below, "dash": f"{' ' * below}- ", "more": " " * form.indent}
        for word, text in put.items():
            pattern = pattern.replace(f"<{word}>", text)
        return start + pattern, value.format(group=group, indent=below, **put)

    def _inner(self, form: Form, layout: Layout, level: int, start: str, flag: str) -> tuple[str, str]:
        """A mapping below its key, made before the one around it is."""
        if flag:
            at = len(self._lines)
        pattern, node = self.mapping(layout, form.indent, level + bool(flag))
        if flag:
            self._lines.insert(at, f"{' ' * level}if {flag}:")
        passed = _PASSED if any(field.is_behind_comment for field in layout.fields.values()) else ""
        return rf"{start}(?={passed}{' ' * form.indent}[A-Za-z_]){pattern}", node

    def _check(self, group: str) -> None:
        """Nothing may end a plain scalar. One character is found three times as fast as two in a row."""
        self._checks += [f"{end.strip()!r} in {group} and {end!r} in {group}" for end in self._ends]

    def _group(self) -> str:
        self._groups += 1
        return f"g{self._groups - 1}"

    def _write(self, level: int, line: str) -> None:
        self._lines.append(" " * level + line)


def _in_order(field: Field) -> list[Form]:
    """The forms as they are to be tried, without those that another one takes as well.

    What is tried first is a text that may go on over further lines, for a form of one line would leave them behind.
    """
    forms = sorted(field.forms.values(), key=lambda form: form.kind)
    folded = [form for form in forms if form.kind is Kind.TEXT and form.indent][:1]
    has_more = bool(folded) or (Kind.DIGITS, 0) in field.forms
    return folded + [form for form in forms if form.kind is not Kind.TEXT or not (form.indent or has_more)]
