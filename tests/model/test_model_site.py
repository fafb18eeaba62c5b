"""The pages of ontology, vocabularies, mapping and shapes, and the picture: made of the files, whole, and linked soundly."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pyoxigraph
import pytest
import yaml
from mapped import PREFIXES, ROOT, project_model
from needed import needed_module, needed_program

sys.path.insert(0, str(ROOT / "docs"))

from model_site.descriptions import Descriptions
from model_site.pages import Reference, anchor
from model_site.picture import PICTURE, draw

RDF_TYPE = PREFIXES["rdf"] + "type"
REGISTERED = ("skos:Concept", "skos:ConceptScheme", "medigy:Community", "schema:Organization", "schema:Person")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needed_module("jinja2", "the pages are made with its templates (extra docs)")
    from model_site.site import write_site  # noqa: PLC0415 - it is an extra

    folder = tmp_path_factory.mktemp("site") / "docs"
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(site.glob("*.html"))}


def typed(file: Path, *kinds: str) -> list[str]:
    """The IRIs that the file gives one of the types."""
    wanted = {PREFIXES[kind.partition(":")[0]] + kind.partition(":")[2] for kind in kinds}
    quads = pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.subject.value for quad in quads if quad.predicate.value == RDF_TYPE and quad.object.value in wanted]


def values(file: Path, predicate: str) -> list[str]:
    quads = pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.object.value for quad in quads if quad.predicate.value == predicate]


def short(iri: str) -> str:
    """The prefixed name by the prefixes of the ontology."""
    return Descriptions([ROOT / "ontology" / "medigy.ttl"]).names.name(iri)


def identifiers(text: str) -> Counter[str]:
    return Counter(re.findall(r'\sid="([^"]+)"', text))


def test_every_class_and_property_of_the_ontology_has_its_place(pages: dict[str, str]) -> None:
    ontology = ROOT / "ontology" / "medigy.ttl"
    kinds = "Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual"
    terms = typed(ontology, *(f"owl:{kind}" for kind in kinds.split()))
    assert len(terms) > 90
    found = identifiers(pages["ontology.html"])
    assert [term for term in terms if found[anchor(short(term))] != 1] == []
    text = html.unescape(pages["ontology.html"])
    for note in ("definition", "scopeNote", "example", "altLabel"):
        said = values(ontology, PREFIXES["skos"] + note)
        assert said
        bare = re.sub(r"<[^>]+>", "", text)
        assert [each for each in said if each not in bare] == []


def test_a_term_stands_where_its_iri_leads(pages: dict[str, str]) -> None:
    assert identifiers(pages["ontology.html"])["CommunityArticle"] == 1
    own = [term for term in typed(ROOT / "ontology" / "medigy.ttl", "owl:Class") if term.startswith(PREFIXES["medigy"])]
    assert [term for term in own if anchor(short(term)) != term.partition("#")[2]] == []


def test_every_scheme_topic_community_organization_and_person_has_its_place(pages: dict[str, str]) -> None:
    files = [each.file for each in project_model().configuration.vocabularies[1:]]
    nodes = {iri for file in files for iri in typed(file, *REGISTERED)}
    assert len(nodes) > 35
    assert [iri for iri in nodes if f"<code>{html.escape(iri)}</code>" not in pages["vocabularies.html"]] == []
    found = identifiers(pages["vocabularies.html"])
    assert [iri for iri in nodes if found[anchor(f"<{iri}>")] != 1] == []
    labels = [
        label
        for file in files
        for name in ("altLabel", "hiddenLabel")
        for label in values(file, PREFIXES["skos"] + name)
    ]
    assert [label for label in labels if html.escape(label, quote=False) not in pages["vocabularies.html"]] == []


def test_every_triples_map_and_every_property_that_it_writes_has_its_place(pages: dict[str, str]) -> None:
    written = yaml.safe_load((ROOT / "mappings" / "medigy.yarrrml.yaml").read_text("utf-8"))["mappings"]
    page = pages["mapping.html"]
    sections = dict(re.findall(r'<section>\n<h2 id="(\w+)">(.*?)</section>', page, re.DOTALL))
    assert set(written) <= set(sections)
    for name, body in written.items():
        for rule in body["predicateobjects"]:
            made = rule["predicates"] if isinstance(rule, dict) else rule[0]
            for predicate in made if isinstance(made, list) else [made]:
                assert f"<code>{predicate}</code>" in sections[name], (name, predicate)


def test_every_shape_has_its_place_with_its_message_and_severity(pages: dict[str, str]) -> None:
    shapes = ROOT / "shapes" / "medigy.ttl"
    page = pages["shapes.html"]
    found = identifiers(page)
    every = typed(shapes, "sh:NodeShape", "sh:PropertyShape")
    assert len(every) > 80
    assert [shape for shape in every if found[shape.partition("#")[2]] != 1] == []
    messages = values(shapes, PREFIXES["sh"] + "message")
    assert [message for message in messages if message not in html.unescape(page)] == []
    rows = dict(re.findall(r'<tr id="([\w-]+)">.*?<b class="(\w+)">', page, re.DOTALL))
    assert (rows["article-headline"], rows["article-image"], rows["person-review"]) == ("error", "warning", "note")


def test_the_pages_are_well_formed_and_no_place_has_two_names(pages: dict[str, str]) -> None:
    assert len(pages) == 5
    for name, text in pages.items():
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text)
        assert [place for place, times in identifiers(text).items() if times > 1] == [], name


def test_every_link_leads_to_a_place_that_is_there(site: Path, pages: dict[str, str]) -> None:
    places = {name: identifiers(text) for name, text in pages.items()}
    links = [(name, link) for name, text in pages.items() for link in re.findall(r'(?:href|src)="([^"]*)"', text)]
    assert len(links) > 500
    for name, link in links:
        parts = urlsplit(html.unescape(link))
        if parts.scheme:
            assert parts.scheme in {"http", "https"}
            continue
        target = parts.path or name
        assert (site / target).is_file(), (name, link)
        assert not parts.fragment or places[target][parts.fragment] == 1, (name, link)


def test_the_pages_take_nothing_from_elsewhere(pages: dict[str, str]) -> None:
    for text in pages.values():
        assert not re.search(r'<(?:script|link|img|iframe)[^>]+"https?:', text)


def test_the_picture_shows_what_the_ontology_defines_and_every_class_that_is_used() -> None:
    shown = html.unescape(re.sub(r"<[^>]+>", " ", PICTURE.read_text("utf-8")))
    ontology = ROOT / "ontology" / "medigy.ttl"
    own = typed(ontology, "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
    names = [short(term) for term in own if term.startswith(PREFIXES["medigy"])]
    assert len(names) == 14
    assert [name for name in names if name not in shown] == []
    reference = Reference()
    used = [name for name in reference.terms["Classes"] if reference.uses.get(name)]
    assert len(used) > 18
    assert [name for name in used if name not in shown] == []
    assert [name for name in reference.properties if reference.uses.get(name) and name not in shown] == []


def test_a_picture_that_is_out_of_date_is_not_taken_for_a_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "model.svg"
    file.write_text(re.sub("from [0-9a-f]", "from x", PICTURE.read_text("utf-8"), count=1), "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert draw(Reference().model, PICTURE) == PICTURE.read_text("utf-8")
    with pytest.raises(FileNotFoundError, match=r"model\.svg is out of date"):
        draw(Reference().model, file)


def test_pages_and_picture_are_made_of_the_files_as_they_stand(project: Path) -> None:
    needed_module("jinja2", "the pages are made with its templates (extra docs)")
    needed_program("dot", why="it draws the picture of the model")
    shutil.copytree(ROOT / "docs", project / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "cases", project / "tests" / "cases")
    with (project / "ontology" / "medigy.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(
            'medigy:PodcastArticle a owl:Class ; rdfs:label "Podcast article"@en ; skos:definition "One to be heard."@en ;'
            " rdfs:subClassOf medigy:CuratedArticle ."
        )
    program = "from pathlib import Path; from model_site.site import write_site; write_site(Path('site'))"
    environment = {**os.environ, "PYTHONPATH": str(project / "docs")}
    subprocess.run([sys.executable, "-c", program], cwd=project, env=environment, check=True)
    page = (project / "site" / "ontology.html").read_text("utf-8")
    assert identifiers(page)["PodcastArticle"] == 1
    assert "One to be heard." in page
    assert "medigy:PodcastArticle" in (project / "site" / "index.html").read_text("utf-8")
