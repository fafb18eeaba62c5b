"""What the groups of a layout's expression stand for: each function reads what the reader of lines would read."""

from __future__ import annotations

import re

from publisher.content.plain import parse_plain
from publisher.content.plain_scalars import LIST, QUOTED, DoubtError, read_flow, read_scalar
from publisher.core.yaml_scalars import Scalar

_REMEMBERED = 4096
_LONGEST_REMEMBERED = 60
_BREAK = re.compile("\n *")


class _Scalars(dict[str, Scalar]):
    """Scalars by how they are written, further lines included; emptied when full. Raises DoubtError."""

    def __missing__(self, written: str) -> Scalar:
        value = _read_lines(written) if "\n" in written else _read_line(written)
        if len(written) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[written] = value
        return value


class _Flows(dict[str, tuple[Scalar, ...]]):
    """Lists in brackets by how they are written; emptied when full. Raises DoubtError."""

    def __missing__(self, written: str) -> tuple[Scalar, ...]:
        items = read_flow(written)
        if len(written) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[written] = items
        return items


SCALARS = _Scalars()
FLOWS = _Flows()


def fold(text: str) -> str:
    """The one line that the lines of a plain text mean."""
    return _BREAK.sub(" ", text) if "\n" in text else text


def quoted(written: str, indent: int) -> str:
    """What stands between single quotes over several lines, which are indented deeper than their key."""
    if written.count("\n") != written.count("\n" + " " * (indent + 1)):
        raise DoubtError
    return str(SCALARS[f"'{written}'"])


def single_items(block: str, dash: str) -> list[object]:
    """The items of a list that stand in single quotes each; ``dash`` is what stands before each text."""
    between = f"'\n{dash}"
    items = block[len(dash) : -2].split(between)
    ends = block.count("\n")
    if ends == len(items):
        return items  # type: ignore[return-value]
    deeper = block.count("\n" + dash[:-3].ljust(len(dash) - 2))
    if ends != len(items) + deeper:
        raise DoubtError
    return [SCALARS[f"'{item}'"] for item in items]


def _read_line(written: str) -> Scalar:
    if written[-1:] in {" ", ""}:
        raise DoubtError
    value, kind = read_scalar(written)
    if kind in {LIST, QUOTED} or isinstance(value, tuple):
        raise DoubtError
    return value


def _read_lines(written: str) -> Scalar:
    """The text as the reader of lines has it behind a key."""
    found = parse_plain(f"a: {written}\n")
    if found is None or len(found) != 1:
        raise DoubtError
    value = found.get("a")
    if isinstance(value, dict | list):
        raise DoubtError
    return value  # type: ignore[return-value]
