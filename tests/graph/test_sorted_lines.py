"""Sorting and counting that does not grow with the corpus gives what sorting in memory gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.graph.one_graph import OneGraphCheck
from publisher.graph.sorted_lines import SortedLines

lines_of_text = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))


@settings(max_examples=50)
@given(st.lists(lines_of_text), st.integers(1, 5))
def test_lines_come_sorted_and_once_whatever_the_memory(pieces: list[list[str]], memory: int) -> None:
    with SortedLines(memory) as lines:
        for piece in pieces:
            lines.update(piece)
        assert list(lines) == sorted({line for piece in pieces for line in piece})


@settings(max_examples=50)
@given(st.lists(st.sets(st.text(max_size=2))), st.integers(1, 40))
def test_a_triple_of_two_graphs_is_found_whatever_the_memory(graphs: list[set[str]], memory: int) -> None:
    check = OneGraphCheck(memory)
    for graph in graphs:
        check.add(map(hash, graph))
    every = [triple for graph in graphs for triple in graph]
    assert check.repeated() == {hash(triple) for triple in every if every.count(triple) > 1}
