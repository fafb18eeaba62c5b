"""Why a value does not have a shape: each shape that a result's constraint names, tried alone on that value.

No engine tells it (both leave ``sh:detail`` out), so the shapes are aimed at exactly those values and run once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from publisher.core.nquads import lines_of
from publisher.validation.protocol import SH, Branch, ShaclResult, Validator
from publisher.validation.shapes import ShapesGraph

_DEEPEST = 5
_NOT = SH + "NotConstraintComponent"

Compile = Callable[[ShapesGraph], Validator]


def with_branches(
    results: Sequence[ShaclResult], ntriples: str, shapes: ShapesGraph, compile_shapes: Compile
) -> list[ShaclResult]:
    """The results in the same order, those of ``sh:node``, ``sh:and``, ``sh:or``, ``sh:xone`` and ``sh:not`` with branches.

    The shape of a ``sh:not`` is known to hold. Costs one more run of the engine over the same data for each level of nesting, and nothing where there is no such result.
    """
    return _explain(results, ntriples, shapes, compile_shapes, _DEEPEST)


def _explain(
    results: Sequence[ShaclResult], ntriples: str, shapes: ShapesGraph, compile_shapes: Compile, levels: int
) -> list[ShaclResult]:
    asked = {
        (branch, result.value)
        for result in results
        if result.value and result.component != _NOT
        for branch in shapes.branch_shapes(result.source_shape, result.component)
    }
    if not asked or levels == 0:
        return list(results)
    aimed = shapes.aimed_at(sorted(asked))
    below = _explain(compile_shapes(aimed).validate(ntriples), ntriples, shapes, compile_shapes, levels - 1)
    found = _by_branch(below, shapes, asked, _Holders(ntriples))
    return [_with_branches(result, shapes, found) for result in results]


class _Holders:
    """Which nodes a node is a value of, looked up only where a branch goes through nested nodes."""

    def __init__(self, ntriples: str) -> None:
        self._ntriples = ntriples

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        holders: dict[str, set[str]] = {}
        for line in lines_of(self._ntriples):
            subject, _, rest = line.split(" ", 2)
            holders.setdefault(rest[:-2], set()).add(subject)
        return holders

    def around(self, node: str) -> set[str]:
        """The node, the nodes it is a value of, the nodes these are values of, and so on a few times."""
        around = {node}
        for _ in range(_DEEPEST):
            around |= {holder for each in around for holder in self._holders.get(each, ())}
        return around


def _by_branch(
    results: Iterable[ShaclResult], shapes: ShapesGraph, asked: set[tuple[str, str]], holders: _Holders
) -> dict[tuple[str, str], list[ShaclResult]]:
    """The results by (branch, value), where the branch is the shape or one that holds it by ``sh:property``.

    The focus node is the value itself, or for a property shape below a property shape a node below the value.
    """
    grouped: dict[tuple[str, str], list[ShaclResult]] = {}
    for result in results:
        for owner in shapes.owners(result.source_shape):
            keys = {(owner, result.focus_node)} & asked
            if not keys and any(branch == owner for branch, _ in asked):
                keys = {(owner, node) for node in holders.around(result.focus_node)} & asked
            for key in keys:
                grouped.setdefault(key, []).append(result)
    return grouped


def _with_branches(
    result: ShaclResult, shapes: ShapesGraph, found: dict[tuple[str, str], list[ShaclResult]]
) -> ShaclResult:
    names = shapes.branch_shapes(result.source_shape, result.component) if result.value else []
    if not names:
        return result
    value = result.value or ""
    return replace(result, branches=tuple(Branch(name, tuple(found.get((name, value), ()))) for name in names))
