"""Why a value does not have a shape: each shape that a result's constraint names, tried alone on that value.

No engine tells it (both leave ``sh:detail`` out), so the shapes are aimed at exactly those values and run once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

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
    below = compile_shapes(aimed).validate(ntriples)
    found = _by_owner(_explain(below, ntriples, shapes, compile_shapes, levels - 1), shapes, asked)
    return [_with_branches(result, shapes, found) for result in results]


def _by_owner(
    results: Iterable[ShaclResult], shapes: ShapesGraph, asked: set[tuple[str, str]]
) -> dict[tuple[str, str], list[ShaclResult]]:
    """The results by (branch, focus node), where the branch is the shape or one that holds it by ``sh:property``.

    A nested focus node (a property shape below a property shape) is not the value itself; it counts for every value asked.
    """
    grouped: dict[tuple[str, str], list[ShaclResult]] = {}
    for result in results:
        for owner in shapes.owners(result.source_shape):
            own = (owner, result.focus_node)
            for key in [own] if own in asked else [each for each in asked if each[0] == owner]:
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
