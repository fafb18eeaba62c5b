"""Broken variants of one good article, each with the places that its findings must have.

A variant is made by replacing text. ``⟦`` in the new text marks the place of the findings expected first,
``⟪`` the place of those that begin with ``2:``. Without a mark the place is the opening line, 1:1.
"""

from __future__ import annotations

from typing import NamedTuple

MARKS = {"1": "⟦", "2": "⟪"}


class Case(NamedTuple):
    """One variant: what is replaced by what, and the findings it must have and no others, as ``severity code``."""

    name: str
    edits: tuple[tuple[str, str], ...]
    expected: tuple[str, ...]


def case(name: str, old: str, new: str, *expected: str) -> Case:
    """A variant by one edit."""
    return Case(name, ((old, new),), expected)


TITLE = "title: One list for every visit\n"
ALT = "  alt: One list for every visit\n"
DATE = "date: '2021-01-20T09:00:40.981639Z'\n"
LAST = "lastMod: '2021-01-20T09:00:45.419273Z'\n"
TYPE = "owlType: Medigy Communities\n"
SIZE = "  size:\n  - 1200\n  - 630\n"
SLUG = "slug: visitledger-one-list-for-every-visit\n"
BASE = "basePath: /communities/chronic-care-management/curated-content/\n"
TOPICS = "communityTopics:\n- 'Medigy: Care Coordination'\n- 'HIMSS: Interoperability'\n- 'Symplur: Patient Safety'\n"
JSON = '  medigyTopics: \'["Medigy: Care Coordination","HIMSS: Interoperability","Symplur:\n    Patient Safety"]\'\n'
AUTHOR = "author:\n- Rosa Lindqvist @visitledger.example.com\n"
ADDRESS = "https://visitledger.example.com/one-list-for-every-visit\n"
LINK = f"link:\n  brand: visitledger.example.com\n  href: {ADDRESS}  original: {ADDRESS}"
IMAGE = f"featuredImage:\n{ALT}  format: JPEG\n  href: one-list-for-every-visit.jpeg\n{SIZE}  valid: true\n  workPackage: 5101\n"
IDENTIFIER = "identifier: Chronic Care Management (CCM)\n"
DESCRIPTION = (
    "description: Ärzte & nurses of one clinic keep a single list of what a patient takes,\n"
    "  and read it aloud at each visit.\n"
)
CRUMBS = "breadcrumbs:\n- Home\n- Communities\n- One list for every visit\n"
LONG = "word " * 23 + "end"

