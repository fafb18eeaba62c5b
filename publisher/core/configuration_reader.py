"""`publisher.yaml` to a Configuration, every problem reported at its place in one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.core.configuration import (
    DEFAULT_INCLUDE,
    DEFAULT_MAX_FILE_SIZE,
    DEFAULT_SCHEMA,
    PAGE_CONTEXTS,
    Configuration,
    ContentConfiguration,
    LoadConfiguration,
    PagesConfiguration,
    ReleaseConfiguration,
    VocabularyFile,
)
from publisher.core.configuration_dataset import read_dataset_section
from publisher.core.configuration_ignores import read_ignores
from publisher.core.configuration_rules import ENCODING, MISSING_FILE, MISSING_KEY, WRONG_KIND
from publisher.core.configuration_section import Section
from publisher.core.configuration_templates import Templates, is_sound_template, read_reference
from publisher.core.errors import ConfigurationError
from publisher.core.findings import Finding, Severity
from publisher.core.lexical import canonical_language_tag
from publisher.core.profile import profile_folder
from publisher.core.spans import SourceSpan
from publisher.core.terms import encode_template_value, is_absolute_iri, is_language_tag
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, Node, span_of

FILE_NAME = "publisher.yaml"
_KEYS = (
    "site",
    "base",
    "language",
    "schema",
    "ontology",
    "content",
    "mapping",
    "article",
    "external",
    "vocabularies",
    "shapes",
    "ignored",
    "release",
    "pages",
    "load",
    "validation",
    "dataset",
)
_PROFILE_KEYS = ("mapping", "article", "vocabularies", "shapes", "ignored")


def read_configuration(folder: Path, overrides: Mapping[str, str] | None = None) -> Configuration:
    """The configuration of the folder; ``overrides`` are externals given by the user, by name.

    Raises ConfigurationError with a finding for each problem.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise ConfigurationError(
            f"there is no {FILE_NAME} in {str(folder)!r}; go to the project's folder, or name it with -C"
        )
    findings: list[Finding] = []
    own = _Layer.read(file, findings)
    builtin = profile_folder() / FILE_NAME
    profile = own if builtin.resolve() == file.resolve() or not builtin.is_file() else _Layer.read(builtin, findings)
    configuration = _Reader(own, profile, findings, overrides or {}).read() if own and profile else None
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or configuration is None:
        raise ConfigurationError(f"{file}: the configuration cannot be used", findings)
    return configuration


@dataclass(frozen=True, slots=True)
class _Layer:
    """One configuration file: its folder, for the paths in it, and its root."""

    folder: Path
    root: Section

    @classmethod
    def read(cls, file: Path, findings: list[Finding]) -> _Layer | None:
        shown = str(file)
        try:
            written = file.read_bytes()
            text = written.decode().removeprefix("\ufeff")
        except OSError as problem:
            findings.append(MISSING_FILE.at(SourceSpan.point(shown), f"it cannot be read: {problem.strerror}"))
            return None
        except UnicodeDecodeError as problem:
            before = written[: problem.start].decode().split("\n")
            place = SourceSpan.point(shown, len(before), len(before[-1]) + 1)
            findings.append(ENCODING.at(place, f"the byte 0x{written[problem.start]:02x} here is not UTF-8"))
            return None
        node, problems = build_yaml(text, shown)
        findings.extend(problems)
        if node is None:
            findings.extend([] if problems else [MISSING_KEY.at(SourceSpan.point(shown), "the file is empty")])
            return None
        if not isinstance(node, MappingNode):
            findings.append(WRONG_KIND.at(span_of(node, shown), "expected keys and values"))
            return None
        return cls(file.parent, Section(node, shown, findings, _KEYS))


