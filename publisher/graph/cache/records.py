"""What the mapping made of a batch of articles, as one text that can be kept, and read back article by article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple, Self

from publisher.content.case import Renamed
from publisher.core.findings import Finding
from publisher.graph.cache.finding_text import findings_of, plain_findings
from publisher.graph.coverage import KeyFacts
from publisher.mapping.compile import MappedArticle


class ArticleRecord(NamedTuple):
    """What was made of one file by itself, whatever the other files are. ``mapped`` is None where it holds no article.

    ``names`` are those lines of the article's graph that other articles must not say.
    """

    findings: tuple[Finding, ...]
    renamed: Renamed
    mapped: MappedArticle | None
    keys: KeyFacts | None
    names: str


class LaterMapped(MappedArticle):
    """Is what `MappedArticle` is; the lines of the article's own graph are looked up when they are asked for."""

    load: Callable[[], str]

    @classmethod
    def of(cls, graph: str, shared: tuple[str, ...], findings: tuple[Finding, ...], load: Callable[[], str]) -> Self:
        """The mapped article whose own lines ``load`` gives."""
        mapped = cls(graph, "", shared, findings)
        mapped.load = load
        return mapped

    @cached_property
    def _own(self) -> str:
        return self.load()

    @property
    def own(self) -> str:
        """Lines of the article's own graph."""
        return self._own


class Place(NamedTuple):
    """Where an article's own lines stand in the texts of its pack, in bytes."""

    start: int
    end: int


class Pack:
    """The records of one batch, by path and digest. What they have in common stands in it once."""

    def __init__(self, content: bytes) -> None:
        header = json.loads(content)
        self._blocks: list[str] = header["blocks"]
        self._keys = [_key_facts(each) for each in header["keys"]]
        self._articles: dict[tuple[str, str], list[Any]] = {(each[0], each[1]): each for each in header["articles"]}

    @property
    def files(self) -> Iterable[tuple[str, str]]:
        """Path and digest of each file that has a record."""
        return self._articles.keys()

    def find(self, key: tuple[str, str], load: Callable[[Place], str]) -> ArticleRecord | None:
        """The record of a path and digest; ``load`` gives its own lines."""
        found = self._articles.get(key)
        if found is None:
            return None
        _, _, graph, start, end, blocks, keys, names, more = found
        facts = None if keys is None else self._keys[keys]
        findings, renamed, of_mapping = _more(more) if more else ((), (), ())
        if graph is None:
            return ArticleRecord(findings, renamed, None, facts, names)
        shared = tuple([self._blocks[number] for number in blocks])
        mapped = LaterMapped.of(graph, shared, of_mapping, partial(load, Place(start, end)))
        return ArticleRecord(findings, renamed, mapped, facts, names)


def pack_of(records: Iterable[tuple[str, str, ArticleRecord]]) -> tuple[bytes, bytes]:
    """The text of a pack, of paths, digests and records; and the articles' own lines, one after the other."""
    blocks: dict[str, int] = {}
    keys: dict[KeyFacts, int] = {}
    articles: list[list[object]] = []
    own: list[bytes] = []
    start = 0
    for path, digest, record in records:
        mapped = record.mapped
        text = b"" if mapped is None else mapped.own.encode("utf-8", "surrogatepass")
        own.append(text)
        numbers = [blocks.setdefault(block, len(blocks)) for block in mapped.shared] if mapped else []
        facts = None if record.keys is None else keys.setdefault(record.keys, len(keys))
        graph, end = None if mapped is None else mapped.graph, start + len(text)
        articles.append([path, digest, graph, start, end, numbers, facts, record.names, _plain_more(record)])
        start = end
    header = json.dumps({"articles": articles, "blocks": list(blocks), "keys": list(keys)}).encode()
    return header, b"".join(own)


def _plain_more(record: ArticleRecord) -> list[object] | None:
    of_mapping = record.mapped.findings if record.mapped else ()
    if not (record.findings or record.renamed or of_mapping):
        return None
    return [plain_findings(record.findings), record.renamed, plain_findings(of_mapping)]


def _more(more: Sequence[Any]) -> tuple[tuple[Finding, ...], Renamed, tuple[Finding, ...]]:
    findings, renamed, of_mapping = more
    return (
        findings_of(findings),
        tuple((tuple(written), tuple(mapped)) for written, mapped in renamed),
        findings_of(of_mapping),
    )


def _key_facts(plain: Sequence[Any]) -> KeyFacts:
    visits, lost = plain
    return KeyFacts(tuple((tuple(at), tuple(keys)) for at, keys in visits), tuple(map(tuple, lost)))
