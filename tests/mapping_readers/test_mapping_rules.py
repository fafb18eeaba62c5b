"""The rules of mappings: codes that are unique, explained, and each shown by a broken mapping."""

from __future__ import annotations

import re

from broken_yarrrml import BROKEN as BROKEN_YARRRML
from test_rml import BROKEN as BROKEN_RML

from publisher.core.findings import Severity
from publisher.mapping.rules import MAPPING_RULES


def test_codes_and_names_are_unique_and_explained() -> None:
    assert (
        len({rule.code for rule in MAPPING_RULES}) == len({rule.name for rule in MAPPING_RULES}) == len(MAPPING_RULES)
    )
    assert all(re.fullmatch(r"M1\d\d", rule.code) for rule in MAPPING_RULES)
    assert all(rule.explanation.endswith(".") and rule.remedy.endswith(".") for rule in MAPPING_RULES)


def test_each_error_is_shown_by_a_broken_mapping() -> None:
    shown = {code for code, _ in [*BROKEN_YARRRML.values(), *BROKEN_RML.values()]}
    errors = {rule.code for rule in MAPPING_RULES if rule.severity is Severity.ERROR}
    assert errors - shown == set()
