"""What earlier batches said of shared nodes, so that two files far apart in a large corpus cannot contradict each other unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publisher.core.nquads import lines_of, split_line
from publisher.core.spans import SourceSpan
from publisher.validation.batch import Piece
from publisher.validation.locate import Located, Place
from publisher.validation.protocol import ShaclResult


class SharedLines:
    """Every line about a shared node, once, with the first file that wrote it. Made anew for each run over a corpus.

    Holds about what the shared graphs hold.
    """

    def __init__(self) -> None:
        self._by_subject: dict[str, dict[str, str]] = {}

    def about(self, pieces: Iterable[Piece]) -> dict[str, str]:
        """The lines of earlier batches about the nodes of these shared blocks, with their files.

        Lines that these blocks say again are left out: their own files answer for them.
        """
        lines = {line for piece in pieces for line in lines_of(piece.ntriples)}
        subjects = dict.fromkeys(_subject(line) for line in lines if _subject(line) in self._by_subject)
        known = (self._by_subject[subject].items() for subject in sorted(subjects))
        return {line: path for each in known for line, path in each if line not in lines}

    def take_in(self, pieces: Iterable[Piece]) -> None:
        """Remembers the lines of these shared blocks."""
        for piece in pieces:
            for line in lines_of(piece.ntriples):
                self._by_subject.setdefault(_subject(line), {}).setdefault(line, piece.articles[0].path)


def _subject(line: str) -> str:
    return line.partition(" ")[0]


def said_earlier(result: ShaclResult, earlier: Mapping[str, str]) -> Sequence[Located]:
    """What earlier batches said of the result's focus node by its path, where that is one property: a file each."""
    start = f"{result.focus_node} {result.result_path} "
    lines = [(line, path) for line, path in earlier.items() if line.startswith(start)]
    return [
        Located(Place(SourceSpan.point(path)), values=frozenset((split_line(line).object,))) for line, path in lines
    ]
