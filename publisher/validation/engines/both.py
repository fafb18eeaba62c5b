"""Both engines over the same data: every result of either, each telling which engines report it."""

from __future__ import annotations

from dataclasses import replace

from publisher.validation.engines import pyshacl_engine, shacl_wheel
from publisher.validation.protocol import ShaclResult, Validator
from publisher.validation.shapes import ShapesGraph


class Both:
    """The engine ``shacl`` cross-checked by pySHACL."""

    name = "both"

    def __init__(self, shapes: ShapesGraph) -> None:
        self._first = shacl_wheel.compile_shapes(shapes)
        self._second = pyshacl_engine.compile_shapes(shapes)

    def validate(self, ntriples: str) -> list[ShaclResult]:
        """Every result of either engine, once; ``found_by`` names both where both report it."""
        second = {result.key(): result for result in self._second.validate(ntriples)}
        first = {result.key(): result for result in self._first.validate(ntriples)}
        names = (self._first.name, self._second.name)
        found = [replace(result, found_by=names if key in second else names[:1]) for key, result in first.items()]
        return found + [replace(result, found_by=names[1:]) for key, result in second.items() if key not in first]


def compile_shapes(shapes: ShapesGraph) -> Validator:
    """Both engines for these shapes. Raises ShapesError where one of them does not take them."""
    return Both(shapes)
