"""The project's shapes, compiled once, applied to what the mapping makes of articles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mapped import example_files, finding_line, project_model

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


def errors_of(text: str) -> list[str]:
    """What is an error in an article of that text: shapes by name, data errors as the cases write them."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "article.md"
        file.write_text(text, "utf-8")
        found = [finding_line(finding) for finding in project_model().trace(file).findings]
        return sorted({*found, *of_weight(check([file]), Severity.ERROR)})


@lru_cache(maxsize=1)
def sound_article() -> str:
    """The text of an example that has every field."""
    texts = (file.read_text("utf-8") for file in example_files())
    return next(text for text in texts if "featuredImage:" in text and "communityTopics:\n- 'HIMSS: Inter" in text)
