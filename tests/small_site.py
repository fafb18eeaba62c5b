"""A small site of its own base, so that many live in one store: articles with odd literals, and topics that they share."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from publisher import Project
from publisher.graph.description.document import description_lines
from publisher.graph.release_files import GraphEntry, read_dataset
from publisher.graph.release_graphs import read_entries

MAPPING = r"""
prefixes: {schema: "http://schema.org/", xsd: "http://www.w3.org/2001/XMLSchema#"}
mappings:
  article:
    sources: articles
    subjects: $(_base)article/$(id)
    predicateobjects:
      - [a, schema:Article]
      - [schema:headline, $(title)]
      - [schema:alternateName, $(title), en-US~lang]
      - [schema:text, $(text)]
      - [schema:datePublished, $(date), xsd:dateTime]
      - [schema:dateModified, $(modified), xsd:dateTime]
      - [schema:price, $(price), xsd:decimal]
      - [schema:position, $(position), xsd:integer]
      - [schema:isAccessibleForFree, "true", xsd:boolean]
      - [schema:isBasedOn, $(source)~iri]
      - [schema:about, "$(_base)topic/$(topics[*])~iri"]
  topic:
    sources: [articles, '$.topics[*]']
    subjects: $(_base)topic/$(@)
    graphs: $(_base)graph/topic/$(@)
    predicateobjects: [[schema:name, $(@)]]
"""
CONFIGURATION = """
site: {base}
base: {base}
mapping: mapping.yaml
article: {{key: $(id), graph: $(_base)graph/article/$(id)}}
vocabularies: []
shapes: []
ignored: {{}}
content: {{folder: content}}
load: {{max_dropped: 30}}
"""
TEXT = 'C:\\users\\u0041 "quoted" <b>bold</b> é 漢字 \U0001f600\nsecond line \\n \ttab _:b0 } ; DROP ALL'
_numbers = itertools.count(1)


class SmallSite:
    """A folder with a few articles, built and changed as a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = f"https://site{next(_numbers)}.example.org/"
        (folder / "content").mkdir(parents=True)
        (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
        (folder / "publisher.yaml").write_text(CONFIGURATION.format(base=self.base), "utf-8")

    def write(self, key: str, **fields: object) -> None:
        """Writes an article, with these fields in place of the usual ones."""
        usual: Mapping[str, object] = {
            "id": key,
            "title": f"Article {key}",
            "text": TEXT,
            "date": "2021-01-20T04:05:40.900000Z",
            "modified": "2021-01-20T04:05:40+00:00",
            "price": "40.90",
            "position": "007",
            "source": f"https://work.example.com/{key}?a=b&c='d'",
            "topics": ["common", f"topic-{key}"],
        }
        front = yaml.safe_dump({**usual, **fields}, allow_unicode=True)
        (self.folder / "content" / f"{key}.md").write_text(f"---\n{front}---\nbody\n", "utf-8")

    def remove(self, key: str) -> None:
        (self.folder / "content" / f"{key}.md").unlink()

    def build(self) -> Path:
        """Builds a release, which must be without errors."""
        result, findings = Project.open(self.folder).build()
        assert result.passed, findings
        return Path(result.release)

    @property
    def release(self) -> Path:
        return (self.folder / "build" / "current").resolve()

    @property
    def state_graph(self) -> str:
        return f"{self.base}graph/publisher"

    @property
    def description_graph(self) -> str:
        return f"{self.base}graph/dataset"

    def quads(self) -> set[str]:
        return set(read_dataset(self.release))

    def description(self) -> set[str]:
        """What the release says of itself, provenance included, as N-Quads lines."""
        return set(description_lines(self.release, self.description_graph))

    def entries(self) -> list[GraphEntry]:
        return list(read_entries(self.release))

    def copy_to(self, folder: Path) -> SmallSite:
        """The same site in another folder, for a second publisher."""
        shutil.copytree(self.folder, folder, symlinks=True)
        other = object.__new__(SmallSite)
        other.folder, other.base = folder, self.base
        return other


def three_articles(folder: Path) -> SmallSite:
    site = SmallSite(folder)
    for key in ("one", "two", "three"):
        site.write(key)
    site.build()
    return site
