"""The rules of page documents: codes P1xx (their declaration and their files), P2xx (the built site), P3xx (advice)."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

UNKNOWN_PREFIX = Rule(
    "P101",
    "unknown-page-prefix",
    Severity.ERROR,
    "The declaration of the page documents uses a prefix that stands for nothing.",
    "Correct the prefix, or declare it under prefixes.",
)
BROKEN_ENTRY = Rule(
    "P102",
    "broken-page-entry",
    Severity.ERROR,
    "An entry of the declaration of the page documents is neither a property nor a property with the list of what is told of its nodes.",
    "Write a property, such as schema:headline, or a property and a list: schema:author: [a, schema:name].",
)
REPEATED_PROPERTY = Rule(
    "P103",
    "repeated-page-property",
    Severity.ERROR,
    "A property stands twice in one list, so that a reader of JSON would see only one of the two.",
    "Remove one of the two; what is told of the nodes stands in one list.",
)
UNKNOWN_KIND = Rule(
    "P104",
    "unknown-page-kind",
    Severity.ERROR,
    "The kind of a property's values is neither address nor a datatype.",
    "Write address for IRIs, or a datatype such as xsd:dateTime.",
)
UNUSED_KIND = Rule(
    "P105",
    "unused-page-kind",
    Severity.WARNING,
    "A property is given a kind, but the document does not have it: most often its name is misspelt.",
    "Correct the name, or remove the line.",
)
NEVER_MADE = Rule(
    "P106",
    "page-property-never-made",
    Severity.WARNING,
    "No rule of the mapping and no vocabulary makes a property that the page documents are to have.",
    "Correct the property's name, or add a rule for it to the mapping.",
)
NO_FILE_NAME = Rule(
    "P110",
    "no-page-file-name",
    Severity.ERROR,
    "The article's key cannot be the name of a file everywhere, so that its page document is not written.",
    "Give the article a key of letters, digits, hyphens and dots, at most 200 bytes, that is no name of a device.",
)
CLASHING_FILE_NAMES = Rule(
    "P111",
    "clashing-page-file-names",
    Severity.ERROR,
    "Two articles' keys differ only in the case of letters; many file systems take them for one name.",
    "Give one of the articles another key.",
)
FOREIGN_FILE = Rule(
    "P112",
    "foreign-page-file",
    Severity.ERROR,
    "A file where a page document belongs was not written by the publisher, so it is left as it is.",
    "Move the file away, or write the page documents into a folder of their own.",
)
NOT_IN_RELEASE = Rule(
    "P120",
    "page-document-not-in-release",
    Severity.ERROR,
    "A page document says what the release does not: a fault of the publisher, found before anyone reads it.",
    "Report it with the triple that the message names; the release is not made current.",
)

PAGE_MISSING = Rule(
    "P201",
    "page-missing",
    Severity.ERROR,
    "The built site has no page at the address that the release gives to an article's page.",
    "Build the site anew; see that the front matter gives the address under which the site has the page.",
)
DOCUMENT_MISSING = Rule(
    "P202",
    "page-document-missing",
    Severity.ERROR,
    "An article's page does not carry its page document.",
    "Call the partial that embeds it in the template of the page; docs/pages.md shows how.",
)
DOCUMENT_DIFFERS = Rule(
    "P203",
    "page-document-differs",
    Severity.ERROR,
    "A page carries a document of its article that is not the one of the current release.",
    "Run 'publisher pages' again, and then build the site again.",
)
DOCUMENT_REPEATED = Rule(
    "P204",
    "page-document-repeated",
    Severity.ERROR,
    "A page carries its document more than once.",
    "Call the partial once, most often in the head of the base template.",
)
SECOND_ARTICLE = Rule(
    "P205",
    "second-article",
    Severity.ERROR,
    "A page says by JSON-LD, microdata or RDFa of its own that it shows an article or has a breadcrumb trail, beside its document.",
    "Switch the theme's own structured data off for pages that carry a page document.",
)
CONTRADICTION = Rule(
    "P206",
    "page-contradiction",
    Severity.ERROR,
    "Other JSON-LD on the page gives a property of a node of the document another value.",
    "Remove it, or give the node another IRI.",
)
ADDRESS_DIFFERS = Rule(
    "P207",
    "page-address-differs",
    Severity.ERROR,
    "The page names another address of itself than the release does.",
    "See that the base address of the site, and the address that the front matter gives, are the same in both.",
)
NO_CANONICAL = Rule(
    "P208",
    "no-canonical-link",
    Severity.WARNING,
    "A page has no canonical link, so that search engines may know it under another address than its document does.",
    'Add <link rel="canonical" href="…"> with the address of the page to the template.',
)
BROKEN_ALTERNATE = Rule(
    "P209",
    "broken-alternate-link",
    Severity.ERROR,
    "The page's link to its data leads nowhere, or to another document than its own.",
    "Let the link lead to the file from which the document was embedded.",
)
BROKEN_JSON = Rule(
    "P210",
    "broken-json-on-page",
    Severity.ERROR,
    "A script element of JSON-LD holds no JSON.",
    "Write it with a JSON encoder; most often a template has put a value between quotes, or escaped them.",
)
DOCUMENT_ELSEWHERE = Rule(
    "P211",
    "page-document-elsewhere",
    Severity.ERROR,
    "A page that is not the article's own carries a document of the article.",
    "Embed the document in the article's page alone: a list of articles is no article.",
)
PAGE_UNREADABLE = Rule(
    "P212",
    "page-unreadable",
    Severity.ERROR,
    "A page of the built site cannot be read.",
    "See that the file is there and may be read.",
)

FEW_PIXELS = Rule(
    "P301",
    "few-pixels",
    Severity.WARNING,
    "An article's image has fewer than 50,000 pixels, its width by its height, so that search engines do not show it with the article.",
    "Give a larger image; 1,200 by 630 pixels serve search engines and social networks alike.",
)

PAGE_RULES = (
    UNKNOWN_PREFIX,
    BROKEN_ENTRY,
    REPEATED_PROPERTY,
    UNKNOWN_KIND,
    UNUSED_KIND,
    NEVER_MADE,
    NO_FILE_NAME,
    CLASHING_FILE_NAMES,
    FOREIGN_FILE,
    NOT_IN_RELEASE,
    PAGE_MISSING,
    DOCUMENT_MISSING,
    DOCUMENT_DIFFERS,
    DOCUMENT_REPEATED,
    SECOND_ARTICLE,
    CONTRADICTION,
    ADDRESS_DIFFERS,
    NO_CANONICAL,
    BROKEN_ALTERNATE,
    BROKEN_JSON,
    DOCUMENT_ELSEWHERE,
    PAGE_UNREADABLE,
    FEW_PIXELS,
)
