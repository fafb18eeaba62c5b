"""What is computed for some articles only goes to where it is used: 3 µs of the 80 that an article took.

The generated source computes a value where all that may use it can see it. Where its users turn out to stand behind one
condition, it is computed behind it as well. The interpreter does not look at a value either before it knows that the
conditions around it hold, so nothing is missed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from publisher.mapping.compiler.writer import INDENT

_NAME = re.compile(r"[a-z]\d+")  # also what looks like a name in a text: then the value stays where it is
_VALUE = re.compile(r"([a-z]\d+) = ")
_RECORD = re.compile(r"\b[eip]\b")
"""The record, its position and the last block: they mean something else further down."""


@dataclass(slots=True)
class _Statement:
    """A line, the statements inside of it, the names in the line itself and all names."""

    line: str
    inside: list[_Statement] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def sunk(lines: list[str]) -> list[str]:
    """The lines of a function's body, those of values moved down."""
    whole = _Statement("", _parsed(lines))
    once = Counter(found[1] for line in lines if (found := _VALUE.match(line.lstrip())))
    _sink(whole, {name for name, count in once.items() if count == 1}, is_repeated=False)
    return list(_written(whole.inside, ""))


def _parsed(lines: list[str]) -> list[_Statement]:
    """The lines as statements that stand in one another."""
    levels: list[list[_Statement]] = [[]]
    for line in lines:
        level = (len(line) - len(line.lstrip(" "))) // len(INDENT)
        statement = _Statement(line.lstrip(" "), own=set(_NAME.findall(line)))
        del levels[level + 1 :]
        levels[level].append(statement)
        levels.append(statement.inside)
    _gather(levels[0])
    return levels[0]


def _gather(statements: list[_Statement]) -> set[str]:
    for each in statements:
        each.names = each.own | _gather(each.inside) if each.inside else each.own
    return set().union(*(each.names for each in statements))


def _sink(block: _Statement, movable: Container[str], *, is_repeated: bool) -> None:
    """Moves values into the conditions of the block, the last ones first, for those before may serve them."""
    users: dict[str, set[int]] = defaultdict(set)
    for at, each in enumerate(block.inside):
        for name in each.names:
            users[name].add(at)
    moved: set[int] = set()
    for at in range(len(block.inside) - 1, -1, -1):
        value = block.inside[at]
        target = _only_user(block.inside, at, users) if _is_movable(value, movable, is_repeated=is_repeated) else None
        if target is not None:
            block.inside[target].inside.insert(0, value)
            block.inside[target].names |= value.own
            moved.add(at)
            for name in value.own:
                users[name] = users[name] - {at} | {target}
    block.inside = [each for at, each in enumerate(block.inside) if at not in moved]
    for each in block.inside:
        if each.inside:
            _sink(each, movable, is_repeated=is_repeated or each.line.startswith("for i, e in "))


def _is_movable(value: _Statement, movable: Container[str], *, is_repeated: bool) -> bool:
    found = _VALUE.match(value.line)
    if found is None or found[1] not in movable:
        return False
    return is_repeated or not _RECORD.search(value.line)


def _only_user(statements: list[_Statement], at: int, users: dict[str, set[int]]) -> int | None:
    """The condition behind which all uses of the value stand, if there is one."""
    name = statements[at].line.partition(" ")[0]
    others = users[name] - {at}
    target = next(iter(others)) if len(others) == 1 else -1
    is_condition = target > at and statements[target].inside and statements[target].line.startswith("if ")
    return target if is_condition and name not in statements[target].own else None


def _written(statements: list[_Statement], indent: str) -> Iterator[str]:
    for each in statements:
        yield indent + each.line
        yield from _written(each.inside, indent + INDENT)
