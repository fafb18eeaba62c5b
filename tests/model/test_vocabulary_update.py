"""`publisher vocabulary update`: what it writes, what it leaves alone, and what articles say afterwards."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from command_line import run
from corpus import write_article

TOPICS = ("HIMSS: Night Shift", "HIMSS: Alarm Clocks", "Medigy: Ünïts", "Symplur: Diabetes", "Homeopathy: Water")
PREFIX = "https://www.medigy.com/id/topic/"
STATUS = "http://www.w3.org/ns/adms#status"


def schemes(project: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted((project / "ontology" / "schemes").iterdir())}


@pytest.fixture
def articles(project: Path) -> Path:
    """Two articles with topics that no file lists, one of them of a scheme that no file describes."""
    for number, topics in enumerate((TOPICS, TOPICS[:1]), 1):
        write_article(project, number, communityTopics=f"[{', '.join(map(repr, topics))}]")
    (project / "article.md").unlink()
    return project


def test_topics_are_appended_to_the_file_of_their_scheme_flagged_and_sorted(articles: Path) -> None:
    before = schemes(articles)
    done = run("-C", articles, "vocabulary", "update", articles)
    assert done.returncode == 0, done.stderr
    after = schemes(articles)
    assert after["symplur"] == before["symplur"]
    assert all(after[name].startswith(before[name]) for name in before)
    added = {name: list(pyoxigraph.parse(after[name], format=pyoxigraph.RdfFormat.TURTLE)) for name in after}
    flagged = [each.subject.value.removeprefix(PREFIX) for each in added["himss"] if each.predicate.value == STATUS]
    assert flagged == ["himss/alarm-clocks", "himss/night-shift"]
    assert [each.subject.value.removeprefix(PREFIX) for each in added["medigy"] if each.predicate.value == STATUS] == [
        "medigy/units"
    ]
    assert {line.partition(": ")[2] for line in done.stdout.splitlines()} == {
        "2 topics: Alarm Clocks, Night Shift",
        "1 topic: Ünïts",
    }
    assert not any(b"Water" in text for text in after.values())


def test_a_second_run_writes_nothing(articles: Path) -> None:
    run("-C", articles, "vocabulary", "update", articles)
    before = schemes(articles)
    done = run("-C", articles, "vocabulary", "update", articles)
    assert (done.returncode, done.stdout, schemes(articles)) == (0, "", before)


def test_what_was_written_is_what_the_articles_said_and_still_reported(articles: Path) -> None:
    def quads() -> set[str]:
        made = run("-C", articles, "map", articles).stdout.split("\n")
        return {
            line for line in made if "/topic/himss/" in line and "/graph/scheme/" in line and "#status>" not in line
        }

    before = quads()
    run("-C", articles, "vocabulary", "update", articles)
    assert quads() == before
    told = run("-C", articles, "validate", "--format", "concise", articles).stdout.splitlines()
    reviews = [line for line in told if " topic-review " in line]
    assert len(reviews) == 3
    assert all("ontology/schemes/" in line for line in reviews)


def test_check_tells_and_writes_nothing(articles: Path) -> None:
    before = schemes(articles)
    done = run("-C", articles, "vocabulary", "update", "--check", articles)
    assert (done.returncode, schemes(articles)) == (1, before)
    assert "2 topics: Alarm Clocks, Night Shift" in done.stdout


def test_two_labels_of_one_topic_are_left_to_the_editor(articles: Path) -> None:
    write_article(articles, 3, communityTopics="['HIMSS: Night-Shift']")
    done = run("-C", articles, "vocabulary", "update", articles)
    assert done.returncode == 1
    assert "'Night Shift' and 'Night-Shift' would be one topic" in done.stderr
    text = schemes(articles)["himss"]
    assert b"Alarm Clocks" in text
    assert b"Shift" not in text


def test_windows_line_ends_and_a_missing_last_one_are_kept(articles: Path) -> None:
    file = articles / "ontology" / "schemes" / "medigy.ttl"
    before = file.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n")
    file.write_bytes(before)
    run("-C", articles, "vocabulary", "update", articles)
    after = file.read_bytes()
    assert after.startswith(before + b"\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_file_that_is_a_link_stays_one(articles: Path) -> None:
    file = articles / "ontology" / "schemes" / "himss.ttl"
    kept = articles / "himss-elsewhere.ttl"
    file.rename(kept)
    file.symlink_to(kept)
    run("-C", articles, "vocabulary", "update", articles)
    assert file.is_symlink()
    assert b"Alarm Clocks" in kept.read_bytes()
