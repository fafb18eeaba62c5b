"""More broken variants, by the kind of what is wrong; the marks are those of `cases`."""

from __future__ import annotations

from cases import (
    ADDRESS,
    ALT,
    AUTHOR,
    BASE,
    DATE,
    DESCRIPTION,
    IDENTIFIER,
    IMAGE,
    JSON,
    LAST,
    LINK,
    LONG,
    SIZE,
    SLUG,
    TITLE,
    TOPICS,
    TYPE,
    Case,
    case,
)

CONTRADICTION = "warning article-contradiction"
OF_CLEAN_ADDRESS = ("cleanUrl: ", "cleanUrl: ⟪")
TAGS = "tags:\n- news\n"
MD_NAME = "mdName: 3b0b2a6e-8f4c-5f27-9d51-6c2f0f7f9a11"
JSON_START = '  medigyTopics: \'["Medigy: Care Coordination","HIMSS: Interoperability","Symplur: Patient Safety"'


def in_json(name: str, new: str, *expected: str) -> Case:
    """A variant of the list that stands as JSON in a text."""
    return case(name, JSON, new, *expected)


NOTHING_THERE = (
    case("title-null", TITLE, "⟦title:\n", "error article-headline"),
    case("title-null-behind-comment", TITLE, "⟦title: # to be written\n", "error article-headline"),
    case("title-tilde", TITLE, "title: ⟦~\n", "error article-headline"),
    case("date-null", DATE, "⟦date:\n", "error article-date-published"),
    case("kind-null", TYPE, "⟦owlType:\n", "warning article-kind"),
    case("size-null", SIZE, "  ⟦size:\n", "warning image-height-given", "warning image-width-given"),
    case("size-empty", SIZE, "  ⟦size: []\n", "warning image-height-given", "warning image-width-given"),
    case("height-null", SIZE, "  ⟦size:\n  - 1200\n  -\n", "warning image-height-given"),
    case("image-null", IMAGE, "⟦featuredImage:\n", "warning article-image"),
    case("description-block-empty", DESCRIPTION, "description: ⟦|\n", "warning article-description"),
    Case("link-null", ((LINK, "⟦link:\n"), OF_CLEAN_ADDRESS), ("error article-source-work", f"2:{CONTRADICTION}")),
    case("identifier-of-article-empty", MD_NAME, "mdName: ⟦''", "error article-identifier", "error identifier-value"),
    case("brand-empty", "brand: visitl", "brand: ⟦'' # visitl", "error organization-name", "warning source-host"),
)
WRONG_KINDS = (
    case("title-number", TITLE, "title: ⟦42\n", "error article-headline"),
    case("title-boolean", TITLE, "title: ⟦true\n", "error article-headline"),
    case("title-list", TITLE, "title:\n⟦- One\n- Two\n", "error D101"),
    case("title-list-in-flow", TITLE, "title: ⟦[One, Two]\n", "error D101"),
    case("title-mapping", TITLE, "title:\n  ⟦en: One list\n", "error D101"),
    case("date-number", DATE, "date: ⟦20210120\n", "error D104"),
    case("date-list", DATE, "date: ⟦['2021-01-20T09:00:40Z']\n", "error D101"),
    case("author-mapping", AUTHOR, "author:\n- ⟦name: Rosa Lindqvist\n", "error D101"),
    case("author-empty", AUTHOR, "author:\n- ⟦''\n", "error D107"),
    case("topic-unquoted", "- 'HIMSS: Interoperability'\n", "- ⟦HIMSS: Interoperability\n", "error D101"),
    case("image-text", IMAGE, "⟦featuredImage: one.jpeg\n", "warning article-image"),
    case("image-list", IMAGE, "featuredImage:\n⟦- alt: x\n  href: one.jpeg\n", "error D101"),
    case("size-text", SIZE, "  size: ⟦1200x630\n", "error D104"),
    case("width-fraction", SIZE, "  size: [⟦1200.5, 630]\n", "error D104"),
    case("kind-number", TYPE, "owlType: ⟦7\n", "error D109"),
    case("kind-list", TYPE, "owlType: ⟦[Medigy Communities]\n", "error D101"),
    Case(
        "link-text",
        ((LINK, f"⟦link: {ADDRESS}"), OF_CLEAN_ADDRESS),
        ("error article-source-work", f"2:{CONTRADICTION}"),
    ),
    case("identifier-number", MD_NAME, "mdName: ⟦42", "error article-identifier", "error identifier-value"),
)
FORMS_OF_DATES = (
    case("date-with-blank", DATE, "date: ⟦2021-01-20 09:00:40Z\n", "error D104"),
    case("date-in-small-letters", DATE, "date: ⟦'2021-01-20t09:00:40z'\n", "error D104"),
    case("date-zone-without-colon", DATE, "date: ⟦'2021-01-20T09:00:40+0100'\n", "error D104"),
    case("date-behind-blank", DATE, "date: ⟦' 2021-01-20T09:00:40Z'\n", "error D104"),
    case("date-folded", DATE, "date: ⟦>-\n  2021-01-20\n  09:00:40Z\n", "error D104"),
    Case(
        "date-order-by-zone",
        ((DATE, f"date: ⟦{DATE[6:]}"), (LAST, "lastMod: '2021-01-20T10:00:00+02:00'\n")),
        ("error article-date-order",),
    ),
)
ADDRESSES = (
    case("slug-with-blank", SLUG, "slug: ⟦one list\n", "error D102"),
    case("path-without-slash", BASE, "basePath: ⟦communities/chronic-care-management\n", "error D115"),
    case("alias-with-blank", "- /news/one-list-for-every-visit", "- ⟦/news/one list", "error D102"),
    case("crumb-link-broken", "- /communities/\n- '#'", "- ⟦http://[bad\n- '#'", "error D102"),
    Case(
        "address-relative",
        ((f"href: {ADDRESS}", "href: ⟦/one-list\n"), OF_CLEAN_ADDRESS),
        ("error D103", f"2:{CONTRADICTION}"),
    ),
    Case(
        "address-empty", ((f"href: {ADDRESS}", "href: ⟦''\n"), OF_CLEAN_ADDRESS), ("error D103", f"2:{CONTRADICTION}")
    ),
    Case(
        "address-percent",
        ((f"href: {ADDRESS}", "href: ⟦https://x.example.com/%zz\n"), OF_CLEAN_ADDRESS),
        ("error D102", f"2:{CONTRADICTION}"),
    ),
    Case(
        "address-runs",
        ((f"href: {ADDRESS}", "href: ⟦javascript:alert(1)\n"), OF_CLEAN_ADDRESS),
        ("error article-source-work", f"2:{CONTRADICTION}"),
    ),
    case("brand-with-blank", "brand: visitledger.example.com", "brand: ⟦visit ledger", "warning source-host"),
    case("community-almost", IDENTIFIER, "identifier: ⟦Chronic Car Management\n", "error D114"),
)
IN_JSON = (
    in_json("json-broken", JSON.replace("medigyTopics: ", "medigyTopics: ⟦").replace("]'", "'"), "error D108"),
    in_json("json-empty", "  medigyTopics: ⟦''\n", "error D108"),
    in_json("json-in-single-quotes", "  medigyTopics: ⟦\"['Medigy: Care Coordination']\"\n", "error D108"),
    in_json("json-object", "  medigyTopics: ⟦'{\"a\": 1}'\n", "error D101"),
    in_json("json-number-in-list", f"{JSON_START}, ⟦5]'\n", CONTRADICTION),
    in_json("json-behind-emoji", f'{JSON_START}, ⟦"👩‍⚕️ x"]\'\n', CONTRADICTION),
    in_json(
        "json-folded-block",
        '  medigyTopics: >-\n    ["Medigy: Care Coordination", "HIMSS: Interoperability",\n'
        '    "Symplur: Patient Safety",\n    ⟦"Symplur: Diabetes"]\n',
        CONTRADICTION,
    ),
    in_json(
        "json-folded-block-across-lines",
        '  medigyTopics: >-\n    ["Medigy: Care Coordination", "HIMSS: Interoperability",\n'
        '    "Symplur: Patient Safety", ⟦"Symplur:\n    Diabetes"]\n',
        CONTRADICTION,
    ),
    in_json(
        "json-literal-block-indented",
        '  medigyTopics: |2\n      ["Medigy: Care Coordination",\n       "HIMSS: Interoperability",\n'
        '      "Symplur: Patient Safety",\n\n          ⟦"Symplur: Diabetes"]\n',
        CONTRADICTION,
    ),
)
IN_YAML = (
    case("emoji-before-in-flow", TAGS, "tags: ['👩‍⚕️ 漢字', Ä, ⟦'']\n", "error article-keyword"),
    case("combining-marks-before", ALT, "  ⟦alt: ''\n".replace("⟦alt: ", "alt: ⟦"), "warning image-caption"),
    case(
        "flow-over-lines",
        IMAGE,
        "featuredImage: {alt: 'e\u0301 漢', format: JPEG,\n  href: one.jpeg, size: [1200,\n    ⟦0], workPackage: 5101}\n",
        "error image-height",
    ),
    Case("alias", ((TITLE, "title: *d\n"), ("aliases:\n", "other: &d ⟦''\naliases:\n")), ("error article-headline",)),
    case("alias-in-a-list", TAGS, "tags:\n- &e ⟦''\n- *e\n", "error article-keyword"),
    case(
        "anchor-of-a-list",
        TAGS,
        "other: &t\n- news\n- ⟦''\ntags: *t\n",
        "error article-keyword",
    ),
    Case(
        "merge-of-two",
        (
            (
                LINK,
                f"d: &d {{brand: visitledger.example.com}}\ne: &e {{original: ⟦'ftp://x'}}\nlink:\n  <<: [*d, *e]\n  href: {ADDRESS}",
            ),
        ),
        ("error article-original-link",),
    ),
    case(
        "description-literal",
        DESCRIPTION,
        "description: ⟦|\n  One line\n\n  and another\n",
        "warning article-description-sentence",
    ),
    case("title-quoted-over-lines", TITLE, f'title: ⟦"{LONG}\n  {LONG}"\n', "warning article-headline-length"),
    case("title-tagged", TITLE, f"title: !!str ⟦{LONG}\n", "warning article-headline-length"),
    case("tab-indents", SIZE, "  size:\n⟦\t- 1200\n\t- 630\n", "error C101"),
    case("bracket-unclosed", TAGS + TITLE, "tags: [news\ntitle⟦: One\n", "error C101"),
    case("colon-in-title", TITLE, "title: One⟦: list\n", "error C101"),
    case("at-sign", TITLE, "title: ⟦@list\n", "error C101"),
    case("alias-of-nothing", TITLE, "title: ⟦*nothing\n", "error C107"),
    case("half-a-character", TITLE, 'title: ⟦"a\\ud800b"\n', "error C106"),
)
MORE_TOPICS = (
    case("topic-without-label", TOPICS, f"{TOPICS}- ⟦'HIMSS: '\n", "error D107", CONTRADICTION),
    case("topic-without-scheme", TOPICS, f"{TOPICS}- ⟦Interoperability\n", "error D109", CONTRADICTION),
    case("topic-number", TOPICS, f"{TOPICS}- ⟦5\n", "error D109", CONTRADICTION),
)
CASES_OF_KINDS = (
    *NOTHING_THERE,
    *WRONG_KINDS,
    *FORMS_OF_DATES,
    *ADDRESSES,
    *IN_JSON,
    *IN_YAML,
    *MORE_TOPICS,
)
