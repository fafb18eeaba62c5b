"""The table of front-matter keys: what becomes of each. `python docs/key_coverage.py ARTICLE` prints it for an article."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from model_site.graph import ROOT, workspace

from publisher.content.article import Article
from publisher.content.options import ReadOptions
from publisher.content.read import read_article
from publisher.export.compact import Compactor
from publisher.graph.coverage import KeyPath, format_key_path, parse_key_path
from publisher.graph.workspace import Workspace
from publisher.mapping.fields import referenced_fields
from publisher.mapping.plan import ArticleSource, Constant, Decode, Name, Plan, Step, TermMap
from publisher.validation.references import references_in

_NAMES = {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "a"}
ARTICLE = ROOT / "tests" / "cases" / "every-field" / "article.md"


def keys_of(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key with a value of its own, elements of lists as ``*``; a mapping stands for the keys in it."""
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from keys_of(below, (*at, str(key)))
    elif isinstance(value, list) and value:
        yield from dict.fromkeys(path for below in value for path in keys_of(below, (*at, "*")))
    else:
        yield at


def properties_by_key(plan: Plan) -> dict[KeyPath, set[str]]:
    """The properties whose values the mapping makes of each key."""
    compactor = Compactor(dict(plan.prefixes))
    found: dict[KeyPath, set[str]] = defaultdict(set)
    for triples_map in plan.triples_maps:
        around = _path(triples_map.iterator.steps)
        for rule in triples_map.predicate_objects if isinstance(triples_map.source, ArticleSource) else ():
            constants = (each.expression for each in rule.predicates)
            names = {
                _NAMES.get(each.value) or compactor.name(each.value) for each in constants if isinstance(each, Constant)
            }
            terms = (each.expression for each in rule.objects if isinstance(each, TermMap))
            for reference in (each for term in terms for each in references_in(term)):
                inside = around if reference.origin == "record" else ()
                found[*inside, *_path(reference.steps)] |= names
    return found


def rows(workspace: Workspace, article: Article) -> Iterator[tuple[str, str]]:
    """Each key with what becomes of it. Raises LookupError for one that is neither mapped nor ignored."""
    assert workspace.configuration is not None
    ignored = {parse_key_path(path): reason for path, reason in workspace.configuration.ignored.items()}
    made, read = properties_by_key(workspace.plan), referenced_fields(workspace.plan)
    for key in keys_of(article.front_matter):
        paths = (key, *_other_forms(key))
        names = sorted({name for path in paths for name in made.get(path, ())})
        reason = next((ignored[key[:depth]] for depth in range(len(key), 0, -1) if key[:depth] in ignored), None)
        if names:
            yield format_key_path(key), ", ".join(f"`{name}`" for name in names)
        elif reason is not None:
            yield format_key_path(key), f"ignored: {reason}"
        elif any(path in read for path in paths):
            yield format_key_path(key), "compared with another key"
        else:
            raise LookupError(f"{format_key_path(key)} is neither mapped nor ignored")


def _other_forms(key: KeyPath) -> list[KeyPath]:
    """One value alone for a list of one; a list that is empty."""
    return [key[:-1]] if key[-1:] == ("*",) else [(*key, "*")]


def _path(steps: Sequence[Step]) -> KeyPath:
    before = takewhile(lambda step: not isinstance(step, Decode), steps)
    return tuple(step.key if isinstance(step, Name) else "*" for step in before)


def key_rows(file: Path = ARTICLE) -> list[tuple[str, str]]:
    """Each key of the article with what becomes of it, under the project's mapping."""
    article, _ = read_article(file.read_bytes(), file.name, ReadOptions())
    assert article is not None
    return list(rows(workspace(), article))


def coverage_table(file: Path = ARTICLE) -> str:
    """The table in Markdown."""
    lines = [f"| `{key}` | {told} |\n" for key, told in key_rows(file)]
    return "".join(["| key | becomes |\n|---|---|\n", *lines])


if __name__ == "__main__":
    print(coverage_table(Path(sys.argv[1]) if sys.argv[1:] else ARTICLE), end="")
