"""What a description says is true of the release, and two builds of the same say the same."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from described import BASE, DCAT, SPDX, VOID, built, described_project, description_of, dump_of, version_of
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import DCTERMS, PROV, RDF, Graph, Literal, URIRef
from small_project import article, small_project

from publisher import Project, publication
from publisher.core.errors import UsageError
from publisher.core.findings import Finding
from publisher.export.registry import EXPORTERS
from publisher.graph.description.provenance import TRIPLES, ProvenanceReader, read_provenance, with_provenance
from publisher.graph.release_files import DATASET, DESCRIPTION, PROVENANCE, damages, read_manifest
from publisher.graph.release_graphs import read_entries
from publisher.store.results import Table

OF_DATA = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{BASE}graph/dataset>)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return described_project(tmp_path / "project")


def asked(folder: Path, query: str) -> list[tuple[str | None, ...]]:
    answer = Project.open(folder).query(query)
    assert isinstance(answer, Table)
    return list(answer.rows)


def counted(folder: Path, query: str) -> dict[str, int]:
    """Rows of an IRI and a number."""
    return {str(row[0])[1:-1]: int(str(row[1]).split('"')[1]) for row in asked(folder, query)}


def partitions(description: Graph, kind: str, count: str) -> dict[str, int]:
    return {
        str(description.value(part, VOID[kind])): int(str(description.value(part, VOID[count])))
        for part in description.objects(None, VOID[f"{kind}Partition"])
    }


def test_the_counts_are_those_that_sparql_gives(folder: Path) -> None:
    release = built(folder)
    description, version = description_of(release), version_of(release)
    [[total]] = asked(folder, f"SELECT (COUNT(*) AS ?n) {{ {OF_DATA} }}")
    assert int(str(total).split('"')[1]) == int(str(description.value(version, VOID.triples)))
    by_class = counted(
        folder, f"SELECT ?o (COUNT(DISTINCT ?s) AS ?n) {{ {OF_DATA} FILTER(?p = rdf:type) }} GROUP BY ?o"
    )
    by_property = counted(folder, f"SELECT ?p (COUNT(*) AS ?n) {{ {OF_DATA} }} GROUP BY ?p")
    assert by_class == partitions(description, "class", "entities")
    assert by_property == partitions(description, "property", "triples")
    assert int(str(description.value(version, VOID.classes))) == len(by_class) > 2
    assert int(str(description.value(version, VOID.properties))) == len(by_property) > 3


def test_sizes_checksums_and_addresses_are_those_of_the_dump(folder: Path) -> None:
    release = built(folder)
    description = description_of(release)
    dump = dump_of(description)
    content = (release / DATASET).read_bytes()
    checksum = description.value(dump, SPDX.checksum)
    assert str(description.value(dump, DCAT.byteSize)) == str(len(content))
    assert str(description.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
    address = URIRef(f"https://example.org/releases/{release.name}/{DATASET}")
    assert description.value(dump, DCAT.downloadURL) == description.value(dump, DCAT.accessURL) == address
    assert set(description.subjects(DCAT.distribution, dump)) == {URIRef(f"{BASE}dataset"), version_of(release)}
    [service] = description.subjects(RDF.type, DCAT.DataService)
    assert description.value(service, DCAT.servesDataset) == URIRef(f"{BASE}dataset")
    assert description.value(service, DCAT.endpointURL) == URIRef("https://example.org/sparql")


def test_a_release_names_the_one_before_it_and_is_the_same_when_it_is_built_again(folder: Path) -> None:
    first = built(folder)
    assert list(description_of(first).objects(None, DCAT.previousVersion)) == []
    changed = folder / "content" / "000.md"
    before = changed.read_bytes()
    changed.write_text(article("a0", "Another title"), "utf-8")
    second = built(folder)
    description = description_of(second)
    assert list(description.subject_objects(DCAT.previousVersion)) == [(version_of(second), version_of(first))]
    assert description.value(version_of(second), DCAT.version) == Literal(second.name)
    said = (second / DESCRIPTION).read_bytes()
    assert built(folder) == second
    assert (second / DESCRIPTION).read_bytes() == said
    changed.write_bytes(before)
    assert built(folder) == first
    assert list(description_of(first).objects(None, DCAT.previousVersion)) == [], "as when it was first built"


def test_what_depends_on_the_input_alone_is_under_the_checksums_that_two_histories_share(
    folder: Path, tmp_path: Path
) -> None:
    built(folder)
    (folder / "content" / "000.md").write_text(article("a0", "Another title"), "utf-8")
    late = built(folder)
    other = described_project(tmp_path / "other")
    (other / "content" / "000.md").write_text(article("a0", "Another title"), "utf-8")
    early = built(other)
    sums = [(release / "SHA256SUMS").read_text("utf-8") for release in (late, early)]
    assert [PROVENANCE in text and DESCRIPTION not in text for text in sums] == [True, True]
    assert [line for line in sums[0].splitlines() if "jsonl" not in line] == [
        line for line in sums[1].splitlines() if "jsonl" not in line
    ], "paths apart"
    assert (late / DESCRIPTION).read_text("utf-8") != (early / DESCRIPTION).read_text("utf-8")
    assert damages(late) == damages(early) == []


def test_another_title_replaces_the_description_of_the_same_data(folder: Path) -> None:
    first = built(folder)
    configuration = folder / "publisher.yaml"
    configuration.write_text(configuration.read_text("utf-8").replace("Example articles", "Renamed"), "utf-8")
    assert built(folder) == first
    assert str(description_of(first).value(URIRef(f"{BASE}dataset"), DCTERMS.title)) == "Renamed"
    assert damages(first) == []
    (first / DESCRIPTION).write_text("", "utf-8")
    assert damages(first) == [f"{DESCRIPTION} is not what SHA256SUMS.description says"]


def test_the_graph_of_an_article_is_derived_from_its_file(folder: Path) -> None:
    (folder / "content" / "sub dir").mkdir()
    odd = folder / "content" / "sub dir" / "Zoë#1.md"
    odd.write_text(article("odd/key"), "utf-8")
    release = built(folder)
    rows = asked(
        folder,
        "SELECT ?graph ?file ?value { GRAPH ?g { ?graph prov:wasDerivedFrom ?file . ?file spdx:checksum ?sum ."
        f" ?sum spdx:checksumValue ?value }} FILTER(?g = <{BASE}graph/dataset>) }}",
    )
    told = {str(graph)[1:-1]: (str(file)[1:-1], str(value).split('"')[1]) for graph, file, value in rows}
    files = {entry.graph: Path(entry.source) for entry in read_entries(release, folder) if entry.source}
    assert set(told) == set(files)
    for graph, (_, digest) in told.items():
        assert hashlib.sha256(files[graph].read_bytes()).hexdigest() == digest
    assert told[f"{BASE}graph/article/odd%2Fkey"][0] == f"{BASE}file/sub%20dir/Zoë%231.md"


def test_provenance_is_read_article_by_article_as_it_stands(folder: Path) -> None:
    release = built(folder)
    text = gzip.decompress((release / PROVENANCE).read_bytes()).decode()
    quads = list(parse(text.encode(), format=RdfFormat.N_QUADS))
    assert len(quads) == TRIPLES * 3
    assert {str(quad.graph_name) for quad in quads} == {f"<{BASE}graph/dataset>"}
    read = "".join(triples for _, triples in read_provenance(release))
    assert read == text.replace(f" <{BASE}graph/dataset> .\n", " .\n")
    entries = list(read_entries(release))
    reader = ProvenanceReader(release)
    assert [bool(reader.of(entry)) for entry in entries] == [entry.source is not None for entry in entries]
    changed = [a.digest != b.digest for a, b in zip(entries, with_provenance(release, entries), strict=True)]
    assert changed == [entry.source is not None for entry in entries]


def test_a_file_that_changes_without_its_quads_changes_provenance_alone(folder: Path) -> None:
    first = built(folder)
    before = {name: (first / name).read_bytes() for name in (DATASET, PROVENANCE)}
    file = folder / "content" / "000.md"
    file.write_text(file.read_text("utf-8") + "More text.\n", "utf-8")
    assert built(folder) == first
    assert (first / DATASET).read_bytes() == before[DATASET]
    assert (first / PROVENANCE).read_bytes() != before[PROVENANCE]
    assert PROV.wasDerivedFrom.encode() in gzip.decompress((first / PROVENANCE).read_bytes())


def test_dates_come_from_the_data_or_from_source_date_epoch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = folder / "mapping.yaml"
    rule = '- ["http://schema.org/dateModified", $(changed), "http://www.w3.org/2001/XMLSchema#dateTime"]'
    mapping.write_text(mapping.read_text("utf-8").replace("$(title)]", f"$(title)]\n      {rule}"), "utf-8")
    for number, date in enumerate(("2021-01-20T23:30:00-02:00", "2021-01-21T00:30:00Z", "2020-05-05T01:00:00+01:00")):
        text = article(f"a{number}", more=f"changed: {date}\n")
        (folder / "content" / f"{number:03}.md").write_text(text, "utf-8")
    release = built(folder)
    description, version = description_of(release), version_of(release)
    period = description.value(version, DCTERMS.temporal)
    assert str(description.value(version, DCTERMS.modified)) == "2021-01-21T01:30:00+00:00"
    assert description.value(version, DCTERMS.issued) == description.value(version, DCTERMS.modified)
    assert str(description.value(period, DCAT.startDate)) == "2020-05-05T00:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    description = description_of(built(folder))
    assert str(description.value(version, DCTERMS.issued)) == "2023-11-14T22:13:20+00:00"
    assert str(description.value(version, DCTERMS.modified)) == "2021-01-21T01:30:00+00:00"


@pytest.mark.parametrize(
    "text", ["yesterday", "1_000", " 12 ", "-5", "+5", "1e9", "\u0661\u0662", "9" * 30, "9" * 5_000]
)
def test_an_epoch_that_is_no_plain_number_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    folder = small_project(tmp_path / "project")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH takes seconds since 1970 as digits"):
        built(folder)
    assert not (folder / "build").exists()


def test_what_is_not_said_of_the_dataset_is_told(tmp_path: Path) -> None:
    [finding] = of_configuration(small_project(tmp_path / "silent"))
    assert (finding.code, finding.severity.label) == ("G107", "info")
    assert "a section 'dataset'" in finding.message
    section = "dataset:\n  title: Articles\n  publisher: {name: Me}\n  keywords: [a]\n  rights: Some.\n"
    half = of_configuration(described_project(tmp_path / "half", section))
    missing = [(each.code, each.message.split("'")[1]) for each in half]
    assert missing == [("G106", "description")] + [
        ("G107", key) for key in ("contact", "themes", "licence", "endpoint", "downloads")
    ]
    assert {each.span.line for each in half} == {16}
    assert of_configuration(described_project(tmp_path / "whole")) == []


def of_configuration(folder: Path) -> list[Finding]:
    """What a build finds in the configuration."""
    return [each for each in Project.open(folder).build()[1] if each.code.startswith("G")]


def test_without_a_section_a_release_is_described_all_the_same(tmp_path: Path) -> None:
    release = built(small_project(tmp_path / "silent"))
    description = description_of(release)
    assert str(description.value(URIRef(f"{BASE}dataset"), DCTERMS.title)) == "Articles of example.org"
    assert description.value(dump_of(description), DCAT.accessURL) == URIRef("https://example.org/")
    assert description.value(dump_of(description), DCAT.downloadURL) is None
    assert list(description.subjects(RDF.type, DCAT.DataService)) == []


def test_the_manifest_names_the_description(folder: Path) -> None:
    assert read_manifest(built(folder))["description"] == [DESCRIPTION, PROVENANCE]


def test_the_graph_of_the_description_is_exported_in_every_format(folder: Path) -> None:
    release = built(folder)
    project = Project.open(folder)
    graph = f"{BASE}graph/dataset"
    said = {
        str(quad)
        for quad in Store.read_only(str(release / "store")).quads_for_pattern(None, None, None, NamedNode(graph))
    }
    lines = "\n".join(publication.export_lines(project.workspace, None, graph)) + "\n"
    assert {
        str(quad).replace("nonNegativeInteger", "integer") for quad in parse(lines.encode(), format=RdfFormat.N_QUADS)
    } == said
    for exporter in EXPORTERS.values():
        document = "".join(publication.export(project.workspace, exporter, None, graph))
        format_ = RdfFormat.from_media_type(exporter.media_type)
        assert format_ is not None
        assert len(list(parse(document.encode(), format=format_))) == len(said)
    assert "dcat:Catalog" in "".join(publication.export(project.workspace, EXPORTERS["turtle"], None, graph))
    assert graph not in {
        quad.rpartition("<")[2][:-3] for quad in publication.export_lines(project.workspace, None, None)
    }


@pytest.mark.parametrize("name", ["dataset", "publisher"])
def test_data_in_a_graph_of_the_publication_is_an_error(folder: Path, name: str) -> None:
    configuration = folder / "publisher.yaml"
    text = configuration.read_text("utf-8")
    configuration.write_text(text.replace("$(_base)graph/words", f"$(_base)graph/{name}"), "utf-8")
    result, findings = Project.open(folder).build()
    assert not result.passed
    [finding] = [each for each in findings if each.code == "X112"]
    assert f"<{BASE}graph/{name}>" in finding.message
