"""What is remembered of every article in a few bytes is remembered right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.graph.blocks import BlocksWritten
from publisher.graph.digests import DigestSet, FirstPaths, digest_of


@given(st.lists(st.integers(1, 2**64 - 1)))
def test_a_set_of_digests_is_a_set(digests: list[int]) -> None:
    ours, theirs = DigestSet(), set[int]()
    for digest in digests:
        assert ours.add(digest) == (digest not in theirs)
        theirs.add(digest)


def test_it_grows_and_forgets_nothing() -> None:
    digests = DigestSet()
    assert all(digests.add(digest_of(str(number))) for number in range(5000))
    assert not any(digests.add(digest_of(str(number))) for number in range(5000))


def test_the_first_path_of_a_name_is_told() -> None:
    paths = FirstPaths()
    assert [paths.claim(name, f"{name}-é.md") for name in ("a", "b", "c")] == [None, None, None]
    assert paths.claim("b", "other.md") == "b-é.md"
    assert paths.claim("a", "other.md") == "a-é.md"


def test_each_block_is_given_once_however_often_it_comes() -> None:
    written = BlocksWritten()
    assert (
        "".join(written.new([f"{number % 7}\n", f"x{number}\n"]) for number in range(100)).split("\n").count("3") == 1
    )
