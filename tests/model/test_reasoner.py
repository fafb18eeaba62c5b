"""The ontology in the eyes of a reasoner: OWL 2 DL, consistent alone and with the data, and awake for contradictions."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from mapped import example_lines, project_model
from needed import needed_module, needed_program

MEDIGY = "https://www.medigy.com/ontology#"
ARTICLE = "<https://www.medigy.com/id/article/planted>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
PLANTED = {
    "an article that is a community": [f"{ARTICLE} {TYPE} <{MEDIGY}Community> ."],
    "a class that can have no member": [
        f"<{MEDIGY}Chimera> {TYPE} <http://www.w3.org/2002/07/owl#Class> .",
        *(
            f"<{MEDIGY}Chimera> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{MEDIGY}{name}> ."
            for name in ("CuratedArticle", "Community")
        ),
    ],
    "a number where a text belongs": [f'{ARTICLE} <{MEDIGY}curationFeed> "5"^^<{XSD}integer> .'],
    "a literal where a node belongs": [f'{ARTICLE} <{MEDIGY}community> "Chronic Care" .'],
    "a node where a literal belongs": [f"{ARTICLE} <{MEDIGY}curationFeed> <https://www.medigy.com/> ."],
}


class Report(TypedDict):
    axioms: int
    violations: list[str]
    consistent: bool
    unsatisfiable: list[str]


def triples(lines: Iterator[str]) -> list[str]:
    """Without graphs, and with milliseconds: HermiT takes finer fractions of a second, which XSD allows, for malformed."""
    bare = (f"{line[: line.rindex(' <')]} ." for line in lines)
    return [re.sub(r'(:\d\d\.\d{3})\d+(Z|[+-]\d\d:\d\d)"\^\^', r'\1\2"^^', line) for line in bare]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """One Java machine answers for all."""
    needed_module("owlready2", "it carries the reasoner HermiT")
    needed_module("jpype", "it calls the reasoner")
    needed_program("java", why="the reasoner runs on it")
    ontology = triples(line for line in project_model().vocabularies.lines if line.endswith("/graph/ontology> ."))
    sound = [*ontology, f"{ARTICLE} {TYPE} <{MEDIGY}CommunityArticle> ."]
    texts = {"ontology": ontology, "examples": triples(iter(example_lines()))}
    texts |= {name: [*sound, *planted] for name, planted in PLANTED.items()}
    folder = tmp_path_factory.mktemp("reasoner")
    for number, lines in enumerate(texts.values()):
        (folder / f"{number}.nt").write_text("\n".join(lines) + "\n", "utf-8")
    files = [str(folder / f"{number}.nt") for number in range(len(texts))]
    command = [sys.executable, str(Path(__file__).with_name("reasoner.py")), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(zip(texts, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", ["ontology", "examples"])
def test_it_is_owl_2_dl_consistent_and_every_class_can_have_members(reports: dict[str, Report], name: str) -> None:
    found = reports[name]
    assert found["violations"] == []
    assert found["consistent"]
    assert found["unsatisfiable"] == []
    assert found["axioms"] > (200 if name == "ontology" else 2000), "everything was read"


@pytest.mark.parametrize("name", ["an article that is a community", "a number where a text belongs"])
def test_a_planted_contradiction_is_found(reports: dict[str, Report], name: str) -> None:
    assert reports[name]["violations"] == []
    assert not reports[name]["consistent"]


def test_a_class_that_can_have_no_member_is_found(reports: dict[str, Report]) -> None:
    assert reports["a class that can have no member"]["unsatisfiable"] == [f"<{MEDIGY}Chimera>"]


@pytest.mark.parametrize(
    ("name", "term"),
    [("a literal where a node belongs", "community"), ("a node where a literal belongs", "curationFeed")],
)
def test_a_term_of_the_wrong_kind_leaves_owl_2_dl(reports: dict[str, Report], name: str, term: str) -> None:
    """OWLAPI reads such a triple as an annotation, so the property would be two kinds of property at once."""
    assert any(f"<{MEDIGY}{term}>" in each for each in reports[name]["violations"])
