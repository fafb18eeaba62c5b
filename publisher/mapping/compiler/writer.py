"""Python source in the making: lines, names for objects it uses, and scopes that know what has been computed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

INDENT = "    "


@dataclass(slots=True)
class Namespace:
    """The objects that the source uses, by the names it calls them; and fresh names for its variables."""

    objects: dict[str, object] = field(default_factory=dict)
    _known: dict[int, str] = field(default_factory=dict)
    _count: int = 0

    def fresh(self, letter: str) -> str:
        """A name that is not used yet."""
        self._count += 1
        return f"{letter}{self._count}"

    def bind(self, value: object, letter: str = "K") -> str:
        """The name of an object; the same object has one name."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = self.fresh(letter)
            self.objects[known] = value
        return known


@dataclass(slots=True)
class Code:
    """Lines of source."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Append one line."""
        self.lines.append(line)

    def nest(self, head: str, body: Code) -> None:
        """Append a compound statement; nothing where its body is empty."""
        if body.lines:
            self.lines.append(head)
            self.lines += [INDENT + line for line in body.lines]


ScopeKind = Literal["root", "record", "inner"]


@dataclass(slots=True)
class Scope:
    """A stretch of code that computes each thing once.

    ``root``: once an article; ``record``: once a record; ``inner``: only sometimes, behind a condition or where
    nothing is remembered. ``remembered_by`` is what the whole of it is remembered by.
    """

    kind: ScopeKind
    names: Namespace
    code: Code = field(default_factory=Code)
    parent: Scope | None = None
    known: dict[Hashable, str] = field(default_factory=dict)
    remembered_by: frozenset[Hashable] | None = None

    def find(self, key: Hashable) -> str | None:
        """The variable that holds this already, here or around."""
        scope: Scope | None = self
        while scope is not None:
            if key in scope.known:
                return scope.known[key]
            scope = scope.parent
        return None

    def define(self, key: Hashable, expression: str, letter: str = "v") -> str:
        """The variable that holds this, computed here where it is not known."""
        name = self.find(key)
        if name is None:
            name = self.known[key] = self.names.fresh(letter)
            self.code.add(f"{name} = {expression}")
        return name

    def remembered_inputs(self) -> frozenset[Hashable] | None:
        """What the whole code around is remembered by: it runs for new inputs only. None where it is not."""
        if self.remembered_by is not None or self.parent is None:
            return self.remembered_by
        return self.parent.remembered_inputs()

    def inner(self) -> Scope:
        """A scope for code that runs only sometimes."""
        return Scope("inner", self.names, Code(), self)

    def outward(self, *, fixed: bool) -> Scope:
        """Where a pure value is best computed: once an article if it is ``fixed``, else once a record."""
        scope = self
        while scope.parent is not None and (scope.kind == "inner" or (fixed and scope.kind == "record")):
            scope = scope.parent
        return scope

    def hoisted(self, *, fixed: bool) -> Scope:
        """The same for what may fail: never out of code that runs only sometimes."""
        scope = self
        while fixed and scope.parent is not None and scope.kind == "record":
            scope = scope.parent
        return scope


MOST_REMEMBERED = 512
"""How many results are kept of one expression: memory does not grow with the number of articles."""


class Memory(dict[object, object]):
    """Results by what they depend on."""

    __slots__ = ("is_idle", "since")

    def __init__(self) -> None:
        self.since = 0
        self.is_idle = False

    def keep(self, key: object, result: object, turn: int) -> None:
        """Keep the result of an article, by its number.

        Where more than four articles in five had a key of their own, to keep their results costs more than it saves
        (1 µs each), and nothing is kept any more.
        """
        if self.is_idle:
            return
        if len(self) >= MOST_REMEMBERED:
            self.is_idle = turn - self.since < MOST_REMEMBERED * 5 // 4
            self.clear()
            self.since = turn
        self[key] = result


class Key(NamedTuple):
    """What results are remembered by, as source; and the variables that must be texts for that.

    To Python 1, 1.0 and True are one key, so only texts are remembered by.
    """

    source: str
    texts: tuple[str, ...]

    def store(self, memory: str, result: str, scope: Scope) -> Code:
        """The code that keeps a result."""
        code = Code()
        body = Code([f"if len({memory}) >= {MOST_REMEMBERED}: {memory}.clear()", f"{memory}[{self.source}] = {result}"])
        if self.texts and scope.outward(fixed=False).kind == "root":
            body = Code([f"{memory}.keep({self.source}, {result}, turn)"])
        if self.texts:
            code.nest(f"if {' and '.join(f'{name}.__class__ is str' for name in self.texts)}:", body)
        else:
            code.lines += body.lines
        return code


def escaped(text: str) -> str:
    """The text as it stands inside a formatted string of the generated source."""
    return repr('"' + text)[2:-1].replace("{", "{{").replace("}", "}}")
