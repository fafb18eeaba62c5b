"""A sound article, and what breaks it: for each rule of the shapes an edit of the article, or of the data behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mapped import EXAMPLES

ARTICLE = "article.md"
MAPPING = "mappings/medigy.yarrrml.yaml"
HIMSS = "ontology/schemes/himss.ttl"
COMMUNITY = "ontology/communities/chronic-care-management.ttl"
PERSON = "ontology/people/zoe-kruger-datenwerkstatt.example.org.ttl"
CONFIGURATION = "publisher.yaml"
KEY = r"(?m)^{}:.*\n(?:[ -].*\n)*"
SIZE = r"(?m)^(  size:\n)  - \d+"
HEIGHT = r"(?m)^(  size:\n  - \d+\n)  - \d+"
LINK = r"(?m)^  href: http.*"
IMAGE_FILE = r"(?m)^  href: [0-9a-f-]*featured.*"
TOPICS = r"(?m)^communityTopics:\n(?:- .*\n)*"
CURATED = r"(?m)^(  medigyTopics: ')(?:.*\n)(?:    .*\n)*?(?=  \w)"
AUTHOR = r"(?m)^author:\n- .*"
ZOE = (ARTICLE, AUTHOR, "author:\n- Zoë Krüger @datenwerkstatt.example.org")
RURAL = (
    (ARTICLE, r"(?m)^identifier:.*", "identifier: Rural Health"),
    (ARTICLE, r"(?m)^basePath:.*", "basePath: /communities/rural-health/articles/"),
)

Edit = tuple[str, str, str]
"""A file, a regular expression that must match in it, and what stands there instead, once."""


@dataclass(frozen=True)
class Mutation:
    """``expected`` are the codes of the errors (or warnings, or notes) that must be new, and no other."""

    name: str
    expected: tuple[str, ...]
    edits: tuple[Edit, ...]

    def article(self) -> str:
        """The text of the article with its edits."""
        return edited(sound_article(), [each for each in self.edits if each[0] == ARTICLE])

    def edit_data(self, folder: Path) -> bool:
        """Edits the data files of a project; whether there was anything to edit."""
        files = {each[0] for each in self.edits} - {ARTICLE}
        for name in files:
            file = folder / name
            text = edited(file.read_text("utf-8"), [each for each in self.edits if each[0] == name])
            file.write_text(text, "utf-8")
        return bool(files)


@lru_cache(maxsize=1)
def sound_article() -> str:
    """The text of an example that has every field and no warning."""
    return (EXAMPLES / "e5f1bff2-3662-560a-9fe2-dc18c6110e0b.md").read_text("utf-8")


def edited(text: str, edits: list[Edit]) -> str:
    """The text after the edits, each of which must change something."""
    for _, pattern, replacement in edits:
        changed = re.sub(pattern, replacement, text, count=1)
        assert changed != text, pattern
        text = changed
    return text


def of(name: str, code: str, *edits: str | Edit) -> Mutation:
    """The mutation; edits of the article may leave its name out: pattern, replacement."""
    if edits and isinstance(edits[0], str):
        pattern, replacement = edits
        assert isinstance(pattern, str)
        assert isinstance(replacement, str)
        return Mutation(name, tuple(code.split()), ((ARTICLE, pattern, replacement),))
    return Mutation(name, tuple(code.split()), tuple(each for each in edits if isinstance(each, tuple)))


def every_link(pattern: str, replacement: str) -> list[Edit]:
    """The same edit of each field that tells the address of the source work."""
    names = ("href", "original", "cleanUrl", "sourceUrl")
    return [(ARTICLE, rf"(?m)(?<=^  {name}: ){pattern}", replacement) for name in names]


ERRORS = [
    # the article
    of("a missing title", "article-headline", KEY.format("title"), ""),
    of("an empty title", "article-headline", r"(?m)^title:.*", "title: ' '"),
    of("a missing date", "article-date-published", KEY.format("date"), ""),
    of("an impossible date", "D104", r"(?m)^date:.*", "date: '2021-02-30T09:00:00Z'"),
    of("a date without zone", "article-date-published-zone", r"(?m)^(date: '.*)Z'", r"\1'"),
    of("a last change without zone", "article-date-modified-zone", r"(?m)^(lastMod: '.*)Z'", r"\1'"),
    of("a last change that is no date", "D104", r"(?m)^lastMod:.*", "lastMod: soon"),
    of(
        "two last changes",
        "article-date-modified",
        (
            MAPPING,
            r"(?m)^( +- \[schema:dateModified, .*\])",
            r"\1\n      - [schema:dateModified, $(date), xsd:dateTime]",
        ),
    ),
    of("dates in the wrong order", "article-date-order", r"(?m)^lastMod:.*", "lastMod: '1999-01-01T00:00:00Z'"),
    of("a missing community", "article-community", KEY.format("identifier"), ""),
    of("an empty community", "article-community", r"(?m)^identifier:.*", "identifier: ''"),
    of("a missing path", "article-collection article-page", KEY.format("basePath"), ""),
    of("the root of the site as path", "article-collection", r"(?m)^basePath:.*", "basePath: /"),
    of("a path without a community", "article-collection", r"(?m)^basePath:.*", "basePath: /communities/"),
    of("a path without its last slash", "article-collection", r"(?m)^(basePath: .*)/$", r"\1"),
    of("a missing slug", "article-page", KEY.format("slug"), ""),
    of("an empty slug", "article-page", r"(?m)^slug:.*", "slug: ''"),
    of("a slug that leads away", "D115", r"(?m)^slug:.*", "slug: ../.."),
    of("a missing link", "article-source-work", r"(?m)^  href: http.*\n", ""),
    of("an empty link", "D103", LINK, "  href: ''"),
    of("a link to a mailbox", "article-source-work", LINK, "  href: mailto:a@b.org"),
    of("a link without scheme", "D103", LINK, "  href: www.example.org/a"),
    of("a link with a blank", "D102", LINK, "  href: https://www.example.org/a b"),
    of("a link to a person of ours", "D115", LINK, "  href: https://www.medigy.com/id/person/vinit-maxinovip.com"),
    of("an image that is the site's publisher", "D115", IMAGE_FILE, "  href: /#organization"),
    of("an original link to a mailbox", "article-original-link", r"(?m)^  original:.*", "  original: mailto:a@b.org"),
    of("a missing mdName", "D110", KEY.format("mdName"), ""),
    of("an empty mdName", "X106", r"(?m)^mdName:.*", "mdName: ''"),
    of("an mdName of blanks", "X106", r"(?m)^mdName:.*", "mdName: '  '"),
    of("an mdName of two words", "article-identifier", r"(?m)^mdName:.*", "mdName: two words"),
    of("a community as owlType", "D109", r"(?m)^owlType:.*", "owlType: Community"),
    of("an unknown owlType", "D109", r"(?m)^owlType:.*", "owlType: Medigy Comunities"),
    of(
        "an article that is a source too",
        "article-kind-article",
        (MAPPING, r"(schema:Article, medigy:CuratedArticle)", r"\1, medigy:Source"),
        (MAPPING, r"(\n.*)\[schema:headline, (.*)", r"\1[schema:name, \2\g<0>"),
    ),
    of("an empty tag", "article-keyword", r"(?m)^tags:\n", "tags:\n- ''\n"),
    of("an empty category", "article-keyword", r"(?m)^categories:.*", "categories: ['']"),
    of("an empty search category", "article-section", r"(?m)^searchCategory:.*", "searchCategory: ''"),
    of("an empty content category", "article-content-category", r"(?m)^contentCategories:.*", "contentCategories: ''"),
    of("an empty curation feed", "article-curation-feed", r"(?m)^source:.*", "source: ''"),
    of("an empty type of work package", "article-work-package-type", r"(?m)^(openProjectWorkPackageType:).*", r"\1 ''"),
    # its page, breadcrumbs, identifiers and image
    of("a page that shows no article", "page-article", (MAPPING, r"\[schema:mainEntity, ", "[schema:about, ")),
    of("an old address that is empty", "page-old-address", r"(?m)^aliases:.*", "aliases: ['']"),
    of("breadcrumbs without items", "breadcrumbs-items", (MAPPING, r"\[schema:itemListElement, ", "[schema:hasPart, ")),
    of("an empty breadcrumb", "breadcrumb-name", r"(?m)^- Curated Content", "- ''"),
    of("breadcrumbs without position", "breadcrumb-position", (MAPPING, r"\n.*\[schema:position, .*", "")),
    of("a breadcrumb that leads to a mailbox", "breadcrumb-link", r"(?m)^- /communities/$", "- mailto:a@b.org"),
    of("a width of nought", "image-width", SIZE, r"\1  - 0"),
    of("a height of nought", "image-height", HEIGHT, r"\1  - 0"),
    of("a width that is no number", "D104", SIZE, r"\1  - wide"),
    of("an empty address of the image", "image-address", IMAGE_FILE, "  href: ''"),
    of("an empty work package", "identifier-value", r"(?m)^id:.*", "id: ''"),
    of("an identifier of no kind", "identifier-property", (MAPPING, r"\n.*\[schema:propertyID, mdName\]", "")),
    # what articles share
    of("an empty host of the source", "organization-name", r"(?m)^  brand:.*", "  brand: ''"),
    of("an empty author", "D107", r"(?m)^author:\n", "author:\n- ''\n"),
    of(
        "a registered name with an @",
        "person-name",
        ZOE,
        (PERSON, r'label "Zoë Krüger"', 'label "@zoe"'),
        (PERSON, r'name "Zoë Krüger"', 'name "@zoe"'),
    ),
    of(
        "two spellings of one author",
        "person-two-names",
        AUTHOR,
        "author:\n- Ann Wu @a.example.org\n- Änn Wu @a.example.org",
    ),
    of("an author of two firms", "person-affiliation", AUTHOR, "author:\n- Jo @a.example.org @b.example.org"),
    of("a community's name without language", "community-label", (COMMUNITY, r'(prefLabel "[^"]*")@en', r"\1")),
    of(
        "two names of one community",
        "community-two-labels",
        (
            COMMUNITY,
            r"skos:prefLabel",
            'skos:prefLabel "Care of the Chronic"@en , "Long Care"@en ;\n    skos:prefLabel',
        ),
    ),
    of("an empty masthead", "community-other-label", *RURAL, (ARTICLE, r"(?m)^mastHead:.*", "mastHead: ' '")),
    of(
        "a collection of two communities",
        "collection-community",
        (
            COMMUNITY,
            r"\Z",
            "\n<https://www.medigy.com/communities/chronic-care-management/curated-content/> schema:about community:virtual-care .\n",
        ),
    ),
    of("a topic without its scheme", "D109", r"(?m)^communityTopics:\n", "communityTopics:\n- Paper\n"),
    of("a topic of an unknown scheme", "D109", r"(?m)^communityTopics:\n", "communityTopics:\n- 'HIMS: Paper'\n"),
    of("a topic without label", "D107", r"(?m)^communityTopics:\n", "communityTopics:\n- 'HIMSS: '\n"),
    of("a topic's label without language", "topic-label", (HIMSS, r'(prefLabel "Interoperability")@en', r"\1")),
    of(
        "two spellings of one topic",
        "topic-two-labels",
        r"(?m)^communityTopics:\n",
        "communityTopics:\n- 'HIMSS: Night Shift'\n- 'HIMSS: Night-Shift'\n",
    ),
    of(
        "another label of a topic that is the preferred one",
        "topic-other-label",
        (HIMSS, r'(prefLabel ("Interoperability"@en) ;)', r"\1 skos:altLabel \2 ;"),
    ),
    of(
        "a topic of two schemes",
        "topic-scheme",
        (HIMSS, r"inScheme scheme:himss", "inScheme scheme:himss , scheme:medigy"),
    ),
    of("a scheme's title without language", "scheme-title", (HIMSS, r'(dct:title "[^"]*")@en', r"\1")),
    of("a site without name", "site-name", (CONFIGURATION, r"site_name: Medigy", "site_name: ' '")),
    of(
        "a site without publisher",
        "site-publisher",
        (MAPPING, r"\n.*\[schema:publisher, \$\(_site\)#organization~iri\]", ""),
    ),
]

WARNINGS = [
    of("a long title", "article-headline-length", r"(?m)^title:.*", f"title: {'Long ' * 23}"),
    of("a missing description", "article-description", r"(?m)^description:.*\n(?:  .*\n)*", ""),
    of(
        "a cut description",
        "article-description-sentence",
        r"(?m)^description:.*\n(?:  .*\n)*",
        "description: This is\n",
    ),
    of("no kind of article", "article-kind", KEY.format("owlType"), ""),
    of("a link that tracks", "article-source-work-clean", *(every_link(r"(http.*)", r"\1?utm_source=mail"))),
    of("a link without encryption", "article-source-work-https", *every_link("https", "http")),
    of("no author", "article-author", KEY.format("author"), ""),
    of("no topic", "article-topic", (ARTICLE, TOPICS, "communityTopics: []\n"), (ARTICLE, CURATED, r"\1[]'\n")),
    of("no image", "article-image", KEY.format("featuredImage"), ""),
    of("two numbers of one work package", "article-contradiction", r"(?m)^  workPackage:.*", "  workPackage: 1"),
    of("no breadcrumbs", "page-breadcrumbs", r"(?m)^breadcrumbs:\n(?:- .*\n)*", "breadcrumbs: []\n"),
    of(
        "breadcrumbs of one step",
        "breadcrumbs-two",
        (ARTICLE, r"(?m)^(breadcrumbs:\n- .*\n)(?:- .*\n)+", r"\1"),
        (ARTICLE, r"(?m)^(breadcrumbLinks:\n- .*\n)(?:- .*\n)+", r"\1"),
    ),
    of("an image without size", "image-width-given image-height-given", r"(?m)^  size:\n(?:  - .*\n)+", ""),
    of("an image without height", "image-height-given", r"(?m)^(  size:\n  - \d+\n)  - \d+\n", r"\1"),
    of("a narrow image", "image-width-wide", SIZE, r"\1  - 695"),
    of("a low image", "P301", HEIGHT, r"\1  - 41"),
    of(
        "a breadcrumb without link that is not the last",
        "breadcrumb-linked",
        r"(?m)^(breadcrumbLinks:\n- /\n)- .*",
        r"\1- '#'",
    ),
    of("an image without caption", "image-caption", r"(?m)^  alt:.*\n(?:    .*\n)*", ""),
    of("an image of an odd format", "image-format", r"(?m)^  format:.*", "  format: TIFF"),
    of("no source", "source-work-source", r"(?m)^  brand:.*\n", ""),
    of("a source that is no host", "source-host", r"(?m)^  brand:.*", "  brand: Physicians Practice"),
    of("a source with a blank in its host", "source-host", r"(?m)^  brand:.*", "  brand: physicians practice.com"),
    of("an author with a title", "person-name-bare", r"(?m)^author:\n- ", "author:\n- Dr. "),
    of("an author with a degree", "person-name-bare", r"(?m)^(author:\n- [^@]*[^@ ]) ?@", r"\1, MD @"),
    of("an author with an introduction", "person-name-bare", r"(?m)^author:\n- ", "author:\n- Posted by "),
    of(
        "a community of two pages",
        "community-page",
        (COMMUNITY, r"schema:url <", "schema:url <https://www.medigy.com/ccm/> , <"),
    ),
    of(
        "an unlisted topic",
        "topic-review",
        (ARTICLE, TOPICS, "communityTopics:\n- 'HIMSS: Alarm Clocks'\n"),
        (ARTICLE, CURATED, '\\1["HIMSS: Alarm Clocks"]\'\n'),
    ),
    of("a site without logo", "site-logo", (CONFIGURATION, r"(?m)^  logo: .*", '  logo: ""')),
]

NOTES = [
    of(
        "a registered author at another firm",
        "person-stated-affiliation",
        (ARTICLE, AUTHOR, "author:\n- Zoë Krüger @elsewhere.example.org"),
        (PERSON, r"hiddenLabel ", 'hiddenLabel "Zoë Krüger @elsewhere.example.org" , '),
    ),
    of(
        "an unknown author", "person-review organization-review", r"(?m)^author:\n", "author:\n- Jo Wu @a.example.org\n"
    ),
    of("an unknown community", "community-review", *RURAL),
]
