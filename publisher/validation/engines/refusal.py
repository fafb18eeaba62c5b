"""Shapes that an engine does not take: the place in the file where that can be told."""

from __future__ import annotations

from pathlib import Path

from publisher.core.errors import ShapesError
from publisher.core.spans import SourceSpan
from publisher.validation.rules import SHAPES_REFUSED
from publisher.validation.shapes import ShapesGraph


def refused_shapes(shapes: ShapesGraph, reason: str) -> ShapesError:
    """The error, placed at the first regular expression that the reason quotes, else at the beginning of the first file.

    Engines give no places, so the expression is looked for in the files, as it is or escaped as Turtle writes it.
    """
    reason = " ".join(reason.split())
    span = SourceSpan.point(shapes.paths[0] if shapes.paths else "shapes")
    for pattern in shapes.patterns():
        if " ".join(pattern.split()) in reason:
            span = _find(shapes.paths, pattern) or span
            break
    return ShapesError(f"{span}: {reason}", [SHAPES_REFUSED.at(span, f"the engine does not take the shapes: {reason}")])


def _find(paths: tuple[str, ...], pattern: str) -> SourceSpan | None:
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    for path in paths:
        file = Path(path)
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
        for number, line in enumerate(lines, start=1):
            for written in (escaped, pattern):
                column = line.find(f'"{written}"')
                if column >= 0:
                    return SourceSpan(path, number, column + 1, number, column + len(written) + 3)
    return None
