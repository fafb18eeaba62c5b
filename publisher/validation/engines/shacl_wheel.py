"""The engine ``shacl``, written in Rust: 33 to 44 times faster than pySHACL over the same shapes and batches."""

from __future__ import annotations

import re

import shacl

from publisher.core.errors import ShapesError
from publisher.validation.engines.refusal import refused_shapes
from publisher.validation.ntriples import canonical_term
from publisher.validation.paths import render_path
from publisher.validation.protocol import RefusedDataError, ShaclResult, Validator
from publisher.validation.shapes import ShapesGraph

_LINE = re.compile(r"\bat line (\d+)")


class ShaclWheel:
    """The compiled shapes; safe to share among threads."""

    name = "shacl"

    def __init__(self, shapes: ShapesGraph) -> None:
        try:
            self._compiled = shacl.Shapes.from_text(shapes.ntriples, format="ntriples")
        except (ValueError, UnicodeEncodeError) as error:
            raise refused_shapes(shapes, str(error)) from error
        self._shapes = shapes

    def validate(self, ntriples: str) -> list[ShaclResult]:
        """Every result. One term that the engine cannot read makes it refuse the whole text: RefusedDataError."""
        try:
            report = self._compiled.validate_text(ntriples, format="ntriples")
        except UnicodeEncodeError as error:
            line = ntriples.count("\n", 0, error.start) + 1
            raise RefusedDataError("a lone surrogate, which is no character", line) from error
        except ValueError as error:
            found = _LINE.search(str(error))
            raise RefusedDataError(str(error).rsplit(": ", 1)[-1], int(found[1]) if found else None) from error
        # The report is falsy where the data does not conform, so it is never asked for its truth.
        return [self._result(each) for each in report.results]

    def _result(self, found: shacl.Result) -> ShaclResult:
        source = (found.source_shape or "").removeprefix("<").removesuffix(">")
        path = self._shapes.path_of(source)
        return ShaclResult(
            focus_node=canonical_term(found.focus_node),
            result_path=render_path(path) if path else found.path,
            value=canonical_term(found.value) if found.value is not None else None,
            source_shape=source,
            component=found.component_iri,
            severity=found.severity_iri,
            messages=tuple(found.messages),
        )


def compile_shapes(shapes: ShapesGraph) -> Validator:
    """The engine for these shapes. Raises ShapesError where it does not take them, or finds none in them."""
    engine = ShaclWheel(shapes)
    if len(engine._compiled) == 0:  # noqa: SLF001 - the count is this module's own business
        raise ShapesError("the engine shacl finds no shape in the shapes files")
    return engine
