"""The schema card: what a person or a language model has to know to write a right query at the first try."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from model_site.graph import example_quads, workspace

from publisher.core.nquads import Quad, read_literal
from publisher.export.compact import RDF_TYPE, Compactor

XSD = "http://www.w3.org/2001/XMLSchema#"

HEAD = """All that a query needs to be right at the first try; the counts are those of the example content. Questions with their queries and
answers: [queries/](queries/README.md). Ask the union of all graphs, or name one with `GRAPH`.

"""

PATTERNS = """## IRIs

`BASE` is `https://www.medigy.com/id/`, `SITE` is `https://www.medigy.com/`. A slug is lower case, without accents, everything else a
hyphen. An IRI outlives its label: look a topic, community or person up by its label, and do not build its IRI.

| node | IRI | example |
|---|---|---|
"""

KINDS = (
    ("article", "schema:Article", "BASE`article/`mdName"),
    ("its page", "schema:WebPage", "SITE, the path, the slug, `/`"),
    ("breadcrumbs", "schema:BreadcrumbList", "article`#breadcrumbs`, article`#breadcrumb-`N"),
    ("identifier", "schema:PropertyValue", "article`#mdname`, article`#work-package`"),
    ("image", "schema:ImageObject", "its own address"),
    ("community", "medigy:Community", "BASE`community/`key"),
    ("collection", "schema:CollectionPage", "SITE and the path"),
    ("topic", "skos:Concept", "BASE`topic/`scheme`/`topic"),
    ("scheme", "skos:ConceptScheme", "BASE`scheme/`scheme"),
    ("organization", "schema:Organization", "BASE`organization/`host"),
    ("person", "schema:Person", "BASE`person/`key"),
    ("source work", "schema:CreativeWork", "its own clean address"),
    ("site", "schema:WebSite", "SITE`#website`; its publisher SITE`#organization`"),
)

NOTES = """
## What to know

- **Nothing is inferred.** Every type up to `schema:Article` and every property that a query needs is written out: ask for
  `?a a schema:Article` or `?a a medigy:CuratedArticle`, and need no `rdfs:subClassOf*`. `schema:about` and `dct:subject` say the same,
  as do `schema:isBasedOn`, `schema:citation`, `dct:source` and `prov:wasDerivedFrom`, and `schema:author` and `pav:curatedBy`.
- **Labels.** Every node has one `rdfs:label`. `rdfs:label`, `skos:prefLabel`, `skos:altLabel` and `dct:title` carry the language `@en`;
  labels of people and organizations carry none. schema.org texts (`schema:name`, `schema:headline`, …) never carry one. Compare with
  `STR(?label)`, or write the tag: `"Interoperability"@en`.
- **A topic** is found by `skos:prefLabel`, or by any of `skos:prefLabel|skos:altLabel|skos:hiddenLabel`. Its scheme: `skos:inScheme`.
- **A source** is the publisher of the source work: `?article dct:source/schema:publisher ?source`, and not the article's own
  `schema:publisher`, which is the site.
- **Dates** are `xsd:dateTime` with a zone; those of the source works are not known.
- **Namespace** of schema.org: `http://schema.org/`, never https.
- **No property takes both literals and IRIs**, and there is no blank node.
- **Graphs**: BASE`graph/article/`mdName, `graph/source/`host, `graph/person/`key, `graph/organization/`host, `graph/community/`key,
  `graph/scheme/`scheme, `graph/site`, `graph/ontology`. A triple stands in one of them alone.
- **Not reviewed**: `adms:status medigy:NotReviewed` flags nodes that no editor has looked at. **Merged** nodes have `owl:deprecated true`
  and `dct:isReplacedBy`.
"""


def schema_card() -> str:
    """The card in Markdown, below its heading."""
    quads = list(example_quads())
    prefixes = dict(workspace().plan.prefixes)
    compactor = Compactor(prefixes)
    return (
        HEAD
        + _prefixes(quads, compactor, prefixes)
        + _classes(quads, compactor)
        + _properties(quads, compactor)
        + _patterns(quads, compactor)
        + NOTES
    )


def _prefixes(quads: Iterable[Quad], compactor: Compactor, prefixes: dict[str, str]) -> str:
    terms = {quad.predicate for quad in quads} | {quad.object for quad in quads if quad.predicate == RDF_TYPE}
    used = {compactor.term(term).partition(":")[0] for term in terms} | {"xsd"}
    declared = "".join(f"PREFIX {name}: <{uri}>\n" for name, uri in sorted(prefixes.items()) if name in used)
    return f"## Prefixes\n\n```sparql\n{declared}```\n\n"


def _classes(quads: Iterable[Quad], compactor: Compactor) -> str:
    counts = Counter(compactor.term(quad.object) for quad in quads if quad.predicate == RDF_TYPE)
    rows = "".join(f"| `{name}` | {count} |\n" for name, count in sorted(counts.items()))
    return f"## Classes\n\n| class | nodes |\n|---|---:|\n{rows}\n"


def _properties(quads: list[Quad], compactor: Compactor) -> str:
    types = _types(quads, compactor)
    counts: Counter[str] = Counter()
    of: dict[str, set[str]] = defaultdict(set)
    to: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate != RDF_TYPE:
            name = compactor.term(quad.predicate)
            counts[name] += 1
            of[name] |= types[quad.subject]
            to[name] |= (
                {_kind(quad.object, compactor)} if quad.object.startswith('"') else types[quad.object] or {"address"}
            )
    rows = "".join(
        f"| `{name}` | {_few(of[name])} | {_few(to[name])} | {count} |\n" for name, count in sorted(counts.items())
    )
    return f"## Properties\n\n| property | of | to | triples |\n|---|---|---|---:|\n{rows}\n"


def _types(quads: Iterable[Quad], compactor: Compactor) -> dict[str, set[str]]:
    """One class a node: the one that the card has an IRI pattern for."""
    known = [kind for _, kind, _ in KINDS]
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF_TYPE and compactor.term(quad.object) in (*known, "schema:ListItem"):
            found[quad.subject].add(compactor.term(quad.object))
    return found


def _kind(term: str, compactor: Compactor) -> str:
    literal = read_literal(term)
    assert literal is not None
    return "text@en" if literal.language else compactor.name(literal.datatype or f"{XSD}string")


def _few(names: set[str]) -> str:
    ordered = sorted(names)
    return ", ".join(ordered) if len(ordered) <= 5 else f"any of {len(ordered)} classes"


def _patterns(quads: Iterable[Quad], compactor: Compactor) -> str:
    examples: dict[str, str] = {}
    for quad in quads:
        if quad.predicate == RDF_TYPE:
            name = compactor.term(quad.object)
            examples[name] = min(
                examples.get(name, quad.subject), quad.subject, key=lambda iri: ("/id/" not in iri, iri)
            )
    rows = "".join(f"| {node}, `{kind}` | {pattern} | `{examples[kind]}` |\n" for node, kind, pattern in KINDS)
    return PATTERNS + rows
