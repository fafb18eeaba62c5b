"""The project's own mapping, ready to be applied in tests: articles in, lines of N-Quads out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph

from publisher.content.article import Article
from publisher.content.options import ReadOptions
from publisher.content.read import read_article
from publisher.core.configuration import Configuration
from publisher.core.configuration_reader import read_configuration
from publisher.core.findings import Finding
from publisher.core.spans import format_field_path
from publisher.graph.vocabulary import Vocabularies, read_vocabularies
from publisher.mapping.context import MappingContext
from publisher.mapping.interpret import Trace, trace_article
from publisher.mapping.read import ReaderOptions, ReadMapping, read_mapping

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
EXAMPLES = ROOT / "examples" / "content"


@dataclass(frozen=True)
class Model:
    """A folder with `publisher.yaml`, read: its mapping, its vocabularies."""

    configuration: Configuration
    mapping: ReadMapping
    vocabularies: Vocabularies

    @property
    def context(self) -> MappingContext:
        return MappingContext(labels=self.vocabularies.labels)

    def trace(self, file: Path) -> Trace:
        """What the mapping makes of a file, which must be readable."""
        return trace_article(self.mapping.plan, self.context, article_of(file))

    def lines(self, file: Path) -> list[str]:
        """The sorted lines of one article, own and shared."""
        return sorted({quad.line.rstrip("\n") for quad in self.trace(file).quads})


def read_model(folder: Path) -> Model:
    configuration = read_configuration(folder)
    options = ReaderOptions(
        externals=configuration.externals,
        schema_namespace=configuration.schema,
        article_graph=configuration.article_graph,
    )
    mapping = read_mapping(configuration.mapping, configuration.mapping.name, options)
    return Model(configuration, mapping, read_vocabularies(configuration.vocabularies))


@lru_cache(maxsize=1)
def project_model() -> Model:
    return read_model(ROOT)


def article_of(file: Path) -> Article:
    article, findings = read_article(file.read_bytes(), file.name, ReadOptions())
    assert article is not None, [finding.message for finding in findings]
    return article


def finding_line(finding: Finding) -> str:
    """A finding as the cases write it down: severity, field, message."""
    return f"{finding.severity.label} {format_field_path(finding.field_path or ()) or '-'}: {finding.message}"


def example_files() -> list[Path]:
    return sorted(EXAMPLES.glob("*.md"))


@lru_cache(maxsize=1)
def example_lines() -> tuple[str, ...]:
    """Every quad of the examples and the vocabularies, as a release holds them, sorted."""
    model = project_model()
    found = {line.rstrip("\n") for line in model.vocabularies.lines}
    for file in example_files():
        found.update(model.lines(file))
    return tuple(sorted(found))


def quads_of(lines: tuple[str, ...]) -> Iterator[pyoxigraph.Quad]:
    return iter(pyoxigraph.parse("\n".join(lines) + "\n", format=pyoxigraph.RdfFormat.N_QUADS))


@lru_cache(maxsize=1)
def example_store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(quads_of(example_lines()))
    return store


def ask(query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT over the union of all graphs of the examples, sorted."""
    prefixes = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    solutions = example_store().query(prefixes + query, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return sorted(tuple("" if term is None else str(term) for term in row) for row in solutions)


PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dct": "http://purl.org/dc/terms/",
    "medigy": "https://www.medigy.com/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
