"""The lines of a release's graphs are the dump's, whichever graphs are asked for and however large they are."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.core.errors import ReleaseError
from publisher.graph import release_graphs
from publisher.graph.release_graphs import read_entries, read_graph_lines
from publisher.graph.release_piece import GraphLines, make_piece
from publisher.graph.release_writer import ReleaseWriter

SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=12)


def write_release(folder: Path, sizes: list[int]) -> tuple[Path, dict[str, list[str]]]:
    graphs = {
        f"http://e/{number}": [
            f'<http://e/s> <http://e/p> "{line:03}{"é" * line}" <http://e/{number}> .' for line in range(size)
        ]
        for number, size in enumerate(sizes)
    }
    with ReleaseWriter(folder) as release:
        for graph, lines in graphs.items():
            release.add_piece(make_piece([GraphLines(graph, lines)]))
        release.close_dataset()
        return release.finish({"passed": True}), graphs


@settings(max_examples=40, deadline=None)
@given(SIZES, st.sets(st.integers(0, 11)), st.sampled_from([16, 100, 1000, 1 << 20]))
def test_lines_are_those_of_the_graphs_that_are_wanted(sizes: list[int], wanted: set[int], piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        patch.setattr(release_graphs, "_PIECE", piece)
        release, graphs = write_release(Path(name), sizes)
        asked = {f"http://e/{number}" for number in wanted}
        read = read_graph_lines(release, read_entries(release), lambda entry: entry.graph in asked)
        assert {entry.graph: lines for entry, lines in read} == {
            graph: lines for graph, lines in graphs.items() if graph in asked
        }


def test_a_dump_that_ends_too_early_is_damaged(tmp_path: Path) -> None:
    release, _ = write_release(tmp_path, [3, 4])
    entries = [entry._replace(quads=9) for entry in read_entries(release)]
    with pytest.raises(ReleaseError, match="ends within <http://e/0>"):
        list(read_graph_lines(release, entries))
