"""What validating costs, as ratios of things measured in the same run.

    python benchmarks/validating.py [--articles 10000] [--runs 3] [--pyshacl 1000]

Of a corpus without findings: `publisher validate` against `publisher map`, a second run with the cache against the
first, and the engine shacl against pySHACL over the same shapes and batches. Then with a finding in 1,000 of the
articles: what locating and printing them adds, against the mapping of all. Last the plain corpus, of which every
article has several findings. Commands run in turn, each in a process of its own; the least of each counts, by the
clock and of the processor. But for the second run nothing comes from the cache.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus import COMMUNITIES, ROOT, Corpus, write_corpus

from publisher.graph.reading import read_corpus
from publisher.graph.workspace import Request, open_workspace
from publisher.pipeline import map_articles
from publisher.validation.batch import Batch
from publisher.validation.engines.registry import find_engine
from publisher.validation.shapes_reader import read_shapes

BASE = "https://www.medigy.com/id/"
PREFIXES = """
@prefix medigy: <https://www.medigy.com/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix sioc: <http://rdfs.org/sioc/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
CONFIGURATION = f"""
site: https://www.medigy.com/
ontology: https://www.medigy.com/ontology
content: {{folder: content}}
mapping: {ROOT}/mappings/medigy.yarrrml.yaml
article: {{key: $(mdName), graph: $(_base)graph/article/$(mdName)}}
external:
  descriptions: "yes"
  full_text: "no"
  site_name: Medigy
  publisher_name: Medigy
  image: $(featuredImage.href)
  logo: https://www.medigy.com/images/medigy-logo.png
shapes: [{ROOT}/shapes/medigy.ttl]
ignored: {{archetype: x, featuredImage.valid: x, featuredImage.wpAttachment: x, status: x, sub: x, type: x}}
vocabularies:
- {{file: {ROOT}/ontology/medigy.ttl, graph: $(_base)graph/ontology}}
- {{file: {ROOT}/ontology/schemes/himss.ttl, graph: $(_base)graph/scheme/himss}}
- {{file: {ROOT}/ontology/schemes/medigy.ttl, graph: $(_base)graph/scheme/medigy}}
- {{file: {ROOT}/ontology/schemes/symplur.ttl, graph: $(_base)graph/scheme/symplur}}
- {{file: topics.ttl, graph: $(_base)graph/scheme/registered}}
- {{file: nodes.ttl, graph: $(_base)graph/community/registered}}
"""
WRONG = (
    (re.compile(r"^title: .*$", re.MULTILINE), "title: ''"),
    (re.compile(r"^owlType: .*$", re.MULTILINE), "owlType: Medigy Comunities"),
    (re.compile(r"^lastMod: '20", re.MULTILINE), "lastMod: '19"),
    (re.compile(r"^  size:\n  - [0-9]+$", re.MULTILINE), "  size:\n  - 0"),
    (re.compile(r"^slug: .*\n", re.MULTILINE), ""),
    (re.compile(r"^  alt: .*\n", re.MULTILINE), ""),
    (re.compile(r"^- Home$", re.MULTILINE), "- ''"),
    (re.compile(r"^(  medigyTopics: '\[\"[^\"]*)", re.MULTILINE), r"\1 of another name"),
)


class Seconds(NamedTuple):
    """What a command took, by the clock and of the processor."""

    clock: float
    processor: float


def topics(corpus: Corpus) -> Iterator[str]:
    """A register's entry for each topic."""
    for number, topic in enumerate(dict.fromkeys(corpus.topics)):
        name, label = topic.split(": ")
        scheme = f"<{BASE}scheme/{name.lower()}>"
        yield (
            f"<{BASE}topic/{name.lower()}/registered-{number}> a skos:Concept, schema:DefinedTerm ;"
            f' rdfs:label "{label}"@en ; skos:prefLabel "{label}"@en ; schema:name "{label}" ;'
            f" skos:inScheme {scheme} ; schema:inDefinedTermSet {scheme} .\n"
        )


def nodes(corpus: Corpus) -> Iterator[str]:
    """A register's entry for each community, organization and person."""
    for key, label in COMMUNITIES:
        yield (
            f'<{BASE}community/{key}> a medigy:Community, sioc:Community ; rdfs:label "{label}"@en ;'
            f' skos:prefLabel "{label}"@en ; skos:altLabel "{label} CoP"@en ; schema:name "{label}" ;'
            f" schema:url <https://www.medigy.com/communities/{key}/> .\n"
        )
    for brand in corpus.brands:
        yield f'<{BASE}organization/{brand}> a schema:Organization ; rdfs:label "{brand}" ; schema:name "{brand}" .\n'
    for number, author in enumerate(corpus.authors):
        name, brand = author.split(" @")
        yield (
            f'<{BASE}person/{number}-{brand}> a schema:Person ; rdfs:label "{name}" ; schema:name "{name}" ;'
            f' skos:hiddenLabel "{author}" ; schema:affiliation <{BASE}organization/{brand}> .\n'
        )


def conforming(text: str) -> str:
    """The article with what the shapes advise: a description that ends, an image that is wide."""
    text = re.sub(r"(?m)^(description: .*\n  .*)$", r"\1.", text, count=1)
    return re.sub(r"(?m)^(  size:\n  - )([0-9]+)$", r"\g<1>1\2", text, count=1)


