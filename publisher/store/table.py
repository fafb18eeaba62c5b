"""A SELECT's answer as a table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from publisher.core.nquads import read_literal
from publisher.store.results import Table, Term

_WIDEST = 80


def as_table(answer: Table, prefixes: Mapping[str, str], *, is_cut: bool = True) -> str:
    """Columns under the variables' names, IRIs shortened by the prefixes; long texts are cut with an ellipsis if so asked.

    Ends in a line that counts the rows.
    """
    cells = [[_cell(term, prefixes, is_cut=is_cut) for term in row] for row in answer.rows]
    header = ["?" + name for name in answer.variables]
    widths = [max((_width(row[column]) for row in [header, *cells]), default=0) for column in range(len(header))]
    lines = [_line(header, widths), _line(["─" * width for width in widths], widths)]
    lines.extend(_line(row, widths) for row in cells)
    count = len(cells)
    return "\n".join(lines) + f"\n{count} {'row' if count == 1 else 'rows'}\n"


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _cell(term: Term, prefixes: Mapping[str, str], *, is_cut: bool) -> str:
    if term is None:
        return ""
    literal = read_literal(term)
    text = literal.text if literal else _short(term, prefixes)
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= _WIDEST or not is_cut else text[: _WIDEST - 1] + "…"


def _short(term: str, prefixes: Mapping[str, str]) -> str:
    if not term.startswith("<"):
        return term
    iri = term[1:-1]
    fitting = [(namespace, name) for name, namespace in prefixes.items() if iri.startswith(namespace)]
    namespace, name = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
    return f"{name}:{iri[len(namespace) :]}" if namespace else iri


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
