"""The rules of page documents: codes P1xx (their declaration and their files) and P2xx (the built site)."""

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
)
