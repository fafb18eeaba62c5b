"""Sources of YARRRML: the articles, JSON files, and the names given to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from publisher.mapping.paths import PathError, parse_iterator
from publisher.mapping.plan import ArticleSource, JsonSource, Reference, Source
from publisher.mapping.rules import (
    BAD_ITERATOR,
    BAD_SUFFIX,
    MISSING_FILE,
    MISSING_PART,
    NOT_SUPPORTED,
    UNKNOWN_SOURCE,
    UNUSED,
    WRONG_NODE,
)
from publisher.mapping.written import Written
from publisher.mapping.yarrrml.document import Document

ARTICLES = "articles"
_OTHER_FORMULATIONS = ("csv", "xpath", "xquery", "sparql11", "sparql", "sql2008", "sql2011", "sql2016")
_LOCAL_TYPES = ("localfile",)


@dataclass(frozen=True, slots=True)
class Iteration:
    """A source with its iterator."""

    source: Source
    iterator: Reference


class Sources:
    """The sources that the document declares, and which of them were used."""

    def __init__(self, document: Document, node: Node | None) -> None:
        self._document = document
        self._declared: dict[str, tuple[Node, Iteration | None]] = {}
        self._used: set[str] = set()
        if node is None:
            return
        if not isinstance(node, MappingNode):
            document.wrong_node(node, "a mapping of names to sources")
            return
        for entry in node:
            self._declared[entry.key.written] = (entry.key, self._declare(entry.value))

    def _declare(self, node: Node) -> Iteration | None:
        if isinstance(node, SequenceNode) and len(node.items) == 1 and not isinstance(node.items[0], ScalarNode):
            node = node.items[0]
        return self._source(node)

    def report_unused(self) -> None:
        """Warn of sources that no mapping names."""
        for name, (key, _) in self._declared.items():
            if name not in self._used:
                self._document.report(UNUSED, key, f"no mapping uses the source {name!r}")

    def of_mapping(self, node: Node) -> list[Iteration]:
        """The sources that a mapping names or describes; what is wrong with them is reported."""
        if isinstance(node, SequenceNode) and not _is_one_source(node):
            if not node.items:
                self._document.report(MISSING_PART, node, "the list of sources is empty")
            found = [self._source(item) for item in node.items]
        else:
            found = [self._source(node)]
        return [each for each in found if each]

    def _source(self, node: Node) -> Iteration | None:
        if isinstance(node, ScalarNode):
            return self._named(node)
        if isinstance(node, MappingNode):
            return self._described(node)
        return self._listed(node)

    def _named(self, node: ScalarNode) -> Iteration | None:
        written = self._document.scalar(node, "the name of a source")
        if written is None:
            return None
        name = written.text
        if name in self._declared:
            self._used.add(name)
            return self._declared[name][1]
        if name == ARTICLES:
            return Iteration(ArticleSource(), Reference((), "record", "$", written.place))
        if "~" in name:
            message = "the source has no iterator: write [file.json~jsonpath, '$.students[*]']"
            self._document.report(BAD_ITERATOR, node, message)
            return None
        hint = did_you_mean(name, [*self._declared, ARTICLES])
        self._document.report(UNKNOWN_SOURCE, node, f"there is no source {name!r}.{hint}")
        return None

    def _listed(self, node: SequenceNode) -> Iteration | None:
        if not 1 <= len(node.items) <= 2:
            self._document.report(WRONG_NODE, node, "a source is [file~jsonpath, iterator] or [articles, iterator]")
            return None
        access = self._document.scalar(node.items[0], "a file with its kind, such as data.json~jsonpath,")
        if access is None:
            return None
        iterator = node.items[1] if len(node.items) == 2 else None
        if access.text == ARTICLES:
            return self._articles(iterator, access)
        return self._file(access, iterator, None)

    def _articles(self, iterator: Node | None, place: Written) -> Iteration | None:
        path = self._iterator(iterator) if iterator is not None else Reference((), "record", "$", place.place)
        return Iteration(ArticleSource(), path) if path is not None else None

    def _described(self, node: MappingNode) -> Iteration | None:
        document = self._document
        fields = document.fields(node, "source")
        if fields is None:
            return None
        if "type" in fields:
            kind = document.scalar(fields["type"].value, "the type of the source")
            if kind is not None and kind.text not in _LOCAL_TYPES:
                document.report(NOT_SUPPORTED, kind.place, f"sources of type {kind.text!r} are not supported")
                return None
        if "encoding" in fields:
            encoding = document.scalar(fields["encoding"].value, "an encoding")
            if encoding is not None and encoding.text.lower() not in ("utf-8", "utf8"):
                message = f"the encoding {encoding.text!r} is not supported: files are UTF-8"
                document.report(NOT_SUPPORTED, encoding.place, message)
        if "access" not in fields:
            document.missing(node, "source", "access", "the source has no `access`")
            return None
        access = document.scalar(fields["access"].value, "the path of a file")
        iterator = fields["iterator"].value if "iterator" in fields else None
        formulation = fields.get("referenceFormulation")
        if access is None:
            return None
        if access.text == ARTICLES:
            return self._articles(iterator, access)
        kind_node = document.scalar(formulation.value, "a reference formulation") if formulation else None
        return self._file(access, iterator, kind_node)

    def _file(self, access: Written, iterator: Node | None, formulation: Written | None) -> Iteration | None:
        start = access.text.rfind("~")
        path = access if start < 0 else access.beginning(start)
        kind = formulation or (access.part(start) if start >= 0 else None)
        if not self._check_formulation(access, kind):
            return None
        source = self._json(path)
        if iterator is None:
            message = "the source has no iterator: write [file.json~jsonpath, '$.students[*]']"
            self._document.report(BAD_ITERATOR, access.place, message)
            return None
        walked = self._iterator(iterator)
        return Iteration(source, walked) if source and walked is not None else None

    def _check_formulation(self, access: Written, kind: Written | None) -> bool:
        document = self._document
        if kind is None:
            hint = did_you_mean(access.text, [*self._declared, ARTICLES])
            message = f"the file {access.text!r} has no reference formulation: write {access.text}~jsonpath.{hint}"
            document.report(UNKNOWN_SOURCE, access.place, message)
            return False
        name = kind.text.lstrip("~")
        if name == "jsonpath":
            return True
        if name.lower() in _OTHER_FORMULATIONS:
            document.report(NOT_SUPPORTED, kind.span(0), f"{name} sources are not supported: only ~jsonpath")
        else:
            hint = did_you_mean(name, ("jsonpath",))
            document.report(BAD_SUFFIX, kind.span(0), f"`{kind.text}` is no reference formulation.{hint}")
        return False

    def _json(self, path: Written) -> JsonSource | None:
        document = self._document
        name = document.constant(path)
        if name is None:
            return None
        if "://" in name:
            document.report(NOT_SUPPORTED, path.place, f"remote sources such as {name} are not supported")
            return None
        if not name:
            document.report(MISSING_PART, path.place, "the path of the file is missing")
            return None
        if document.options.check_files and not (document.folder / name).is_file():
            near = did_you_mean(PurePath(name).name, _files_beside(document, name))
            message = f"there is no file {name!r} (looked for relative to the mapping).{near}"
            document.report(MISSING_FILE, path.place, message)
            return None
        return JsonSource(name, path.place)

    def _iterator(self, node: Node) -> Reference | None:
        written = self._document.scalar(node, "an iterator, such as '$.students[*]',")
        if written is None or not isinstance(node, ScalarNode):
            return None
        if not isinstance(node.value, str):
            message = f"an iterator is a path, such as '$.students[*]', not {written.text!r}"
            self._document.report(BAD_ITERATOR, node, message)
            return None
        try:
            return parse_iterator(written)
        except PathError as error:
            self._document.report(BAD_ITERATOR, error.finding.span, f"the iterator is broken: {error.finding.message}")
            return None


def _files_beside(document: Document, name: str) -> list[str]:
    folder = (document.folder / name).parent
    return [each.name for each in folder.iterdir()] if folder.is_dir() else []


def _is_one_source(node: SequenceNode) -> bool:
    """Whether a list is one source (file and iterator) and not a list of names."""
    if not node.items or not all(isinstance(item, ScalarNode) for item in node.items):
        return False
    texts = [item.written for item in node.items if isinstance(item, ScalarNode)]
    if len(texts) == 2 and (texts[1].startswith("$") or texts[1].startswith("[")):
        return True
    return "~" in texts[0] and len(texts) == 1
