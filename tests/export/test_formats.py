"""Every format: what is written is read back by two other libraries, and is equal."""

from __future__ import annotations

import json
import re

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from publisher.core.errors import UsageError
from publisher.core.lexical import XSD
from publisher.core.nquads import split_line
from publisher.core.terms import literal
from publisher.export.protocol import Exporter
from publisher.export.registry import EXPORTERS

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = {"ex": "http://e/", "schema": "http://schema.org/", "xsd": XSD, "odd": "http://odd", "urn": "urn:x:"}
OXIGRAPH = {
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
RDFLIB = {"nq": "nquads", "nt": "nt", "turtle": "turtle", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}

LINES = [
    "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Article> <http://g/1> .",
    "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/Special> <http://g/1> .",
    '<http://e/a> <http://schema.org/name> "It\\"s \\\\ <b>\\n\\tü \U0001f600" <http://g/1> .',
    '<http://e/a> <http://schema.org/name> "Farbe"@de-AT <http://g/1> .',
    f'<http://e/a> <http://schema.org/width> "590"^^<{XSD}integer> <http://g/1> .',
    f'<http://e/a> <http://schema.org/width> "007"^^<{XSD}integer> <http://g/1> .',
    f'<http://e/a> <http://schema.org/width> "12345678901234567890"^^<{XSD}integer> <http://g/1> .',
    f'<http://e/a> <http://schema.org/free> "true"^^<{XSD}boolean> <http://g/1> .',
    f'<http://e/a> <http://schema.org/free> "1"^^<{XSD}boolean> <http://g/1> .',
    f'<http://e/a> <http://schema.org/date> "2021-01-20T09:00:40.900000Z"^^<{XSD}dateTime> <http://g/1> .',
    f'<http://e/a> <http://schema.org/price> "1.5E0"^^<{XSD}double> <http://g/1> .',
    f'<http://e/a> <http://schema.org/price> "1.50"^^<{XSD}decimal> <http://g/1> .',
    "<http://e/a> <http://schema.org/about> <http://e/b.c> <http://g/1> .",
    "<http://e/a> <http://schema.org/about> <http://e/> <http://g/1> .",
    "<http://e/a> <http://schema.org/about> <urn:x:y> <http://g/1> .",
    "<http://e/a> <http://oddity> <http://oddly/x> <http://g/1> .",
    '<http://e/Zo\u00eb> <http://schema.org/name> "Zo\u00eb" <http://g/2> .',
    '<http://e/n> <http://schema.org/name> "in no graph" .',
]  # fmt: skip
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
any_text = st.text(st.characters(exclude_categories=["Cs"]))


def written(exporter: Exporter, lines: list[str]) -> str:
    return "".join(exporter.serialize(lines, PREFIXES))


def expected(exporter: Exporter, lines: list[str]) -> set[str]:
    kept = [line if exporter.keeps_graphs else without_graph(line) for line in lines]
    return {str(quad) for quad in pyoxigraph.parse("\n".join(kept).encode(), format=pyoxigraph.RdfFormat.N_QUADS)}


def without_graph(line: str) -> str:
    quad = split_line(line)
    return f"{quad.subject} {quad.predicate} {quad.object} ."


@pytest.fixture(params=EXPORTERS.values(), ids=lambda exporter: exporter.name)
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return request.param


def test_oxigraph_reads_back_the_same_quads(exporter: Exporter) -> None:
    document = written(exporter, LINES).encode()
    assert {str(quad) for quad in pyoxigraph.parse(document, format=OXIGRAPH[exporter.name])} == expected(
        exporter, LINES
    )


# rdflib's own parsers use what rdflib calls deprecated.
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph).* is deprecated:DeprecationWarning")
def test_rdflib_reads_back_the_same_quads(exporter: Exporter) -> None:
    kept = [line if exporter.keeps_graphs else without_graph(line) for line in LINES]
    read = quads_by_rdflib(written(exporter, LINES), RDFLIB[exporter.name])
    assert read == quads_by_rdflib("\n".join(kept) + "\n", "nquads")
    assert len(read) == len(LINES) - 1, "rdflib takes the booleans true and 1 for one literal"