def write_project(folder: Path, count: int, *, broken: int = 0) -> None:
    """A project of so many articles without a finding, but for the first of every few."""
    corpus = Corpus()
    folder.mkdir()
    (folder / "publisher.yaml").write_text(CONFIGURATION)
    (folder / "topics.ttl").write_text(PREFIXES + "".join(topics(corpus)))
    (folder / "nodes.ttl").write_text(PREFIXES + "".join(nodes(corpus)))
    for number in range(count):
        name, text = corpus.article(number + 1)
        text = conforming(text)
        if broken and number % (count // broken) == 0:
            pattern, new = WRONG[number // (count // broken) % len(WRONG)]
            text = pattern.sub(new, text, count=1)
        below = folder / "content" / f"{number // 1000:03}"
        below.mkdir(parents=True, exist_ok=True)
        (below / name).write_text(text, "utf-8")


def timed(*arguments: str) -> Seconds:
    """What one command of the publisher takes; findings are no failure."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "publisher", *arguments], cwd=ROOT, check=False)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        sys.exit(f"publisher {' '.join(arguments)} ended with {done.returncode}")
    return Seconds(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def least(runs: list[Seconds]) -> Seconds:
    """The least clock and the least processor time."""
    return Seconds(min(each.clock for each in runs), min(each.processor for each in runs))


def engines(project: Path, articles: int) -> tuple[float, int]:
    """The time of pySHACL over shacl's for the same text and shapes, and the text's number of triples."""
    workspace = open_workspace(project, Request())
    assert workspace.configuration is not None
    mapped = []
    for file in map_articles(workspace, read_corpus(workspace.configuration, ())):
        if file.article is not None and file.mapped is not None and len(mapped) < articles:
            mapped.append((file.article, file.mapped))
    background = "".join(f"{line.rpartition(' <')[0]} .\n" for line in workspace.vocabularies.lines)
    text = Batch.of(mapped, background).ntriples
    shapes = read_shapes(workspace.configuration.shapes)
    times = {}
    for name, runs in (("shacl", 5), ("pyshacl", 1)):
        validator = find_engine(name).compile(shapes)
        spent = []
        for _ in range(runs):
            start = time.process_time()
            found = validator.validate(text)
            spent.append(time.process_time() - start)
            assert not found, found[:3]
        times[name] = min(spent)
    return times["pyshacl"] / times["shacl"], text.count("\n")


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pyshacl", type=int, default=1000, help="articles in the batch that both engines check")
    asked = parser.parse_args()
    broken = min(1000, asked.articles // 2)
    with tempfile.TemporaryDirectory() as name:
        good, bad, plain, made, told = (Path(name, each) for each in ("good", "bad", "plain", "made.nq", "told.txt"))
        write_project(good, asked.articles)
        write_project(bad, asked.articles, broken=broken)
        write_corpus(plain, asked.articles)
        report = f"text={told}"
        commands = {
            "map": ("-C", str(good), "map", "-o", str(made)),
            "validate": ("-C", str(good), "validate", "--no-cache", "--format", report),
            "first": ("-C", str(good), "validate", "--format", report),
            "second": ("-C", str(good), "validate", "--format", report),
            "broken": ("-C", str(bad), "validate", "--no-cache", "--format", report),
            "map plain": ("map", "-o", str(made), str(plain)),
            "validate plain": ("validate", "--no-cache", "--format", report, str(plain)),
        }
        runs: dict[str, list[Seconds]] = {each: [] for each in commands}
        findings = {}
        for _ in range(asked.runs):
            for each, command in commands.items():
                if each == "first":
                    shutil.rmtree(good / "build", ignore_errors=True)
                runs[each].append(timed(*command))
                findings[each] = len(re.findall(r"(?m)^\S+:\d+:\d+: ", told.read_text())) if told.exists() else 0
        if findings["validate"]:
            sys.exit(f"the corpus is not without findings: {told.read_text()[:1000]}")
        ratio, triples = engines(good, asked.pyshacl)
    best = {each: least(spent) for each, spent in runs.items()}
    mapping = best["map"]
    added = best["broken"].processor - best["validate"].processor
    print(f"{asked.articles:,} articles, {os.cpu_count()} cores; of the clock (of the processor)")
    print(f"validate / map, no findings: {over(best['validate'], mapping)} (at most 2)")
    print(f"second run / first, with the cache: {over(best['second'], best['first'])} (at most 0.20)")
    print(f"pyshacl / shacl, {triples:,} triples: {ratio:.1f} (at least 20)")
    print(
        f"{findings['broken']:,} findings located and printed / map: of the processor {added / mapping.processor:.2f}"
        " (below 1)"
    )
    with_findings = over(best["validate plain"], best["map plain"])
    print(f"validate / map, {findings['validate plain']:,} findings: {with_findings}")


def over(one: Seconds, other: Seconds) -> str:
    """The ratio of two times."""
    return f"{one.clock / other.clock:.2f} ({one.processor / other.processor:.2f})"


if __name__ == "__main__":
    main()