class _Reader:
    """Reads the keys of the project's own file, and what it leaves out from the profile's."""

    def __init__(self, own: _Layer, profile: _Layer, findings: list[Finding], overrides: Mapping[str, str]) -> None:
        self._own = own
        self._profile = profile
        self._findings = findings
        self._overrides = overrides
        self._templates = Templates({})

    def read(self) -> Configuration:
        root = self._own.root
        site = root.iri("site", None, ending="/")
        base = root.iri("base", site + "id/", ending="/")
        language = self._language()
        schema = self._schema()
        ontology = root.iri("ontology", site + "ontology")
        given = {**_texts(self._profile.root, "external"), **_texts(root, "external")}
        standard = {"site": site, "base": base, "language": language, "schema": schema, "ontology": ontology + "#"}
        externals = {**standard, **given, **self._overrides}
        self._templates = Templates(externals)
        key, graph = self._article()
        vocabularies = self._vocabularies()
        return Configuration(
            path=self._own.folder / FILE_NAME,
            site=site,
            base=base,
            language=language,
            schema=schema,
            ontology=ontology,
            content=self._content(),
            mapping=self._mapping(),
            article_key=key,
            article_graph=graph,
            externals=externals,
            own_externals=self._own_externals(),
            known_externals=frozenset((*standard, *self._templates.asked, *self._profile_externals())),
            dataset=read_dataset_section(root, site, base),
            vocabularies=vocabularies,
            shapes=self._shapes(),
            ignored=self._ignored(),
            release=self._release(),
            pages=self._pages(),
            load=self._load(),
            ignores=tuple(read_ignores(root, str(self._own.folder / FILE_NAME))),
        )

    def _own_externals(self) -> dict[str, SourceSpan]:
        """The externals of the project's own file, each with the place of its value."""
        root, path = self._own.root, str(self._own.folder / FILE_NAME)
        texts = root.named_texts("external")
        return {
            name: span_of(node, path) for name, (text, node) in texts.items() if is_sound_template(root, node, text)
        }

    def _profile_externals(self) -> dict[str, str]:
        return _texts(self._profile.root, "external") if self._profile is not self._own else {}

    def _layer(self, key: str) -> _Layer:
        return self._own if self._own.root.node(key) is not None or key not in _PROFILE_KEYS else self._profile

    def _language(self) -> str:
        root = self._own.root
        language = root.text("language", "en")
        node = root.node("language")
        if node is not None and not is_language_tag(language):
            root.report(WRONG_KIND, node, "'language' takes a language tag, such as en or pt-BR")
        return canonical_language_tag(language)

    def _schema(self) -> str:
        root = self._own.root
        schema = root.iri("schema", DEFAULT_SCHEMA)
        node = root.node("schema")
        if node is not None and schema != DEFAULT_SCHEMA:
            reason = "schema.org's own JSON-LD context gives its terms this namespace, and no other joins with it"
            root.report(WRONG_KIND, node, f"'schema' takes {DEFAULT_SCHEMA} alone: {reason}")
        return DEFAULT_SCHEMA

    def _content(self) -> ContentConfiguration:
        section = self._own.root.section("content", ("folder", "include", "ignore", "lenient", "max_file_size"))
        if section is None:
            return ContentConfiguration(folder=self._own.folder / "content", place=self._own.root.span)
        return ContentConfiguration(
            folder=self._own.folder / section.text("folder", "content"),
            include=section.texts("include", DEFAULT_INCLUDE),
            ignore=section.texts("ignore"),
            lenient=section.boolean("lenient", default=False),
            max_file_size=section.whole("max_file_size", DEFAULT_MAX_FILE_SIZE),
            place=section.place("folder"),
        )

    def _mapping(self) -> Path:
        layer = self._layer("mapping")
        node = layer.root.node("mapping")
        if node is None:
            layer.root.missing("mapping", "mappings/articles.yarrrml.yaml")
            return layer.folder
        return self._file(layer, layer.root.text("mapping"), layer.root, node)

    def _article(self) -> tuple[str, str]:
        layer = self._layer("article")
        section = layer.root.section("article", ("key", "graph"))
        if section is None:
            if layer.root.node("article") is None:
                layer.root.missing("article", "{key: $(id), graph: $(_base)graph/article/$(id)}")
            return "", ""
        for key in ("key", "graph"):
            if section.node(key) is None:
                section.missing(key, "$(id)" if key == "key" else "$(_base)graph/article/$(id)")
        key, graph = read_reference(section, "key"), self._templates.expanded(section, "graph")
        node = section.node("graph")
        if node is not None and key and key not in graph:
            section.report(WRONG_KIND, node, f"'graph' must hold the article's key, {key}, to be of one article alone")
        return key, graph

    def _vocabularies(self) -> tuple[VocabularyFile, ...]:
        layer = self._layer("vocabularies")
        found: list[VocabularyFile] = []
        for section in layer.root.sections("vocabularies", ("file", "graph")):
            node, graph = section.node("file"), self._templates.constant(section, "graph")
            if node is None or section.node("graph") is None:
                section.missing("file" if node is None else "graph", "ontology/terms.ttl")
                continue
            if not is_absolute_iri(graph.replace("{name}", "n").replace("{key}", "k")):
                section.report(WRONG_KIND, section.node("graph") or node, f"{graph!r} is not an absolute IRI")
            files = self._files(layer, section.text("file"), section, node)
            found += [VocabularyFile(each, graph.replace("{name}", encode_template_value(each.stem))) for each in files]
        return tuple(found)

    def _files(self, layer: _Layer, pattern: str, section: Section, node: Node) -> list[Path]:
        """The file, or those that the pattern matches, in the order of their names."""
        if not any(sign in pattern for sign in "*?["):
            return [self._file(layer, pattern, section, node)]
        files = sorted(each for each in layer.folder.glob(pattern) if each.is_file()) if pattern[0] != "/" else []
        if not files:
            section.report(MISSING_FILE, node, f"no file matches {pattern!r} in the folder of the configuration")
        return files

    def _shapes(self) -> tuple[Path, ...]:
        layer = self._layer("shapes")
        return tuple(self._file(layer, text, layer.root, node) for text, node in layer.root.texts_at("shapes"))

    def _ignored(self) -> dict[str, str]:
        return _texts(self._layer("ignored").root, "ignored")

    def _release(self) -> ReleaseConfiguration:
        section = self._own.root.section("release", ("folder", "keep"))
        if section is None:
            return ReleaseConfiguration(folder=self._own.folder / "build")
        return ReleaseConfiguration(self._own.folder / section.text("folder", "build"), section.whole("keep", 5))

    def _pages(self) -> PagesConfiguration:
        """The file of the profile serves where the project's own section names none."""
        file, context = None, None
        for layer in dict.fromkeys((self._profile, self._own)):
            section = layer.root.section("pages", ("file", "context"))
            node = section.node("file") if section else None
            if section and node:
                file = self._file(layer, section.text("file"), section, node)
            context = section.choice("context", PAGE_CONTEXTS) or context if section else context
        return PagesConfiguration(file, context)

    def _load(self) -> LoadConfiguration:
        section = self._own.root.section("load", ("max_dropped",))
        if section is None:
            return LoadConfiguration()
        return LoadConfiguration(section.whole("max_dropped", LoadConfiguration().max_dropped))

    def _file(self, layer: _Layer, name: str, section: Section, node: Node) -> Path:
        file = layer.folder / name
        if name and not file.is_file():
            section.report(MISSING_FILE, node, f"there is no file {name!r} in the folder of the configuration")
        return file


def _texts(section: Section, key: str) -> dict[str, str]:
    return {name: text for name, (text, _) in section.named_texts(key).items()}
