"""Asks OWLAPI and HermiT about files of N-Triples; run as a process of its own, for a Java machine lives in it.

Both come with owlready2. Prints a line of JSON for each file: what violates OWL 2 DL, whether it is consistent,
and which classes can have no member.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jpype


def start() -> None:
    spec = importlib.util.find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "hermit"
    jpype.startJVM(classpath=[str(folder), str(folder / "HermiT.jar")])


def report(file: str) -> dict[str, object]:
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(file))
    profile = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    found: dict[str, object] = {
        "axioms": int(ontology.getAxiomCount()),
        "violations": sorted({str(each) for each in profile.getViolations()}),
    }
    reasoner = jpype.JClass("org.semanticweb.HermiT.Reasoner")(ontology)
    found["consistent"] = bool(reasoner.isConsistent())
    found["unsatisfiable"] = sorted(_unsatisfiable(reasoner)) if found["consistent"] else []
    return found


def _unsatisfiable(reasoner: Any) -> Iterator[str]:
    return (str(each) for each in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())


if __name__ == "__main__":
    start()
    for name in sys.argv[1:]:
        print(json.dumps(report(name)))
