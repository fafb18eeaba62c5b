"""What a command does not use, it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOW = (
    "import sys; from publisher.cli import main\n"
    "try: main(sys.argv[1:])\n"
    "except SystemExit as end: print(end.code, *sorted(sys.modules), file=sys.stderr)"
)
ALL = {"rdflib", "pyshacl", "SPARQLWrapper", "pyoxigraph", "rich", "shacl", "fast_yaml", "yaml", "isal"}


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (["--help"], ALL),
        (["--version"], ALL),
        (["articles", "examples/content"], ALL - {"fast_yaml", "yaml"}),
        (["map", "examples/content"], {"rdflib", "pyshacl", "SPARQLWrapper", "shacl", "rich"}),
        (["validate", "--engine", "shacl", "examples/content"], {"rdflib", "pyshacl", "SPARQLWrapper"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_uses(arguments: list[str], unused: set[str]) -> None:
    if "shacl" in arguments:
        pytest.importorskip("shacl", reason="the wheel shacl is not installed: its imports are not checked")
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code == "0"
    assert {module.split(".")[0] for module in modules} & unused == set()
