"""A stretch of a release: some graphs as the dump, the list of graphs and the checks take them, in one go."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from isal import igzip

from publisher.graph.description.statistics import Statistics
from publisher.graph.gzip_member import gzip_member
from publisher.graph.release_files import GraphEntry

_LENGTH = 8


class GraphLines(NamedTuple):
    """A graph: its N-Quads lines without newline, distinct and in order, and the file it was made of.

    ``provenance`` are the N-Quads lines about that file.
    """

    graph: str
    lines: Sequence[str]
    source: str | None = None
    provenance: str = ""


class Sampled(NamedTuple):
    """A graph of the sample with its lines."""

    entry: GraphEntry
    lines: Sequence[str]


class ReleasePiece(NamedTuple):
    """``member`` is a gzip file of the graphs' lines, which may stand behind others (RFC 1952, section 2.2).

    ``provenance`` is one of what is told of their files. ``subjects`` are hashes of each graph's subjects, ``samples`` some of the graphs, evenly taken. ``shared`` names what
    the articles of the piece say in graphs that articles share; ``articles`` is how many there are. ``text`` is what the
    member holds, where it is at hand.
    """

    member: bytes
    provenance: bytes
    entries: tuple[GraphEntry, ...]
    subjects: array[int]
    statistics: Statistics
    samples: tuple[Sampled, ...] = ()
    shared: str = ""
    articles: int = 0
    text: bytes | None = None

    def content(self) -> bytes:
        """The graphs' lines."""
        return igzip.decompress(self.member) if self.text is None else self.text


def subject_hash(subject: str) -> int:
    """64 bits of a subject, the same on every machine, as a signed number."""
    return int.from_bytes(hashlib.blake2b(subject.encode(), digest_size=8).digest(), signed=True)


def make_piece(graphs: Iterable[GraphLines], sample: int = 0) -> ReleasePiece:
    """The piece of these graphs, with so many in its sample; an empty graph is left out."""
    texts: list[bytes] = []
    entries: list[GraphEntry] = []
    subjects: list[str] = []
    statistics = Statistics()
    added = [each for each in graphs if each.lines]
    for graph, lines, source, _ in added:
        content = ("\n".join(lines) + "\n").encode()
        texts.append(content)
        entries.append(GraphEntry(graph, hashlib.sha256(content).hexdigest(), len(lines), source))
        statistics.add(lines, of_article=source is not None)
        subjects.extend({line[: line.index(" ")] for line in lines})
    text = b"".join(texts)
    step = max(len(added) // sample, 1) if sample else len(added) + 1
    samples = tuple(Sampled(entries[at], added[at].lines) for at in range(0, len(added), step) if sample)
    hashes = array("q", sorted(map(subject_hash, subjects)))
    told = gzip_member("".join(each.provenance for each in added).encode())
    return ReleasePiece(gzip_member(text), told, tuple(entries), hashes, statistics, samples, text=text)


def piece_as_bytes(piece: ReleasePiece) -> bytes:
    """The piece, to be kept."""
    numbers = {entry.graph: number for number, entry in enumerate(piece.entries)}
    samples = [[numbers[entry.graph], lines] for entry, lines in piece.samples]
    lengths = len(piece.member), len(piece.provenance)
    plain = [piece.entries, piece.statistics.as_plain(), samples, piece.shared, piece.articles, lengths]
    header = json.dumps(plain).encode()
    return b"".join((len(header).to_bytes(_LENGTH), header, piece.member, piece.provenance, piece.subjects.tobytes()))


def piece_of_bytes(content: bytes) -> ReleasePiece:
    """What `piece_as_bytes` gave on a machine of this kind."""
    start = _LENGTH + int.from_bytes(content[:_LENGTH])
    plain, counts, sampled, shared, articles, lengths = json.loads(content[_LENGTH:start])
    told = start + lengths[0]
    end = told + lengths[1]
    entries = tuple(GraphEntry(*each) for each in plain)
    samples = tuple(Sampled(entries[number], lines) for number, lines in sampled)
    subjects = array("q")
    subjects.frombytes(content[end:])
    statistics = Statistics.of_plain(counts)
    members = content[start:told], content[told:end]
    return ReleasePiece(*members, entries, subjects, statistics, samples, shared, articles)
