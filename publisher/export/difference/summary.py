"""The difference for a person: each graph with what changed in it, and the counts at the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.core.nquads import split_line
from publisher.export.compact import RDF_TYPE, Compactor
from publisher.export.difference.protocol import Compared
from publisher.graph.difference import Differences, GraphDifference

_MOST_LINES = 12
_MOST_LETTERS = 120


def write_summary(differences: Differences, compared: Compared) -> Iterator[str]:
    """A graph that changed shows its triples with + and -, of which no more than a dozen; new and removed ones their counts."""
    compactor = Compactor(compared.prefixes)
    quads = [0, 0]
    for each in differences:
        quads[0] += len(each.added)
        quads[1] += len(each.removed)
        yield _heading(each)
        if each.change == "changed":
            yield from _triples(each, compactor)
    if not differences:
        yield f"releases {compared.before} and {compared.after} have the same data: {differences.same:,} graphs\n"
        return
    counts = ", ".join(f"{differences.count(change):,} {change}" for change in ("changed", "added", "removed"))
    yield (
        f"{compared.before} to {compared.after}: {counts} graphs, {differences.same:,} the same;"
        f" {quads[0]:,} quads added, {quads[1]:,} removed\n"
    )


def _heading(each: GraphDifference) -> str:
    source = f" ({each.source})" if each.source else ""
    counts = [f"+{len(each.added):,}"] if each.added else []
    counts += [f"-{len(each.removed):,}"] if each.removed else []
    return f"{each.change:<7} <{each.graph}>{source}: {' '.join(counts)}\n"


def _triples(each: GraphDifference, compactor: Compactor) -> Iterator[str]:
    """By subject; the removed triple before the added one where both are of one property."""
    signed = [(line, "-") for line in each.removed] + [(line, "+") for line in each.added]
    quads = ((split_line(line), sign) for line, sign in signed)
    ordered = sorted(quads, key=lambda pair: (pair[0][:2], pair[1] == "+", pair[0]))
    for subject, group in groupby(ordered[:_MOST_LINES], key=lambda pair: pair[0].subject):
        yield f"  {compactor.term(subject)}\n"
        for quad, sign in group:
            name = "a" if quad.predicate == RDF_TYPE else compactor.term(quad.predicate)
            yield f"    {sign} {_cut(f'{name} {compactor.term(quad.object)}')}\n"
    if len(ordered) > _MOST_LINES:
        yield f"    … and {len(ordered) - _MOST_LINES:,} more\n"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"
