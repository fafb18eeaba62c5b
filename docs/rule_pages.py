"""The pages of docs/rules: one a family of codes, one for the shapes, and an index; made from the code and the shapes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from publisher.core.rules import Rule
from publisher.validation.rulebook import CODED_RULES
from publisher.validation.shape_rules import shape_rules
from publisher.validation.shapes_reader import read_shapes

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "C": ("content", "Files, front matter and YAML."),
    "D": ("data", "Values that a mapping cannot use."),
    "G": ("configuration", "publisher.yaml, vocabularies and the description of the dataset."),
    "M": ("mapping", "Mappings in YARRRML and RML."),
    "P": ("pages", "Page documents, and pages of a built site."),
    "S": ("stores", "What a store cannot take."),
    "V": ("validation", "Shapes, engines, and what sets findings aside."),
    "X": ("corpus", "What can be seen over all articles alone."),
}
SHAPES = (
    "shapes",
    "What the shapes ask of articles and of the nodes that they share; a code is the local name of the shape's IRI.",
)
TELLS_THE_SAME = "`publisher rule CODE` tells the same.\n\n"


def rule_pages(note: str) -> Mapping[str, Callable[[], str]]:
    """From the path of each page to what makes it."""
    pages: dict[str, Callable[[], str]] = {"docs/rules/README.md": partial(_index, note)}
    for name, about, rules in _families():
        pages[f"docs/rules/{name}.md"] = partial(_page, note, name, about, rules)
    return pages


def _families() -> list[tuple[str, str, Mapping[str, Rule]]]:
    families = [
        (name, about, {code: rule for code, rule in CODED_RULES.items() if code.startswith(letter)})
        for letter, (name, about) in FAMILIES.items()
    ]
    shapes = shape_rules(read_shapes([Path(os.path.relpath(ROOT / "shapes" / "medigy.ttl"))]))
    told = sum(len(rules) for _, _, rules in families)
    if told != len(CODED_RULES):
        raise ValueError("a rule's code belongs to no family: name the family in docs/rule_pages.py")
    return [*families, (*SHAPES, shapes)]


def _page(note: str, name: str, about: str, rules: Mapping[str, Rule]) -> str:
    parts = [f"# Rules: {name}\n\n", note, f"{about} {TELLS_THE_SAME}"]
    parts += [
        f"## {code} {rule.name}\n\n*{rule.severity.label}.* {rule.explanation} {rule.remedy}\n\n"
        for code, rule in rules.items()
    ]
    return "".join(parts).rstrip() + "\n"


def _index(note: str) -> str:
    parts = ["# Rules\n\n", note, f"What each code of a finding means. {TELLS_THE_SAME}"]
    for name, about, rules in _families():
        parts.append(f"## [{name}]({name}.md)\n\n{about}\n\n| code | severity | rule |\n|---|---|---|\n")
        parts += [f"| `{code}` | {rule.severity.label} | {rule.name} |\n" for code, rule in rules.items()]
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"
