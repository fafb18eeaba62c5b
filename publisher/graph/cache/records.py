"""What the mapping made of a batch of articles, as one text that can be kept, and read back article by article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from publisher.content.case import Renamed
from publisher.core.findings import Finding
from publisher.graph.cache.finding_text import findings_of, plain_findings
from publisher.graph.coverage import KeyFacts
from publisher.mapping.compile import MappedArticle

_LENGTH = 8


class ArticleRecord(NamedTuple):
    """What was made of one file by itself, whatever the other files are. ``mapped`` is None where it holds no article."""

    findings: tuple[Finding, ...]
    renamed: Renamed
    mapped: MappedArticle | None
    keys: KeyFacts | None


class Pack:
    """The records of one batch, by path and digest. What they have in common stands in it once."""

    def __init__(self, content: bytes) -> None:
        length = int.from_bytes(content[:_LENGTH], "big")
        header = json.loads(content[_LENGTH : _LENGTH + length])
        self._own = memoryview(content)[_LENGTH + length :]
        self._blocks: list[str] = header["blocks"]
        self._keys = [_key_facts(each) for each in header["keys"]]
        self._articles: dict[tuple[str, str], list[Any]] = {(each[0], each[1]): each for each in header["articles"]}

    @property
    def files(self) -> Iterable[tuple[str, str]]:
        """Path and digest of each file that has a record."""
        return self._articles.keys()

    def find(self, key: tuple[str, str]) -> ArticleRecord | None:
        """The record of a path and digest."""
        found = self._articles.get(key)
        if found is None:
            return None
        _, _, graph, start, end, blocks, keys, more = found
        facts = None if keys is None else self._keys[keys]
        findings, renamed, of_mapping = _more(more) if more else ((), (), ())
        if graph is None:
            return ArticleRecord(findings, renamed, None, facts)
        own = str(self._own[start:end], "utf-8", "surrogatepass")
        shared = tuple([self._blocks[number] for number in blocks])
        return ArticleRecord(findings, renamed, MappedArticle(graph, own, shared, of_mapping), facts)


def pack_of(records: Iterable[tuple[str, str, ArticleRecord]]) -> bytes:
    """The text of a pack: paths, digests and records."""
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
        graph = None if mapped is None else mapped.graph
        articles.append([path, digest, graph, start, start + len(text), numbers, facts, _plain_more(record)])
        start += len(text)
    header = json.dumps({"articles": articles, "blocks": list(blocks), "keys": list(keys)}).encode()
    return b"".join((len(header).to_bytes(_LENGTH, "big"), header, *own))


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
