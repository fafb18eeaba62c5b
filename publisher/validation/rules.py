"""The rules of validation itself: codes V1xx (data) and V2xx (shapes). A shape's own findings bear the shape's name."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

ARTICLE_REFUSED = Rule(
    "V101",
    "article-refused",
    Severity.ERROR,
    "The SHACL engine cannot read what the article was mapped to, so the article was not validated; the others were.",
    "Look at the term that the message names: most often an address with a blank or another forbidden character.",
)
LEXICAL_FORM = Rule(
    "V102",
    "lexical-form",
    Severity.ERROR,
    "A literal is not written as its datatype asks.",
    "Write the value in the datatype's form: a dateTime as 2021-01-20T09:00:40Z, a decimal with a point.",
)
INVALID_IRI = Rule(
    "V103",
    "invalid-iri",
    Severity.ERROR,
    "An address is not an IRI (RFC 3987): a blank, a quote, a bracket, or a scheme that is missing.",
    "Encode the forbidden characters (a blank is %20) and begin with the scheme, such as https:.",
)
INVALID_LANGUAGE = Rule(
    "V104",
    "invalid-language",
    Severity.ERROR,
    "A language tag is not one of BCP 47.",
    "Use a tag such as en or pt-BR.",
)
ENGINE_DISAGREEMENT = Rule(
    "V110",
    "engine-disagreement",
    Severity.WARNING,
    "Two SHACL engines judge the same data differently. The message names the engine that reports it, and the known class.",
    "Nothing in the article has to change for it; see whether the result that one of them reports is right.",
)
SHAPES_SYNTAX = Rule(
    "V201",
    "shapes-syntax",
    Severity.ERROR,
    "A shapes file is not Turtle.",
    "Look at the place: a prefix that is not declared, a missing semicolon or full stop.",
)
SHAPES_UNREADABLE = Rule(
    "V202",
    "shapes-unreadable",
    Severity.ERROR,
    "A shapes file cannot be read.",
    "See that it is there, is a file, and is UTF-8.",
)
SHAPES_REFUSED = Rule(
    "V203",
    "shapes-refused",
    Severity.ERROR,
    "The SHACL engine does not take the shapes.",
    "Look at what the message names. Regular expressions must be portable: no look-around, no \\p{}.",
)
NO_SHAPES = Rule(
    "V204",
    "no-shapes",
    Severity.ERROR,
    "The shapes files hold no shape, so that nothing would be checked.",
    "Give each shape a type (sh:NodeShape) and a target, and see that `shapes:` names the right files.",
)
UNKNOWN_SHACL_TERM = Rule(
    "V205",
    "unknown-shacl-term",
    Severity.ERROR,
    "A property in SHACL's namespace is none that SHACL has; engines pass over it in silence, and nothing is checked.",
    "Correct the name; the message gives the nearest that SHACL has.",
)

RULES = (
    ARTICLE_REFUSED,
    LEXICAL_FORM,
    INVALID_IRI,
    INVALID_LANGUAGE,
    ENGINE_DISAGREEMENT,
    SHAPES_SYNTAX,
    SHAPES_UNREADABLE,
    SHAPES_REFUSED,
    NO_SHAPES,
    UNKNOWN_SHACL_TERM,
)
