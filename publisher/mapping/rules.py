"""The codes of what is wrong with a mapping, each with its explanation and remedy."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNREADABLE = Rule(
    "M100",
    "unreadable-mapping",
    _ERROR,
    "The mapping file cannot be read, is not UTF-8, or holds no mapping at all.",
    "Give the path of a YARRRML file (.yaml, .yml) or of RML in Turtle (.ttl).",
)
SYNTAX = Rule(
    "M101",
    "mapping-syntax",
    _ERROR,
    "The text is not well-formed Turtle.",
    "Correct the syntax at the place shown.",
)
WRONG_NODE = Rule(
    "M102",
    "wrong-node",
    _ERROR,
    "A list, a mapping or a text stands where another of them is needed.",
    "Write what the message names.",
)
UNKNOWN_KEY = Rule(
    "M103",
    "unknown-key",
    _ERROR,
    "The key means nothing at this place, so what stands below it would be lost.",
    "Correct its spelling, or move it to where it belongs.",
)
REPEATED = Rule(
    "M104",
    "repeated",
    _ERROR,
    "The same thing is said twice: a key and its short form, two subject maps, one name for two mappings.",
    "Keep one of the two.",
)
UNDECLARED_PREFIX = Rule(
    "M105",
    "undeclared-prefix",
    _ERROR,
    "A prefixed name uses a prefix that `prefixes` does not declare and that is not widely known.",
    "Declare the prefix, or write the IRI in full.",
)
ASSUMED_PREFIX = Rule(
    "M106",
    "assumed-prefix",
    _WARNING,
    "A well-known prefix is used without being declared; the usual namespace is taken.",
    "Declare it in `prefixes`, so that other tools agree.",
)
BROKEN_REFERENCE = Rule(
    "M107",
    "broken-reference",
    _ERROR,
    "A reference is not closed, or is empty.",
    "Write `$(field)`; a literal `$(` is written `\\$(`.",
)
BAD_PATH = Rule(
    "M108",
    "bad-path",
    _ERROR,
    "The path of a reference or an iterator is malformed.",
    "Write names with dots and brackets, such as `link.href`, `author[*]` or `['a name']`.",
)
UNSUPPORTED_PATH = Rule(
    "M109",
    "unsupported-path",
    _ERROR,
    "The path uses a part of JSONPath that is not supported: filters, slices, unions, descendants.",
    "Use names, indices, `[*]` and `.*`; leave the rest to functions and conditions.",
)
BROKEN_TEMPLATE = Rule(
    "M110",
    "broken-template",
    _ERROR,
    "Braces or backslashes of an RML template do not match.",
    "Write `{reference}`; escape literal braces and backslashes with a backslash.",
)
UNKNOWN_FUNCTION = Rule(
    "M111",
    "unknown-function",
    _ERROR,
    "No function has this IRI.",
    "Use a function of the library, or install one as an entry point.",
)
UNKNOWN_PARAMETER = Rule(
    "M112",
    "unknown-parameter",
    _ERROR,
    "The function has no such parameter.",
    "Use one of the function's parameters.",
)
MISSING_PARAMETER = Rule(
    "M113",
    "missing-parameter",
    _ERROR,
    "A required parameter of the function is not given.",
    "Give it a value.",
)
UNKNOWN_MAPPING = Rule(
    "M114",
    "unknown-mapping",
    _ERROR,
    "An object names a mapping that does not exist.",
    "Correct the name, or write the mapping.",
)
UNKNOWN_SOURCE = Rule(
    "M115",
    "unknown-source",
    _ERROR,
    "A mapping names a source that is neither `articles` nor declared in `sources`.",
    "Correct the name, or declare the source.",
)
BAD_LANGUAGE = Rule(
    "M116",
    "bad-language",
    _ERROR,
    "A language tag is not well-formed (https://www.rfc-editor.org/info/bcp47).",
    "Write a tag such as `en` or `pt-BR`.",
)
BAD_DATATYPE = Rule(
    "M117",
    "bad-datatype",
    _ERROR,
    "A datatype is not an IRI.",
    "Write a prefixed name such as `xsd:date`, or an IRI in full.",
)
BAD_SUFFIX = Rule(
    "M118",
    "bad-suffix",
    _ERROR,
    "A suffix behind `~` means nothing at this place.",
    "Write `~iri` behind an object, `~lang` behind a language, `~jsonpath` behind a file.",
)
WRONG_TERM = Rule(
    "M119",
    "wrong-term",
    _ERROR,
    "A term cannot be what it is said to be, such as a subject that is a literal.",
    "Make subjects and graphs IRIs (or subjects blank nodes) and predicates IRIs.",
)
MISSING_PART = Rule(
    "M120",
    "missing-part",
    _ERROR,
    "A part without which nothing can be made is missing: a source, a subject, a predicate, an object.",
    "Add it.",
)
MISSING_FILE = Rule(
    "M121",
    "missing-file",
    _ERROR,
    "The file of a source is not there.",
    "Correct the path; it is relative to the mapping file.",
)
UNRESOLVED_EXTERNAL = Rule(
    "M122",
    "unresolved-external",
    _ERROR,
    "An external reference `$(_name)` has no value.",
    "Give it one in `external`, in the configuration or by `--set name=value`; a field that begins with `_` is `$(\\_name)`.",
)
BAD_ITERATOR = Rule(
    "M123",
    "bad-iterator",
    _ERROR,
    "The iterator of a source is malformed or missing.",
    "Write a path such as `$.students[*]`.",
)
NOT_SUPPORTED = Rule(
    "M124",
    "not-supported",
    _ERROR,
    "The mapping asks for something that this publisher does not do.",
    "Leave it out, or run it in another engine.",
)
BAD_IRI = Rule(
    "M125",
    "bad-iri",
    _ERROR,
    "A constant that must be an IRI is none.",
    "Write an absolute IRI or a prefixed name.",
)
CONFLICT = Rule(
    "M126",
    "conflict",
    _ERROR,
    "Two statements contradict each other, such as a datatype and a language for one literal.",
    "Keep the one that is meant.",
)
OUT_OF_PLACE = Rule(
    "M127",
    "out-of-place",
    _ERROR,
    "`$(^field)`, `$(#)` and `[#]` stand where there is no iteration below an article.",
    "Give the mapping an iterator, such as `[articles, '$.topics[*]']`.",
)
PERHAPS_IRI = Rule(
    "M150",
    "perhaps-iri",
    _WARNING,
    "An object looks like an IRI but is written as a literal.",
    "Add `~iri`; if the text is meant, give it `datatype: xsd:string`.",
)
UNKNOWN_DATATYPE = Rule(
    "M151",
    "unknown-datatype",
    _WARNING,
    "XML Schema has no datatype of this name.",
    "Correct its name.",
)
UNUSED = Rule(
    "M152",
    "unused",
    _WARNING,
    "Something is declared and used nowhere.",
    "Remove it, or use it.",
)
PERHAPS_FUNCTION = Rule(
    "M153",
    "perhaps-function",
    _WARNING,
    "An object looks like the call of a function but is written as a text.",
    "Write `function: prefix:name(parameter = value)`; if the text is meant, give it `datatype: xsd:string`.",
)
RELATIVE_IRI = Rule(
    "M154",
    "relative-without-base",
    _WARNING,
    "A subject, an object or a graph is a relative IRI, and there is no base to resolve it against.",
    "Write the IRI in full or with a prefix, or give the mapping a `base`.",
)
NOT_PORTABLE = Rule(
    "M160",
    "not-portable",
    _INFO,
    "The mapping uses what other engines do not know: an extension of ours, or a function of ours.",
    "Nothing, unless the mapping must run elsewhere.",
)
NOT_EXPORTED = Rule(
    "M161",
    "not-exported",
    _WARNING,
    "A part of the mapping has no equal in portable RML, so the exported mapping leaves it out.",
    "Rewrite it without the extension, or accept the difference.",
)

MAPPING_RULES: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
