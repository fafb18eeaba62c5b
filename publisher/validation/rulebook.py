"""Every rule that the code itself has, by its code. Shapes have rules of their own, named by their IRIs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from publisher.content.rules import CONTENT_RULES
from publisher.core.configuration_rules import CONFIGURATION_RULES
from publisher.core.page_rules import PAGE_RULES
from publisher.core.rules import Rule
from publisher.core.yaml_rules import YAML_RULES
from publisher.graph.rules import CORPUS_RULES
from publisher.graph.store_rules import STORE_RULES
from publisher.graph.vocabulary import BROKEN_VOCABULARY
from publisher.mapping.data_rules import DATA_RULES
from publisher.mapping.rules import MAPPING_RULES
from publisher.validation.control.rules import CONTROL_RULES
from publisher.validation.rules import RULES

_FAMILIES = (
    CONFIGURATION_RULES,
    (BROKEN_VOCABULARY,),
    YAML_RULES,
    CONTENT_RULES,
    MAPPING_RULES,
    DATA_RULES,
    RULES,
    CONTROL_RULES,
    CORPUS_RULES,
    PAGE_RULES,
    STORE_RULES,
)

CODED_RULES: Mapping[str, Rule] = MappingProxyType(
    dict(sorted((rule.code, rule) for family in _FAMILIES for rule in family))
)