VALUES = (
    case("empty-title", TITLE, "title: ⟦''\n", "error article-headline"),
    case("blank-title", TITLE, 'title: ⟦"  "\n', "error article-headline"),
    case("long-title", TITLE, f"title: ⟦{LONG}\n", "warning article-headline-length"),
    case("long-title-quoted", TITLE, f"title: ⟦'Ein Arzt''s {LONG}'\n", "warning article-headline-length"),
    case("long-title-behind-blanks", TITLE, f"title:    ⟦{LONG}\n", "warning article-headline-length"),
    case("long-title-below", TITLE, f"title:\n    ⟦{LONG}\n", "warning article-headline-length"),
    case("long-title-behind-comment", TITLE, f"# a comment: 漢字\ntitle: ⟦{LONG}\n", "warning article-headline-length"),
    case("long-title-literal", TITLE, f"title: ⟦|-\n  {LONG}\n", "warning article-headline-length"),
    case("long-title-folded", TITLE, f"title: ⟦>-\n  {LONG}\n  {LONG}\n", "warning article-headline-length"),
    case(
        "description-cut",
        DESCRIPTION,
        "description: ⟦Ärzte & nurses of one clinic keep\n  a single\n",
        "warning article-description-sentence",
    ),
    case("identifier-with-blank", "mdName: 3b0b", "mdName: ⟦3b 0b", "error article-identifier"),
    case("tag-empty", "tags:\n- news\n", "tags:\n- news\n- ⟦''\n", "error article-keyword"),
    case(
        "tag-empty-in-flow", "tags:\n- news\n", "tags: [new, ' ', ⟦'']\n".replace("' '", "ok"), "error article-keyword"
    ),
    case("tag-number", "tags:\n- news\n", "tags:\n- ⟦5\n", "error article-keyword"),
    case("tag-alone", "tags:\n- news\n", "tags: ⟦''\n", "error article-keyword"),
    case("search-category-empty", "searchCategory: News", "searchCategory: ⟦''", "error article-section"),
    case("crumb-empty", "- Communities\n", "- ⟦''\n", "error breadcrumb-name"),
    case("alias-of-another-scheme", "- /news/one-list", "- ⟦mailto:one-list", "error page-old-address"),
)
DATES = (
    case("date-without-zone", DATE, "date: ⟦'2021-01-19T09:00:40'\n", "error article-date-published-zone"),
    case("date-order", DATE, "date: ⟦'2021-02-20T09:00:40Z'\n", "error article-date-order"),
    case("date-impossible", DATE, "date: ⟦'2021-02-30T09:00:40Z'\n", "error D104"),
    case("date-of-a-day", DATE, "date: ⟦2021-01-20\n", "error D104"),
    case("date-in-words", DATE, "date: ⟦January\n", "error D104"),
    case("date-missing", DATE, "", "error article-date-published"),
    case("last-change-without-zone", LAST, "lastMod: ⟦'2021-01-29T09:00:45'\n", "error article-date-modified-zone"),
    case("last-change-impossible", LAST, "lastMod: ⟦'2021-13-20T09:00:45Z'\n", "error D104"),
)
KINDS = (
    case("kind-unknown", TYPE, "owlType: ⟦Medigy Comunities\n", "error D109"),
    case("kind-missing", TYPE, "", "warning article-kind"),
)
MISSING = (
    case("title-missing", TITLE, "", "error article-headline"),
    case("description-missing", DESCRIPTION, "", "warning article-description"),
    case("slug-missing", SLUG, "", "error article-page", "warning article-image"),
    case("slug-empty", SLUG, "slug: ⟦''\n", "error article-page"),
    case("authors-missing", AUTHOR, "", "warning article-author"),
    case("authors-empty", AUTHOR, "author: ⟦[]\n", "warning article-author"),
    case("crumbs-missing", CRUMBS, "", "warning page-breadcrumbs"),
    case("community-missing", IDENTIFIER, "", "error article-community"),
    Case(
        "link-missing",
        ((LINK, ""), ("cleanUrl: ", "cleanUrl: ⟪")),
        ("error article-source-work", "2:warning article-contradiction"),
    ),
    Case(
        "link-address-missing",
        (
            (
                f"link:\n  brand: visitledger.example.com\n  href: {ADDRESS}",
                "⟦link:\n  brand: visitledger.example.com\n",
            ),
            ("cleanUrl: ", "cleanUrl: ⟪"),
        ),
        ("error article-source-work", "2:warning article-contradiction"),
    ),
    case("link-brand-missing", "link:\n  brand: visitledger.example.com\n", "⟦link:\n", "warning source-work-source"),
    case("image-missing", IMAGE, "", "warning article-image"),
    case(
        "image-address-missing",
        f"featuredImage:\n{ALT}  format: JPEG\n  href: one-list-for-every-visit.jpeg\n",
        f"⟦featuredImage:\n{ALT}  format: JPEG\n",
        "warning article-image",
    ),
    case("image-caption-missing", f"featuredImage:\n{ALT}", "⟦featuredImage:\n", "warning image-caption"),
    case("image-caption-empty", ALT, "  alt: ⟦''\n", "warning image-caption"),
    Case(
        "image-size-missing",
        (("featuredImage:\n", "⟦featuredImage:\n"), (SIZE, "")),
        ("warning image-height-given", "warning image-width-given"),
    ),
    case("image-height-missing", SIZE, "  ⟦size:\n  - 1200\n", "warning image-height-given"),
    Case("topics-missing", ((TOPICS, ""), (JSON, "")), ("warning article-topic",)),
    Case("topics-empty", ((TOPICS, "communityTopics: ⟦[]\n"), (JSON, "")), ("warning article-topic",)),
)
IMAGES = (
    case("width-small", "  - 1200\n", "  - ⟦590\n", "warning image-width-wide"),
    case("width-zero", "  - 1200\n", "  - ⟦0\n", "error image-width", "warning image-width-wide"),
    case("width-in-flow", SIZE, "  size: [⟦590, 300]\n", "warning image-width-wide"),
    case("few-pixels", "  - 630\n", "  - ⟦41\n", "warning P301"),
    case(
        "link-in-the-middle-missing",
        "breadcrumbLinks:\n- /\n",
        "breadcrumbLinks:\n- ⟦'#'\n",
        "warning breadcrumb-linked",
    ),
    case("width-text", "  - 1200\n", "  - ⟦wide\n", "error D104"),
    case("height-negative", "  - 630\n", "  - ⟦-630\n", "error image-height"),
    case("format-with-blank", "format: JPEG", "format: ⟦J PEG", "warning image-format"),
    case("image-without-file", "href: one-list-for-every-visit.jpeg", "href: ⟦images/", "error image-address"),
    case("work-packages-differ", "workPackage: 5101", "workPackage: ⟦5102", "warning article-contradiction"),
)
LINKS = (
    Case(
        "address-with-blank",
        ((f"  href: {ADDRESS}", "  href: ⟦https://visit ledger.example.com/x\n"), ("cleanUrl: ", "cleanUrl: ⟪")),
        ("error D102", "2:warning article-contradiction"),
    ),
    case(
        "clean-address-differs",
        f"cleanUrl: {ADDRESS}",
        "cleanUrl: ⟦https://other.example.com/x\n",
        "warning article-contradiction",
    ),
    case(
        "original-of-another-scheme",
        f"original: {ADDRESS}",
        "original: ⟦ftp://visitledger.example.com/x\n",
        "error article-original-link",
    ),
    Case(
        "address-not-encrypted",
        (
            (
                f"{LINK}",
                f"link: {{brand: visitledger.example.com, '漢': Ä, href: ⟦{ADDRESS.replace('https', 'http').strip()}}}\n",
            ),
            (f"cleanUrl: {ADDRESS}", f"cleanUrl: {ADDRESS.replace('https', 'http')}"),
            (f"sourceUrl: {ADDRESS}", f"sourceUrl: {ADDRESS.replace('https', 'http')}"),
        ),
        ("warning article-source-work-https",),
    ),
    Case(
        "address-tracks",
        (
            (LINK, f"link:\n  brand: visitledger.example.com\n  href: ⟦{ADDRESS.strip()}?utm_source=x\n"),
            (f"cleanUrl: {ADDRESS}", f"cleanUrl: {ADDRESS.strip()}?utm_source=x\n"),
            (f"sourceUrl: {ADDRESS}", f"sourceUrl: {ADDRESS.strip()}?utm_source=x\n"),
        ),
        ("warning article-source-work-clean",),
    ),
)
WRONG, RIGHT = '"HIMSS: Interoperabilty"', '"HIMSS: Interoperability"'
LISTS = (
    Case(
        "topic-unknown",
        (("- 'HIMSS: Interoperability'\n", "- ⟦'HIMSS: Interoperabilty'\n"), (RIGHT, WRONG)),
        ("warning topic-review",),
    ),
    Case(
        "topic-unknown-in-flow",
        (
            (
                TOPICS,
                "communityTopics: ['Medigy: Care Coordination', ⟦'HIMSS: Interoperabilty', 'Symplur: Patient Safety']\n",
            ),
            (RIGHT, WRONG),
        ),
        ("warning topic-review",),
    ),
    Case(
        "topic-of-unknown-scheme",
        (("- 'HIMSS: Interoperability'\n", "- ⟦'HIMS: Interoperability'\n"), (RIGHT, '"HIMS: Interoperability"')),
        ("error D109",),
    ),
    Case(
        "topic-in-json-only",
        ((TOPICS, TOPICS.replace("- 'HIMSS: Interoperability'\n", "")), (RIGHT, f"⟦{RIGHT}")),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-in-json-across-a-folded-line",
        ((TOPICS, TOPICS.replace("- 'Symplur: Patient Safety'\n", "")), ('"Symplur:\n', '⟦"Symplur:\n')),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-in-json-behind-a-folded-line",
        (
            (
                JSON,
                '  medigyTopics: \'["Medigy: Care Coordination","HIMSS: Interoperability","Symplur:\n    Patient Safety", ⟦"Symplur: Ärzte & Co"]\'\n',
            ),
        ),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-in-json-in-a-literal-block",
        (
            (
                JSON,
                '  medigyTopics: |-\n    ["Medigy: Care Coordination", "HIMSS: Interoperability",\n    "Symplur: Patient Safety", ⟦"Symplur: Diabetes"]\n',
            ),
        ),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-in-json-in-double-quotes",
        (
            (
                JSON,
                '  medigyTopics: "[\\"Medigy: Care Coordination\\",\\"HIMSS: Interoperability\\",\\"Symplur: Patient Safety\\", ⟦\\"\\u00C4rzte\\"]"\n',
            ),
        ),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-in-json-with-escapes",
        (
            (
                JSON,
                '  medigyTopics: \'["Medigy: Care Coordination","HIMSS: Inter\\u006fperability","Symplur: Patient Safety",⟦"It\'\'s new"]\'\n',
            ),
        ),
        ("warning article-contradiction",),
    ),
    Case(
        "topic-on-the-site-only",
        (("- 'Symplur: Patient Safety'\n", "- 'Symplur: Patient Safety'\n- ⟦'Symplur: Diabetes'\n"),),
        ("warning article-contradiction",),
    ),
)
YAML = (
    Case("anchored", ((TITLE, f"title: &t ⟦{LONG}\n"),), ("warning article-headline-length",)),
    Case(
        "merged",
        ((LINK, "defaults: &d {brand: ⟦visitledger}\nlink:\n  <<: *d\n  href: " + ADDRESS),),
        ("warning source-host",),
    ),
    case("key-twice", TITLE, f"{TITLE}⟦{TITLE}", "error C102"),
)
CASES = (*VALUES, *DATES, *KINDS, *MISSING, *IMAGES, *LINKS, *LISTS, *YAML)
