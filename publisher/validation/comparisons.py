"""Comparisons of two properties, asked only where both values are sound: a date without zone is neither before nor after one."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.core.findings import Severity
from publisher.validation.protocol import SH, ShaclResult
from publisher.validation.shapes import ShapesGraph

OTHER_PROPERTY = {
    f"{SH}{name}ConstraintComponent": name[:1].lower() + name[1:]
    for name in ("LessThan", "LessThanOrEquals", "Equals", "Disjoint")
}
"""The components that compare the values of two properties, with the parameter that names the second."""


def is_comparison(result: ShaclResult) -> bool:
    """Whether the result is about the values of two properties."""
    return result.component in OTHER_PROPERTY


def without_flawed(results: Sequence[ShaclResult], shapes: ShapesGraph) -> list[ShaclResult]:
    """The results but for comparisons with a value that another result finds wrong in itself: that one tells what to do."""
    if not any(map(is_comparison, results)):
        return list(results)
    errors = (each for each in results if each.weight is Severity.ERROR and not is_comparison(each))
    flawed = {(each.focus_node, each.result_path) for each in errors if each.value is not None}
    return [each for each in results if not (is_comparison(each) and _paths(each, shapes) & flawed)]


def _paths(result: ShaclResult, shapes: ShapesGraph) -> set[tuple[str, str | None]]:
    others = shapes.objects(result.source_shape, OTHER_PROPERTY[result.component])
    return {(result.focus_node, path) for path in (result.result_path, *others)}
