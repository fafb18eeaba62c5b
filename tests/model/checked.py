"""The project's shapes, compiled once, applied to what the mapping makes of articles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mapped import project_model

from publisher.core.findings import Severity
from publisher.validation.engines.registry import find_engine
from publisher.validation.ntriples import drop_graphs
from publisher.validation.protocol import ShaclResult, Validator
from publisher.validation.shapes_reader import read_shapes

SHAPES = "https://www.medigy.com/shapes#"


@lru_cache(maxsize=2)
def validator(engine: str = "auto") -> Validator:
    return find_engine(engine).compile(read_shapes(project_model().configuration.shapes))


def check(files: Iterable[Path], engine: str = "auto") -> list[ShaclResult]:
    """The results of some articles, with the vocabularies beside them."""
    model = project_model()
    lines = {line.rstrip("\n") for line in model.vocabularies.lines}
    for file in files:
        lines.update(model.lines(file))
    triples = {drop_graphs(line + "\n") for line in lines}
    return validator(engine).validate("".join(sorted(triples)))


def of_weight(results: list[ShaclResult], severity: Severity) -> set[str]:
    """The names of the shapes that report with that severity."""
    return {result.source_shape.removeprefix(SHAPES) for result in results if result.weight is severity}
