"""The rules of reading content: codes C0xx. Those of YAML text itself are in ``core.yaml_rules``."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule
from publisher.core.yaml_rules import YAML_RULES

FILE_UNREADABLE = Rule(
    "C001",
    "file-unreadable",
    Severity.ERROR,
    "A file or folder could not be opened or read, or is no file at all.",
    "Look at its permissions; remove a link that leads nowhere.",
)
FILE_TOO_LARGE = Rule(
    "C002",
    "file-too-large",
    Severity.ERROR,
    "A file is larger than the configuration's content.max_file_size, or its front matter than 1 MiB.",
    "Split it, leave it out with content.ignore, or raise the limit.",
)
FILE_ENCODING = Rule(
    "C003",
    "file-encoding",
    Severity.ERROR,
    "A byte here is not UTF-8, so the file has another encoding or is damaged.",
    "Save the file as UTF-8.",
)
FILE_NUL = Rule(
    "C004",
    "file-nul",
    Severity.ERROR,
    "The file holds a NUL byte, so it is no text (UTF-16 perhaps, or a binary file).",
    "Save the file as UTF-8 text, or leave it out with content.ignore.",
)
LINK_OUTSIDE = Rule(
    "C005",
    "link-outside",
    Severity.WARNING,
    "A symbolic link leads out of the content folder; it is not followed.",
    "Copy the file into the folder, or name its own place on the command line.",
)
DELIMITER = Rule(
    "C011",
    "front-matter-delimiter",
    Severity.ERROR,
    "The line that opens front matter is not three hyphens (YAML) or three plus signs (TOML) alone.",
    "Write --- or +++ alone on the line. Begin the body with an empty front matter if it opens with a list.",
)
UNCLOSED = Rule(
    "C012",
    "front-matter-unclosed",
    Severity.ERROR,
    "Front matter is opened and never closed, so the whole file would be taken for it.",
    "Close it with the line that opened it.",
)
CLOSING_DELIMITER = Rule(
    "C013",
    "front-matter-closing",
    Severity.WARNING,
    "Something follows the closing delimiter in its line; Hugo takes it for the beginning of the body.",
    "Put the closing delimiter alone on its line.",
)
NOT_A_MAPPING = Rule(
    "C014",
    "front-matter-not-a-mapping",
    Severity.ERROR,
    "Front matter is a list or a single value; keys with values were expected.",
    "Write key: value lines.",
)
TOML_SYNTAX = Rule(
    "C015",
    "toml-syntax",
    Severity.ERROR,
    "The front matter between +++ lines is not TOML, or has a key twice.",
    "Look at the place; see https://toml.io/en/v1.0.0.",
)
JSON_SYNTAX = Rule(
    "C016",
    "json-syntax",
    Severity.ERROR,
    "The file opens with what looks like a JSON object, and it is not one.",
    "Look at the place; or put a line of text before the brace if it belongs to the body.",
)
JSON_DUPLICATE_KEY = Rule(
    "C017",
    "json-duplicate-key",
    Severity.ERROR,
    "A JSON object has the same key twice, so that one of the two values would be lost.",
    "Keep one of the two.",
)
KEY_CASE = Rule(
    "C021",
    "key-case",
    Severity.WARNING,
    "A key that the mapping uses stands in the article in another case only; its value is used.",
    "Write the key as the mapping does.",
)

CONTENT_RULES: tuple[Rule, ...] = (
    FILE_UNREADABLE,
    FILE_TOO_LARGE,
    FILE_ENCODING,
    FILE_NUL,
    LINK_OUTSIDE,
    DELIMITER,
    UNCLOSED,
    CLOSING_DELIMITER,
    NOT_A_MAPPING,
    TOML_SYNTAX,
    JSON_SYNTAX,
    JSON_DUPLICATE_KEY,
    KEY_CASE,
    *YAML_RULES,
)
