"""Paths of references and iterators: a subset of RFC 9535 and three extensions, parsed with exact places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from publisher.core.findings import Finding
from publisher.core.rules import Rule
from publisher.core.suggest import did_you_mean
from publisher.mapping.plan import CurrentIndex, Decode, Index, Name, Position, Reference, Step, Wildcard
from publisher.mapping.rules import BAD_PATH, BAD_SUFFIX, UNSUPPORTED_PATH
from publisher.mapping.written import Written

_NAME = re.compile(r"[^\x00-#%-'*-,./;-?\[-^`{-\x9f]+")
_INTEGER = re.compile(r"-?[0-9]+")
_MOST = 2**53 - 1
"""Larger indices are none (https://www.rfc-editor.org/rfc/rfc9535#section-2.1)."""

_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SUFFIX = re.compile(r"~(\w*)")
_NOT_SUPPORTED = {"?": "a filter", ":": "a slice", ",": "a union"}


class PathError(Exception):
    """The path is not one; ``finding`` says why and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def parse_reference(written: Written, place: Written | None = None) -> Reference | Position:
    """The reference that stands between ``$(`` and ``)``; ``place`` is the text with these around it.

    Raises PathError.
    """
    span = (place or written).span(0)
    if written.text == "#":
        return Position(span)
    in_article = written.text.startswith("^")
    steps = _Scanner(written, int(in_article)).steps()
    return Reference(steps, "article" if in_article else "record", (place or written).text, span)


def parse_iterator(written: Written) -> Reference:
    """The path of an iterator. Raises PathError."""
    steps = _Scanner(written, 0).steps()
    for index, step in enumerate(steps):
        if isinstance(step, CurrentIndex):
            position = written.text.find("[#]")
            span = written.span(position, position + 3)
            raise PathError(BAD_PATH.at(span, f"an iterator has no current index (step {index + 1} is [#])"))
    return Reference(steps, "record", written.text, written.span(0))


def format_reference(reference: Reference, steps: tuple[Step, ...]) -> str:
    """The reference with other steps, written as its mapping writes references.

    >>> format_reference(Reference((), "article", "$(^a)"), (Name("a"), Wildcard(), Name("b c")))
    "$(^a[*]['b c'])"
    """
    out = "".join(map(_format_step, steps)).removeprefix(".") or "@"
    inner = f"^{out}" if reference.origin == "article" else out
    return f"$({inner})" if reference.written.startswith("$(") else inner


def _format_step(step: Step) -> str:
    if isinstance(step, Name):
        return f".{step.key}" if _NAME.fullmatch(step.key) else f"[{step.key!r}]"
    if isinstance(step, Wildcard):
        return ".*" if step.members else "[*]"
    return "~json" if isinstance(step, Decode) else "[#]" if isinstance(step, CurrentIndex) else f"[{step.position}]"


@dataclass(slots=True)
class _Scanner:
    """Walks over the text of one path."""

    written: Written
    position: int

    def steps(self) -> tuple[Step, ...]:
        """All steps from here to the end."""
        found: list[Step] = []
        if not self._root():
            found.append(self._member())
        while self.position < len(self.written.text):
            found.append(self._step())
        return tuple(found)

    def _root(self) -> bool:
        """Skip ``$`` or ``@`` where it is the whole root; tell whether steps with dot or bracket follow."""
        text, here = self.written.text, self.position
        if text[here : here + 1] in ("$", "@") and text[here + 1 : here + 2] in ("", ".", "[", "~"):
            self.position += 1
            return True
        return text[here : here + 1] == "["

    def _step(self) -> Step:
        character = self.written.text[self.position]
        if character == ".":
            self.position += 1
            if self.written.text[self.position : self.position + 1] == ".":
                self._refuse(UNSUPPORTED_PATH, "`..` (descendants) is not supported", self.position - 1)
            return self._member()
        if character == "[":
            return self._bracket()
        if character == "~":
            return self._decode()
        return self._unexpected()

    def _member(self) -> Step:
        text = self.written.text
        if text[self.position : self.position + 1] == "*":
            self.position += 1
            return Wildcard(members=True)
        found = _NAME.match(text, self.position)
        if found is None:
            self._unexpected()
        if found[0].endswith("()"):
            self._refuse(UNSUPPORTED_PATH, f"the function `{found[0]}` is not supported in a path", self.position)
        self.position = found.end()
        return Name(found[0])

    def _bracket(self) -> Step:
        opening, text = self.position, self.written.text
        self.position += 1
        step = self._selector(opening)
        after = text[self.position : self.position + 1]
        if after in _NOT_SUPPORTED:
            self._refuse(UNSUPPORTED_PATH, f"{_NOT_SUPPORTED[after]} is not supported in a path", opening)
        if after != "]":
            message = "`[` is not closed with `]`" if not after else f"`]` expected, not {after!r}"
            self._refuse(BAD_PATH, message, opening if not after else self.position)
        self.position += 1
        return step

    def _selector(self, opening: int) -> Step:
        text, here = self.written.text, self.position
        character = text[here : here + 1]
        if character in ("*", "#"):
            self.position += 1
            return Wildcard() if character == "*" else CurrentIndex()
        if (number := _INTEGER.match(text, here)) is not None:
            self.position = number.end()
            return Index(self._index(number[0], here))
        if (quoted := _QUOTED.match(text, here)) is not None:
            self.position = quoted.end()
            return Name(_unescape(quoted[1] if quoted[1] is not None else quoted[2]))
        return self._refuse_selector(opening)

    def _index(self, written: str, here: int) -> int:
        index = int(written) if len(written) < 20 else _MOST + 1
        if abs(index) > _MOST:
            self._refuse(BAD_PATH, "the index is too large", here)
        if written != str(index):
            self._refuse(BAD_PATH, f"an index has no leading zeros and no `-0`: write [{index}]", here)
        return index

    def _refuse_selector(self, opening: int) -> NoReturn:
        text, here = self.written.text, self.position
        character = text[here : here + 1]
        if character in _NOT_SUPPORTED or character == "(":
            self._refuse(
                UNSUPPORTED_PATH,
                f"{_NOT_SUPPORTED.get(character, 'an expression')} is not supported in a path",
                opening,
            )
        if (name := _NAME.match(text, here)) is not None:
            self._refuse(BAD_PATH, f"a name in brackets is quoted: write ['{name[0]}']", here)
        if not character:
            self._refuse(BAD_PATH, "`[` is not closed with `]`", opening)
        message = "`[]` is empty: write [*] for every element, or an index" if character == "]" else None
        self._refuse(BAD_PATH, message or f"{character!r} cannot stand in brackets: write [*], [0] or ['name']", here)

    def _decode(self) -> Step:
        found = _SUFFIX.match(self.written.text, self.position)
        assert found is not None
        if found[1] != "json":
            hint = did_you_mean(found[1], ["json"])
            message = f"`{found[0]}` means nothing inside a reference; `~json` decodes a text.{hint}"
            self._refuse(BAD_SUFFIX, message, self.position, found.end())
        self.position = found.end()
        return Decode()

    def _unexpected(self) -> NoReturn:
        here, text = self.position, self.written.text
        if here >= len(text):
            message = "the path ends where a name is expected" if text else "the path is empty"
            self._refuse(BAD_PATH, message, max(0, here - 1))
        character = text[here]
        fix = ": a name with a space is written ['a name']" if character.isspace() else ""
        if character == "[" and text[here - 1 : here] == ".":
            fix = ": a bracket has no dot before it"
        self._refuse(BAD_PATH, f"{character!r} cannot stand here in a path{fix}", here)

    def _refuse(self, rule: Rule, message: str, start: int, end: int | None = None) -> NoReturn:
        last = min(len(self.written.text), start + 1) if end is None else end
        raise PathError(rule.at(self.written.span(start, max(start, last)), f"{message} (in {self.written.text!r})"))


def _unescape(text: str) -> str:
    """The name that a quoted selector holds (https://www.rfc-editor.org/rfc/rfc9535#name-name-selector)."""
    return _ESCAPE.sub(lambda found: _unescaped(found[1]), text)


def _unescaped(code: str) -> str:
    return chr(int(code[1:], 16)) if len(code) == 5 else _ESCAPED.get(code, code)
