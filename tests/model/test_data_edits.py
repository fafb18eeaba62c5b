"""A new kind of article, a new field, a renamed and a merged topic: each is an edit of data files, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from mapped import read_model

ONTOLOGY = "https://www.medigy.com/ontology#"
TOPIC = "https://www.medigy.com/id/topic/"
INTEROPERABILITY = (
    'topic:interoperability a skos:Concept , schema:DefinedTerm ;\n    rdfs:label "Interoperability"@en ;\n'
)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file.name, old, text.count(old))
    file.write_text(text.replace(old, new), "utf-8")


def lines_of(project: Path) -> list[str]:
    model = read_model(project)
    assert model.trace(project / "article.md").findings == ()
    return model.lines(project / "article.md")


def test_a_new_owl_type_is_a_class_of_the_ontology(project: Path) -> None:
    edit(project / "article.md", "owlType: Medigy Communities", "owlType: Medigy Podcasts")
    assert [finding.field_path for finding in read_model(project).trace(project / "article.md").findings] == [
        ("owlType",)
    ]
    with (project / "ontology" / "medigy.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(
            'medigy:PodcastArticle a owl:Class ; rdfs:label "Podcast article"@en ; skos:altLabel "Medigy Podcasts"@en ;'
            " rdfs:subClassOf medigy:CuratedArticle ."
        )
    types = [line for line in lines_of(project) if f"<{ONTOLOGY}PodcastArticle>" in line]
    assert len(types) == 1


def test_an_article_has_each_type_between_its_own_and_the_article(project: Path) -> None:
    edit(project / "article.md", "owlType: Medigy Communities", "owlType: Medigy Podcasts")
    with (project / "ontology" / "medigy.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(
            'medigy:AudioArticle a owl:Class ; rdfs:label "Audio article"@en ; rdfs:subClassOf medigy:CuratedArticle .\n'
            'medigy:PodcastArticle a owl:Class ; rdfs:label "Medigy Podcasts"@en ;'
            " rdfs:subClassOf medigy:AudioArticle , schema:NewsArticle ."
        )
    article = re.compile(r"<[^>]*/id/article/[^>/#]+> <[^>]*#type> <([^>]*)> ")
    assert sorted(found[1] for found in map(article.match, lines_of(project)) if found) == [
        "http://schema.org/Article",
        "http://schema.org/NewsArticle",
        f"{ONTOLOGY}AudioArticle",
        f"{ONTOLOGY}CuratedArticle",
        f"{ONTOLOGY}PodcastArticle",
    ]


def test_a_new_field_is_a_line_of_the_mapping(project: Path) -> None:
    edit(project / "article.md", "\ntitle:", "\nsubtitle: A line below it\ntitle:")
    before = lines_of(project)
    edit(
        project / "mappings" / "medigy.yarrrml.yaml",
        "      - [schema:headline, $(title)]\n",
        "      - [schema:headline, $(title)]\n      - [schema:alternativeHeadline, $(subtitle)]\n",
    )
    added = set(lines_of(project)) - set(before)
    assert len(added) == 1
    assert '<http://schema.org/alternativeHeadline> "A line below it"' in added.pop()


def test_a_renamed_topic_keeps_its_iri(project: Path) -> None:
    himss = project / "ontology" / "schemes" / "himss.ttl"
    text = himss.read_text("utf-8").replace('"Interoperability"', '"Connected Care"')
    himss.write_text(text, "utf-8")
    edit(
        himss,
        'skos:prefLabel "Connected Care"@en ;',
        'skos:prefLabel "Connected Care"@en ;\n    skos:hiddenLabel "Interoperability"@en ;',
    )
    lines = lines_of(project)
    labels = [line for line in lines if line.startswith(f"<{TOPIC}himss/interoperability>") and "abel>" in line]
    assert len(labels) == 2
    assert all('"Connected Care"@en' in line for line in labels)
    assert not any("NotReviewed" in line for line in lines if "/topic/" in line)


def test_a_merged_topic_still_answers(project: Path) -> None:
    edit(
        project / "ontology" / "schemes" / "himss.ttl",
        INTEROPERABILITY,
        "topic:interoperability <http://www.w3.org/2002/07/owl#deprecated> true ;\n"
        "    dct:isReplacedBy topic:health-information-exchange .\n" + INTEROPERABILITY,
    )
    lines = lines_of(project)
    about = [line for line in lines if "<http://schema.org/about>" in line and "/topic/" in line]
    assert len(about) == 1
    assert f"<{TOPIC}himss/health-information-exchange>" in about[0]
    assert any('"Health Information Exchange"@en' in line for line in lines)


def test_a_registered_person_keeps_the_iri_and_the_name_of_the_register(project: Path) -> None:
    (project / "ontology" / "vinit.ttl").write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "<https://www.medigy.com/id/person/v> a <http://schema.org/Person> ; rdfs:label 'Vinit K.' ;\n"
        "  <http://www.w3.org/2004/02/skos/core#hiddenLabel> 'Vinit @maxinovip.com' .",
        "utf-8",
    )
    edit(
        project / "publisher.yaml",
        "shapes: [",
        "  - {file: ontology/vinit.ttl, graph: $(_base)graph/person/v}\n\nshapes: [",
    )
    lines = [line for line in lines_of(project) if line.startswith("<https://www.medigy.com/id/person/")]
    assert {line.split(" ")[0] for line in lines} == {"<https://www.medigy.com/id/person/v>"}
    assert sum("'Vinit K.'" in line or '"Vinit K."' in line for line in lines) == 2
    assert not any("NotReviewed" in line for line in lines)


def test_another_site_has_its_own_iris_beside_the_vocabularies_that_it_takes_over(project: Path) -> None:
    edit(project / "publisher.yaml", "site: https://www.medigy.com/", "site: https://care.example.org/")
    edit(project / "publisher.yaml", "base: https://www.medigy.com/id/", "base: https://care.example.org/id/")
    model = read_model(project)
    lines = {*lines_of(project), *model.vocabularies.lines}
    graphs = {line.split(" ")[-2] for line in lines}
    assert all(graph.startswith("<https://care.example.org/id/graph/") for graph in graphs)
    triples = [line.rsplit(" ", 2)[0] for line in lines]
    assert len(triples) == len(set(triples)), "no triple stands in two graphs"
    assert any(line.startswith("<https://care.example.org/id/article/") for line in lines)


def test_the_configuration_can_leave_descriptions_out_and_publish_the_text(project: Path) -> None:
    before = lines_of(project)
    assert any("<http://schema.org/description>" in line for line in before)
    assert not any("<http://schema.org/articleBody>" in line for line in before)
    edit(project / "publisher.yaml", 'descriptions: "yes"', 'descriptions: "no"')
    edit(project / "publisher.yaml", 'full_text: "no"', 'full_text: "yes"')
    after = lines_of(project)
    assert not any("<http://schema.org/description>" in line for line in after)
    assert sum('<http://schema.org/articleBody> "Every field' in line for line in after) == 1


def test_the_configuration_gives_an_article_without_an_image_the_site_s_own(project: Path) -> None:
    logo, given = "https://www.medigy.com/images/medigy-logo.png", "https://www.medigy.com/images/curated-content.png"
    own = lines_of(project)
    configured = f"  logo: {logo}\n"
    edit(
        project / "publisher.yaml", configured, f"{configured}  default_image: {given}\n  default_image_width: '1200'\n"
    )
    assert {line for line in set(lines_of(project)) - set(own) if "/graph/article/" in line} == set(), "it has its own"
    article = project / "article.md"
    article.write_text(re.sub(r"(?m)^featuredImage:\n( .*\n)+", "", article.read_text("utf-8")), "utf-8")
    lines = lines_of(project)
    assert sum(f"<http://schema.org/image> <{given}>" in line for line in lines) == 2, "the article's, and the site's"
    assert sum(f"<http://schema.org/primaryImageOfPage> <{given}>" in line for line in lines) == 1
    assert f'<{given}> <http://schema.org/width> "1200"^^<http://www.w3.org/2001/XMLSchema#integer>' in "".join(lines)
    edit(project / "publisher.yaml", f"default_image: {given}", f"default_image: {logo}")
    labels = [
        line for line in lines_of(project) if line.startswith(f"<{logo}> <http://www.w3.org/2000/01/rdf-schema#label>")
    ]
    assert len(labels) == 1, "a logo that serves as image stays the logo"
