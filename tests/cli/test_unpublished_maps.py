"""Triples maps over JSON files make nothing that a release holds: validation and building say so, and stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run
from small_project import MAPPING, small_project

PERSON = """\
  person:
    sources: [[people.json~jsonpath, '$.people[*]']]
    subjects: $(_base)person/$(id)
    predicateobjects: [[rdfs:label, $(name)]]
"""
LABEL = '<https://example.org/id/person/a0> <http://www.w3.org/2000/01/rdf-schema#label> "A" .'
JOIN = """
      - p: schema:author
        o: {mapping: person, condition: {function: equal, parameters: [[str1, $(key)], [str2, $(id)]]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    small_project(tmp_path, articles=1)
    (tmp_path / "mapping.yaml").write_text(MAPPING + PERSON, "utf-8")
    (tmp_path / "people.json").write_text('{"people": [{"id": "a0", "name": "A"}]}', "utf-8")
    return tmp_path


def test_a_map_over_json_is_told_where_a_release_would_lose_it(folder: Path) -> None:
    assert LABEL in run("map", cwd=folder).stdout
    line = MAPPING.count("\n") + 1
    for command in ("validate", "build"):
        done = run(command, cwd=folder)
        told = f"mapping.yaml:{line}:3: error X114 'person' maps people.json, which is no article"
        assert (done.returncode, (done.stdout + done.stderr).count(told)) == (1, 1), done.stdout + done.stderr
    assert not (folder / "build" / "current").exists()
    done = run("build", "--allow-findings", cwd=folder)
    assert (done.returncode, "X114" in done.stdout + done.stderr) == (0, True)


def test_a_map_that_only_names_what_others_refer_to_loses_nothing(folder: Path) -> None:
    silent = PERSON[: PERSON.index("    predicateobjects")]
    (folder / "mapping.yaml").write_text(MAPPING + silent, "utf-8")
    assert "X114" not in run("validate", cwd=folder).stdout


@pytest.mark.parametrize("command", ["map", "build", "validate"])
def test_articles_joined_with_json_are_refused_at_the_place(folder: Path, command: str) -> None:
    before, topic, after = (MAPPING + PERSON).partition("  topic:")
    mapping = before.rstrip("\n") + JOIN + topic + after
    (folder / "mapping.yaml").write_text(mapping, "utf-8")
    done = run(command, cwd=folder)
    line = mapping[: mapping.index("        o: {mapping: person")].count("\n") + 1
    assert done.returncode in {1, 2}
    assert f"mapping.yaml:{line}:" in done.stdout + done.stderr
    assert "articles cannot be joined with what is in a JSON file" in done.stdout + done.stderr
