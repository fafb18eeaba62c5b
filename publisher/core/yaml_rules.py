"""The rules of YAML text, whether front matter, mapping or configuration: codes C1xx."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

YAML_SYNTAX = Rule(
    "C101",
    "yaml-syntax",
    Severity.ERROR,
    "The text is not YAML: the parser could not go past this place.",
    "Look at the place and the line before it: an unclosed quote or bracket, a tab, or a colon that needs quotes.",
)
YAML_DUPLICATE_KEY = Rule(
    "C102",
    "yaml-duplicate-key",
    Severity.ERROR,
    "A mapping has the same key twice, so that one of the two values would be lost.",
    "Keep one of the two. Both places are given: the second, and the first as related place.",
)
YAML_LIMIT = Rule(
    "C103",
    "yaml-limit",
    Severity.ERROR,
    "The text nests deeper, or holds more nodes or a longer number, than is read.",
    "Split it, or look for generated text that went wrong.",
)
YAML_ALIAS_LIMIT = Rule(
    "C104",
    "yaml-alias-limit",
    Severity.ERROR,
    "Aliases and merge keys repeat so much of the text that it would become far larger than what was written.",
    "Write the values out, or repeat less.",
)
YAML_COMPLEX_KEY = Rule(
    "C105",
    "yaml-complex-key",
    Severity.ERROR,
    "A key is a list or a mapping; only a plain word or text can be a key.",
    "Put the key in quotes if the brackets belong to its name.",
)
YAML_CHARACTER = Rule(
    "C106",
    "yaml-character",
    Severity.ERROR,
    "A character stands here that YAML does not allow, or an escape that names no character.",
    "Remove it, or write the character that was meant.",
)
YAML_ALIAS = Rule(
    "C107",
    "yaml-alias",
    Severity.ERROR,
    "An alias names no anchor before it, or an anchor that contains the alias itself.",
    "Define the anchor first, or put the text in quotes if the asterisk belongs to it.",
)
YAML_MERGE = Rule(
    "C108",
    "yaml-merge",
    Severity.ERROR,
    "A merge key (<<) takes a mapping or a list of mappings.",
    "Give it an alias of a mapping.",
)
YAML_DOCUMENTS = Rule(
    "C109",
    "yaml-documents",
    Severity.WARNING,
    "More text follows behind the end of the document; only the first document is read.",
    "Remove what follows.",
)
YAML_TAG = Rule(
    "C110",
    "yaml-tag",
    Severity.WARNING,
    "A tag is not known here. The value is read as if the tag were not there; nothing is ever constructed from it.",
    "Remove the tag.",
)
YAML_BOOLEAN_WORD = Rule(
    "C111",
    "yaml-boolean-word",
    Severity.WARNING,
    "yes, no, on and off are text in YAML 1.2, but some readers take them for true and false.",
    "Write true or false, or put the word in quotes.",
)
YAML_NUMBER_FORM = Rule(
    "C112",
    "yaml-number-form",
    Severity.WARNING,
    "A number is written in a form that readers of YAML take differently, or that not all can hold.",
    "Write it as a plain decimal number, or put it in quotes if it is text.",
)
YAML_OLDER_READING = Rule(
    "C113",
    "yaml-older-reading",
    Severity.WARNING,
    "Older releases of Hugo read this value otherwise than newer ones.",
    "Put the value in quotes if it is text, or write it in plain form.",
)
YAML_INDENTATION = Rule(
    "C114",
    "yaml-indentation",
    Severity.WARNING,
    "Text in quotes or brackets goes on in a line that is not indented deeper than what contains it; strict readers refuse that.",
    "Indent the continuation.",
)
YAML_CONTROL_CHARACTER = Rule(
    "C115",
    "yaml-control-character",
    Severity.WARNING,
    "A control character stands in the text. YAML does not allow it; it is kept, and cannot be seen.",
    "Remove it.",
)

YAML_RULES: tuple[Rule, ...] = (
    YAML_SYNTAX,
    YAML_DUPLICATE_KEY,
    YAML_LIMIT,
    YAML_ALIAS_LIMIT,
    YAML_COMPLEX_KEY,
    YAML_CHARACTER,
    YAML_ALIAS,
    YAML_MERGE,
    YAML_DOCUMENTS,
    YAML_TAG,
    YAML_BOOLEAN_WORD,
    YAML_NUMBER_FORM,
    YAML_OLDER_READING,
    YAML_INDENTATION,
    YAML_CONTROL_CHARACTER,
)