def quads_by_rdflib(document: str, form: str) -> set[tuple[str, ...]]:
    """rdflib writes dates and numbers anew when it reads them, so both sides are read by it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=document, format=form)
    return {(*(term.n3() for term in quad[:3]), str(quad[3] or "")) for quad in dataset.quads()}


@settings(max_examples=60)
@given(text=any_text)
def test_any_text_survives_every_format(text: str) -> None:
    lines = [f"<http://e/s> <http://e/p> {literal(text)} <http://g/1> ."]
    for exporter in EXPORTERS.values():
        if exporter.name == "rdfxml" and NOT_IN_XML.search(text):
            with pytest.raises(UsageError, match="a character that XML does not have"):
                written(exporter, lines)
            continue
        document = written(exporter, lines).encode()
        [quad] = pyoxigraph.parse(document, format=OXIGRAPH[exporter.name])
        assert quad.object.value == text


SCHEMES = {**PREFIXES, "geo": "http://geo/", "tel": "tel:", "up": "geo:up/", "A.b": "http://ab/"}
CLASHING = [
    "<http://e/a> <http://schema.org/about> <schema:foo> <http://g/1> .",
    "<http://e/a> <http://schema.org/name> <schema://foo> <http://g/1> .",
    "<http://e/b> <http://schema.org/about> <http://schema.org/foo> <http://g/1> .",
    "<http://e/b> <http://schema.org/location> <geo:37.7,-122> <http://g/1> .",
    '<http://e/b> <schema:p> "a"^^<geo:type> <http://g/1> .',
    "<http://e/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <ex:T> <http://g/1> .",
    "<http://geo/c> <http://ab/p> <geo:up/q> <schema:graph> .",
    "<tel:1> <http://schema.org/about> <A.b:c> <schema:graph> .",
    "<geo:1> <http://geo/p> <tel:2> .",
]  # fmt: skip


def test_an_iri_whose_scheme_is_a_prefixs_name_stays_what_it_is(exporter: Exporter) -> None:
    lines = CLASHING if exporter.name != "rdfxml" else [line for line in CLASHING if "<schema:p>" not in line]
    for given_lines in (lines, iter(lines)):
        document = "".join(exporter.serialize(given_lines, SCHEMES))
        read = pyoxigraph.parse(document.encode(), format=OXIGRAPH[exporter.name])
        assert {str(quad) for quad in read} == expected(exporter, lines)


def test_pyld_reads_an_iri_whose_scheme_is_a_prefixs_name_as_what_it_is() -> None:
    document = json.loads("".join(EXPORTERS["jsonld"].serialize(iter(CLASHING), SCHEMES)))
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(quads.splitlines()) == set(CLASHING)


@pytest.mark.parametrize("reserved", ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"])
def test_a_prefix_that_xml_keeps_for_itself_is_not_declared(reserved: str) -> None:
    prefixes = {**PREFIXES, "x": reserved}
    document = "".join(EXPORTERS["rdfxml"].serialize(LINES, prefixes))
    read = pyoxigraph.parse(document.encode(), format=OXIGRAPH["rdfxml"])
    assert {str(quad) for quad in read} == expected(EXPORTERS["rdfxml"], LINES)
    assert rdflib.Graph().parse(data=document, format="xml")
    with pytest.raises(UsageError, match="cannot say"):
        "".join(EXPORTERS["rdfxml"].serialize([f"<http://e/a> <{reserved}lang> <http://e/b> ."], prefixes))


def test_an_empty_graph_is_a_valid_document(exporter: Exporter) -> None:
    assert list(pyoxigraph.parse(written(exporter, []).encode(), format=OXIGRAPH[exporter.name])) == []


def test_turtle_groups_by_subject_and_names_only_the_prefixes_it_uses() -> None:
    document = written(EXPORTERS["turtle"], LINES[:5])
    assert re.findall(r"@prefix (\w+):", document) == ["ex", "schema", "xsd"]
    assert document.count("ex:a") == 1
    assert "\n    a schema:Article, ex:Special ;\n" in document
    assert "schema:width 590 .\n" in document


def test_a_stream_gives_the_same_quads_as_a_list(exporter: Exporter) -> None:
    streamed = "".join(exporter.serialize(iter(LINES), PREFIXES)).encode()
    assert {str(q) for q in pyoxigraph.parse(streamed, format=OXIGRAPH[exporter.name])} == expected(exporter, LINES)


def test_json_ld_keeps_numbers_that_json_would_change_as_text() -> None:
    [graph] = [
        each for each in json.loads(written(EXPORTERS["jsonld"], LINES))["@graph"] if each["@id"] == "http://g/1"
    ]
    assert graph["@graph"][0]["schema:width"] == [
        590,
        {"@value": "007", "@type": "xsd:integer"},
        {"@value": "12345678901234567890", "@type": "xsd:integer"},
    ]


@pytest.mark.parametrize(
    "name",
    [
        "http://e/1",
        "http://e/p/",
        "http://e/a?b=",
        f"{RDF}li",
        f"{RDF}about",
        "http://www.w3.org/XML/1998/namespacelang",
    ],
)
def test_a_property_that_rdf_xml_cannot_name_is_told_and_nothing_is_lost_in_silence(name: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"<{name}> does not end in what can be a name in XML")):
        written(EXPORTERS["rdfxml"], [f"<http://e/s> <{name}> <http://e/o> ."])


@pytest.mark.parametrize(
    "name",
    [
        "http://e/größe",
        "http://e/größ",
        "http://e/a.b-c_d",
        "urn:x:y",
        f"{RDF}_1",
        "http://e/a&b",
        "http://e/1a",
    ],
)
def test_a_property_is_named_in_xml_wherever_it_can_be(name: str) -> None:
    lines = [f'<http://e/s?a=1&b=\'> <{name}> "x" .']
    document = written(EXPORTERS["rdfxml"], lines).encode()
    assert [str(quad) for quad in pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.RDF_XML)] == [
        lines[0].removesuffix(" .")
    ]
    assert len(rdflib.Graph().parse(data=document, format="xml")) == 1


def test_labels_of_blank_nodes_stay_apart_in_xml() -> None:
    lines = [f"_:{label} <http://e/p> _:b0 ." for label in ("b0", "0", "x-30", "a.b")]
    document = written(EXPORTERS["rdfxml"], lines).encode()
    quads = list(pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.RDF_XML))
    assert len({quad.subject.value for quad in quads}) == 4
    assert len({quad.object.value for quad in quads}) == 1
