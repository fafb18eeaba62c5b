"""The kinds of data errors: what an article holds that a rule of the mapping can make no term of."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

NOT_SINGLE = Rule(
    "D101",
    "array-for-value",
    Severity.ERROR,
    "An array or an object stands where the mapping needs a single value. The term is left out.",
    "Write the reference with [*] (a term for each element), or name the member that is meant.",
)
INVALID_IRI = Rule(
    "D102",
    "invalid-iri",
    Severity.ERROR,
    "A value that the mapping makes an IRI of is no valid IRI (RFC 3987). The term is left out.",
    'Correct the address; white space and the characters <>"{}|\\^` must be percent-encoded.',
)
RELATIVE_IRI = Rule(
    "D103",
    "relative-iri",
    Severity.ERROR,
    "A value is a relative IRI, and the mapping has no base to resolve it against. The term is left out.",
    "Write the whole address, or give the mapping a base (`base:`, or --base on the command line).",
)
INVALID_FORM = Rule(
    "D104",
    "invalid-lexical-form",
    Severity.ERROR,
    "A value is not in the lexical space of its datatype. The term is left out.",
    "Write the value as the datatype wants it, for example 2021-01-20T09:00:00Z for xsd:dateTime.",
)
INVALID_LANGUAGE = Rule(
    "D105",
    "invalid-language-tag",
    Severity.ERROR,
    "A language tag is not well-formed (BCP 47). The term is left out.",
    "Write a tag such as en or pt-BR.",
)
NOT_FINITE = Rule(
    "D106",
    "number-not-finite",
    Severity.ERROR,
    "A number is infinite or not a number. The term is left out.",
    "Write a finite number, or put the text between quotes.",
)
FUNCTION_FAILED = Rule(
    "D107",
    "function-failed",
    Severity.ERROR,
    "A function cannot do its work on the values of the article. The term is left out.",
    "Correct the value, or the function call in the mapping.",
)
INVALID_JSON = Rule(
    "D108",
    "invalid-json",
    Severity.ERROR,
    "A text that the mapping reads as JSON is no valid JSON. The term is left out.",
    "Correct the JSON inside the text.",
)
UNKNOWN_LABEL = Rule(
    "D109",
    "unknown-label",
    Severity.ERROR,
    "No class, concept scheme or registered node bears the label. The term is left out.",
    "Use a label of the ontology or vocabulary, or add the label there.",
)
NO_GRAPH = Rule(
    "D110",
    "no-graph",
    Severity.ERROR,
    "The graph of a statement takes its name from a field that the article has not. The statements are left out.",
    "Fill in the field that names the graph.",
)
NO_TRUTH = Rule(
    "D111",
    "condition-undecided",
    Severity.ERROR,
    "A condition gives neither true nor false, or another number of answers than there are values.",
    "Use a function that gives true or false, over the same list as the values.",
)
NOT_WRITABLE = Rule(
    "D112",
    "text-not-writable",
    Severity.ERROR,
    "A text holds half of a surrogate pair, which no encoding of Unicode can write. The term is left out.",
    "Write the character itself.",
)
UNREADABLE_SOURCE = Rule(
    "D113",
    "unreadable-source",
    Severity.ERROR,
    "A JSON source of the mapping cannot be read.",
    "Correct the file, or its name in the mapping; a source is looked for beside the mapping file.",
)
TAKEN_IRI = Rule(
    "D114",
    "iri-of-another",
    Severity.ERROR,
    "A name that no vocabulary lists would be given the IRI of something that a vocabulary calls otherwise. "
    "The term is left out, for two names are no reason to take two things for one.",
    "Write the name as the vocabulary has it, or add this spelling to its labels there.",
)
ADDRESS_LEADS_AWAY = Rule(
    "D115",
    "address-leads-away",
    Severity.ERROR,
    "A value of which an address is made would lead out of the site or its folder, or add a query or a fragment. "
    "The term is left out.",
    "Write a path from the site's root such as /care/articles/, and a name without slashes and dots alone.",
)
AMBIGUOUS_LABEL = Rule(
    "D116",
    "label-of-two",
    Severity.ERROR,
    "Two nodes of a vocabulary bear the label alike, as a preferred, an alternative or a hidden one, so either may be meant. "
    "The term is left out.",
    "Write a label that one of them alone has, or take the label from one of them in the vocabulary.",
)

DATA_RULES: tuple[Rule, ...] = (
    NOT_SINGLE,
    INVALID_IRI,
    RELATIVE_IRI,
    INVALID_FORM,
    INVALID_LANGUAGE,
    NOT_FINITE,
    FUNCTION_FAILED,
    INVALID_JSON,
    UNKNOWN_LABEL,
    NO_GRAPH,
    NO_TRUTH,
    NOT_WRITABLE,
    UNREADABLE_SOURCE,
    TAKEN_IRI,
    ADDRESS_LEADS_AWAY,
    AMBIGUOUS_LABEL,
)
