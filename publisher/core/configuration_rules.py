"""The rules of `publisher.yaml`."""

from __future__ import annotations

from publisher.core.findings import Severity
from publisher.core.rules import Rule

UNKNOWN_KEY = Rule(
    "G101",
    "unknown-configuration-key",
    Severity.ERROR,
    "The configuration has a key that means nothing, so what was meant by it would silently not happen.",
    "Correct the key's spelling, or remove it.",
)
WRONG_KIND = Rule(
    "G102",
    "wrong-configuration-value",
    Severity.ERROR,
    "A value of the configuration is of another kind than is expected there.",
    "Write a value of the kind that the message names.",
)
MISSING_KEY = Rule(
    "G103",
    "missing-configuration-key",
    Severity.ERROR,
    "A key without which nothing can be published is missing.",
    "Add the key.",
)
MISSING_FILE = Rule(
    "G104",
    "missing-configured-file",
    Severity.ERROR,
    "A file that the configuration names is not there.",
    "Correct the path; it is relative to the configuration's folder.",
)
UNKNOWN_EXTERNAL = Rule(
    "G105",
    "unknown-external",
    Severity.ERROR,
    "A $(_name) in the configuration names a value that is not given.",
    "Add the name under external, or correct it.",
)
UNDESCRIBED_DATASET = Rule(
    "G106",
    "undescribed-dataset",
    Severity.WARNING,
    "DCAT-AP asks of each dataset for a title, a description and its publisher, and the configuration does not give them: "
    "what is made of the site's address instead tells readers little.",
    "Add the key under dataset; docs/description.md shows a whole section.",
)
SPARSE_DESCRIPTION = Rule(
    "G107",
    "sparse-description",
    Severity.INFO,
    "DCAT-AP recommends that a dataset tells this, and portals search and sort by it.",
    "Add the key under dataset; docs/description.md shows a whole section.",
)
UNASKED_EXTERNAL = Rule(
    "G108",
    "unasked-external",
    Severity.ERROR,
    "A value is given under external for which neither the mapping nor the configuration asks: a slip in the name would "
    "silently leave what was meant as it is.",
    "Correct the name, or remove it.",
)
ENCODING = Rule(
    "G109",
    "configuration-encoding",
    Severity.ERROR,
    "The configuration is not UTF-8.",
    "Save the file as UTF-8.",
)

CONFIGURATION_RULES: tuple[Rule, ...] = (
    UNKNOWN_KEY,
    WRONG_KIND,
    MISSING_KEY,
    MISSING_FILE,
    UNKNOWN_EXTERNAL,
    UNDESCRIBED_DATASET,
    SPARSE_DESCRIPTION,
    UNASKED_EXTERNAL,
    ENCODING,
)
