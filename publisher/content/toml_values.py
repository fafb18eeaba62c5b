"""TOML front matter as plain values: native dates and times become their ISO text."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

from publisher.content.toml_tree import toml_tree
from publisher.core.yaml_nodes import Mark, Node, ScalarNode, child

_AT = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_LONG_KEY = re.compile(r"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){128}""")
_LAST_KEY = re.compile(r""".*[{,][ \t]*([\w"'-][^={},]*)=""", re.DOTALL)
_FINE_FRACTION = re.compile(r":[0-9]{2}\.[0-9]{7}")
_FRACTION = re.compile(r"(\.\d*?)0+(?=$|[-+Z])")


class TomlError(ValueError):
    """The text is not TOML; line and column count from 1, and are 0 where the place is not known (the end)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def parse_toml(text: str) -> dict[str, object]:
    """The values of a TOML document (https://toml.io/en/v1.0.0); raises TomlError.

    >>> parse_toml("a = 1979-05-27 07:32:00.50Z")
    {'a': '1979-05-27T07:32:00.5Z'}
    """
    found = _LONG_KEY.search(text)
    if found:  # the time that tomllib takes grows with the square of a key's parts
        line = text.count("\n", 0, found.start())
        raise TomlError("a key of more than 128 parts", line + 1, found.start() - text.rfind("\n", 0, found.start()))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = _AT.fullmatch(str(error))
        if said:
            raise TomlError(said[1], int(said[2]), _begin(text, said[1], int(said[2]), int(said[3]))) from error
        raise TomlError(str(error).removesuffix(" (at end of document)"), 0, 0) from error
    except RecursionError as error:
        raise TomlError("nested too deep", 1, 1) from error
    except ValueError as error:
        raise TomlError(str(error), 1, 1) from error
    # tomllib cuts a fraction of a second after six digits; then the moment is taken as it is written.
    tree = toml_tree(text, 0, lambda offset: Mark(1, offset + 1, offset)) if _FINE_FRACTION.search(text) else None
    return {key: _plain(value, child(tree, key) if tree else None) for key, value in values.items()}


def _begin(text: str, said: str, line: int, column: int) -> int:
    """The column of what is at fault: of a key that is given twice its first character, where the reader stands behind it."""
    if not said.startswith(("Cannot overwrite", "Cannot declare", "Duplicate inline table key")):
        return column
    before = text.split("\n")[line - 1][: column - 1]
    within = _LAST_KEY.search(before) if said.startswith("Duplicate") else None
    return within.start(1) + 1 if within else len(before) - len(before.lstrip(" \t")) + 1


def iso_text(moment: date | time) -> str:
    """The text of a date, a time or both, in the form that RFC 3339 has and Hugo prints.

    >>> iso_text(datetime.fromisoformat("2021-01-20T09:00:00+00:00"))
    '2021-01-20T09:00:00Z'
    """
    text = moment.isoformat()
    if isinstance(moment, datetime) and text.endswith("+00:00"):
        text = f"{text.removesuffix('+00:00')}Z"
    if "." not in text:
        return text
    return _FRACTION.sub(lambda found: found[1].removesuffix("."), text)


def _plain(value: object, node: Node | None) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner, child(node, key) if node else None) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, child(node, number) if node else None) for number, inner in enumerate(value)]
    if not isinstance(value, date | time):
        return value
    if isinstance(node, ScalarNode) and _FINE_FRACTION.search(node.written):
        text = node.written.upper().replace(" ", "T")
        return _FRACTION.sub(lambda found: found[1].removesuffix("."), re.sub(r"[+-]00:00$", "Z", text))
    return iso_text(value)
