"""What every command works with: the configuration, the mapping as a checked plan, and the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from publisher.core.configuration import Configuration
from publisher.core.configuration_reader import FILE_NAME, read_configuration
from publisher.core.configuration_rules import UNASKED_EXTERNAL
from publisher.core.errors import ConfigurationError, UsageError
from publisher.core.findings import Finding, Severity
from publisher.core.iris import is_absolute_iri
from publisher.core.suggest import did_you_mean
from publisher.graph.vocabulary import Vocabularies, read_vocabularies
from publisher.mapping.check import check_mapping
from publisher.mapping.context import MappingContext
from publisher.mapping.plan import Plan
from publisher.mapping.read import ReaderOptions, read_mapping


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for beside the configuration: another mapping, a base, more externals."""

    mapping: Path | None = None
    base: str | None = None
    externals: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything loaded and checked. ``configuration`` is None for a mapping that is run by itself.

    ``mapping_findings`` are the mapping's warnings and notes; its errors were raised.
    """

    configuration: Configuration | None
    plan: Plan
    context: MappingContext
    vocabularies: Vocabularies
    mapping_file: Path
    mapping_findings: tuple[Finding, ...]


def find_configuration(folder: Path, request: Request) -> Configuration | None:
    """The folder's configuration; None where there is none and a mapping of its own is asked for."""
    if request.mapping is not None and not (folder / FILE_NAME).is_file():
        return None
    return read_configuration(folder, request.externals)


def open_workspace(folder: Path, request: Request) -> Workspace:
    """Loads what the folder's configuration names. Raises a PublisherError that says where what is wrong."""
    if request.base is not None and not is_absolute_iri(request.base):
        raise UsageError(f"--base takes an absolute IRI, such as https://www.example.org/, not {request.base!r}")
    configuration = find_configuration(folder, request)
    file = request.mapping or (configuration.mapping if configuration else Path())
    checked = read_mapping(file, str(file), reader_options(configuration, request))
    _refuse_unasked(configuration, request, checked.externals)
    vocabularies = read_vocabularies(configuration.vocabularies if configuration else ())
    return Workspace(
        configuration=configuration,
        plan=checked.plan,
        context=MappingContext(base=request.base, labels=vocabularies.labels),
        vocabularies=vocabularies,
        mapping_file=file,
        mapping_findings=tuple(checked.findings),
    )


def _refuse_unasked(configuration: Configuration | None, request: Request, asked: frozenset[str]) -> None:
    """Raises for values that are given and that nothing asks for; those of the file count for its own mapping alone."""
    known = asked | (configuration.known_externals if configuration else frozenset())
    for name in request.externals:
        if name not in known:
            told = f"neither the mapping nor the configuration asks for $(_{name}).{_hint(name, known)}"
            raise UsageError(f"--set {name}: {told}")
    if configuration is None or request.mapping is not None:
        return
    unasked = [
        UNASKED_EXTERNAL.at(
            place, f"neither the mapping nor the configuration asks for $(_{name}).{_hint(name, known)}"
        )
        for name, place in configuration.own_externals.items()
        if name not in known
    ]
    if unasked:
        raise ConfigurationError(f"{configuration.path}: the configuration cannot be used", unasked)


def _hint(name: str, known: frozenset[str]) -> str:
    return did_you_mean(name, known) or f" Known are: {', '.join(sorted(known))}."


def reader_options(configuration: Configuration | None, request: Request) -> ReaderOptions:
    """How a mapping is read: what the configuration and the user give to it."""
    if configuration is None:
        return ReaderOptions(base=request.base, externals=dict(request.externals))
    return ReaderOptions(
        base=request.base,
        externals=dict(configuration.externals),
        schema_namespace=configuration.schema,
        article_graph=configuration.article_graph,
    )


def mapping_findings(folder: Path, file: Path, request: Request) -> list[Finding]:
    """Everything that is wrong or doubtful in a mapping file, by itself."""
    request = replace(request, mapping=file)
    configuration = find_configuration(folder, request)
    options = reader_options(configuration, request)
    found = check_mapping(file, str(file), options)
    if request.externals and all(each.severity is not Severity.ERROR for each in found):
        _refuse_unasked(configuration, request, read_mapping(file, str(file), options).externals)
    return found
