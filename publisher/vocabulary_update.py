"""Topics that no vocabulary lists, written into the file of their scheme for an editor to review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from publisher.core.errors import UsageError
from publisher.core.nquads import split_line
from publisher.core.profile import profile_folder
from publisher.export.compact import Compactor
from publisher.graph.reading import Corpus
from publisher.graph.unlisted import RDF_TYPE, SKOS, STATUS, UnlistedTopic, UnlistedTopics
from publisher.graph.vocabulary import Vocabularies
from publisher.graph.workspace import Workspace
from publisher.pipeline import map_articles
from publisher.validation.repairs.write import replace_bytes

_SCHEME = f"<{SKOS}ConceptScheme>"
_TOP_OF, _HAS_TOP = f"<{SKOS}topConceptOf>", f"<{SKOS}hasTopConcept>"
_NOTE = "# Written by `publisher vocabulary update` from the articles, for review: correct what is wrong, then remove adms:status."


class Addition(NamedTuple):
    """What is to be written behind a vocabulary file, and the labels of the topics in it."""

    file: Path
    labels: tuple[str, ...]
    text: str


class Update(NamedTuple):
    """What is to be written, a file each, and the labels that would be one topic, which an editor must settle first."""

    additions: tuple[Addition, ...]
    unsettled: tuple[tuple[str, ...], ...]


def find_update(workspace: Workspace, corpus: Corpus) -> Update:
    """Maps the articles and looks for topics that the file of their scheme does not hold. Writes nothing."""
    unlisted = UnlistedTopics(map(split_line, workspace.vocabularies.lines))
    for file in map_articles(workspace, corpus):
        if file.mapped is not None:
            unlisted.see(file.mapped.shared)
    files = _files_of_schemes(workspace.vocabularies)
    topics = [topic for topic in unlisted if topic.scheme in files]
    unsettled = tuple(topic.labels for topic in topics if len(topic.labels) > 1)
    settled = sorted((topic for topic in topics if len(topic.labels) == 1), key=lambda topic: files[topic.scheme])
    by_file = groupby(settled, key=lambda topic: files[topic.scheme])
    return Update(tuple(_addition(file, list(group)) for file, group in by_file), unsettled)


def apply_update(update: Update) -> None:
    """Appends to the files; each is replaced as a whole, and what stood there stays byte for byte."""
    for addition in update.additions:
        _refuse_the_profiles(addition.file)
        before = addition.file.read_bytes()
        replace_bytes(str(addition.file), before, before + addition.text.encode())


def _files_of_schemes(vocabularies: Vocabularies) -> dict[str, Path]:
    schemes = (quad for quad in map(split_line, vocabularies.lines) if quad.predicate == RDF_TYPE)
    return {quad.subject: vocabularies.files[quad.graph[1:-1]] for quad in schemes if quad.object == _SCHEME}


def _addition(file: Path, topics: Sequence[UnlistedTopic]) -> Addition:
    source = file.read_bytes()
    newline = "\r\n" if b"\r\n" in source else "\n"
    compactor = Compactor(_prefixes(source))
    parts = ["" if not source or source.endswith(b"\n") else "\n", f"\n{_NOTE}\n"]
    parts += [_entry(topic, compactor) for topic in topics]
    text = "".join(parts).replace("\n", newline)
    _prefixes(source + text.encode())  # what is written can be read
    return Addition(file, tuple(topic.labels[0] for topic in topics), text)


def _entry(topic: UnlistedTopic, compactor: Compactor) -> str:
    """The topic as the files have theirs: a line a predicate, and the scheme told of its new topic."""
    kinds = [compactor.term(term) for predicate, term in topic.triples if predicate == RDF_TYPE]
    others = [triple for triple in topic.triples if triple[0] != RDF_TYPE] + [(_TOP_OF, topic.scheme)]
    others.sort(key=lambda triple: (triple[1].startswith("<"), triple[0] == STATUS))  # labels first, the status last
    lines = [f"a {' , '.join(kinds)}", *(f"{compactor.term(left)} {compactor.term(right)}" for left, right in others)]
    iri, scheme = compactor.term(topic.iri), compactor.term(topic.scheme)
    statement = " ;\n    ".join(lines)
    return f"\n{iri} {statement} .\n\n{scheme} {compactor.term(_HAS_TOP)} {iri} .\n"


def _prefixes(source: bytes) -> Mapping[str, str]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - 10 ms, only for this command

    parser = parse(source, format=RdfFormat.TURTLE)
    for _ in parser:
        pass
    return dict(parser.prefixes)


def _refuse_the_profiles(file: Path) -> None:
    profile = profile_folder()
    if profile.name == "profile" and profile in file.resolve().parents:
        raise UsageError(
            f"{file} belongs to the publisher itself; copy it into your project, and name it under vocabularies in publisher.yaml"
        )


def told(update: Update) -> Iterator[str]:
    """A line for each file that is written to."""
    for addition in update.additions:
        count = f"{len(addition.labels)} topic" + ("" if len(addition.labels) == 1 else "s")
        yield f"{addition.file}: {count}: {', '.join(addition.labels)}"
