"""Properties in SHACL's namespace that SHACL does not have: an engine passes over them, so that they would check nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.suggest import did_you_mean
from publisher.validation.ntriples import Triple
from publisher.validation.protocol import SH
from publisher.validation.rules import UNKNOWN_SHACL_TERM

# SHACL and its advanced features, https://www.w3.org/TR/shacl/ and https://www.w3.org/TR/shacl-af/
PROPERTIES = frozenset(
    [
        "alternativePath",
        "and",
        "annotationProperty",
        "annotationValue",
        "annotationVarName",
        "ask",
        "class",
        "closed",
        "condition",
        "conforms",
        "construct",
        "datatype",
        "deactivated",
        "declare",
        "defaultValue",
        "description",
        "detail",
        "disjoint",
        "entailment",
        "equals",
        "expression",
        "filterShape",
        "flags",
        "focusNode",
        "group",
        "hasValue",
        "ignoredProperties",
        "in",
        "intersection",
        "inversePath",
        "js",
        "jsFunctionName",
        "jsLibrary",
        "jsLibraryURL",
        "labelTemplate",
        "languageIn",
        "lessThan",
        "lessThanOrEquals",
        "maxCount",
        "maxExclusive",
        "maxInclusive",
        "maxLength",
        "message",
        "minCount",
        "minExclusive",
        "minInclusive",
        "minLength",
        "name",
        "namespace",
        "node",
        "nodeKind",
        "nodeValidator",
        "nodes",
        "not",
        "object",
        "oneOrMorePath",
        "optional",
        "or",
        "order",
        "parameter",
        "path",
        "pattern",
        "predicate",
        "prefix",
        "prefixes",
        "property",
        "propertyValidator",
        "qualifiedMaxCount",
        "qualifiedMinCount",
        "qualifiedValueShape",
        "qualifiedValueShapesDisjoint",
        "result",
        "resultAnnotation",
        "resultMessage",
        "resultPath",
        "resultSeverity",
        "returnType",
        "rule",
        "select",
        "severity",
        "shapesGraph",
        "shapesGraphWellFormed",
        "sourceConstraint",
        "sourceConstraintComponent",
        "sourceShape",
        "sparql",
        "subject",
        "suggestedShapesGraph",
        "target",
        "targetClass",
        "targetNode",
        "targetObjectsOf",
        "targetSubjectsOf",
        "this",
        "union",
        "uniqueLang",
        "update",
        "validator",
        "value",
        "xone",
        "zeroOrMorePath",
        "zeroOrOnePath",
    ]
)


def unknown_terms(triples: Iterable[Triple], prefixes: Mapping[str, str], text: str, path: str) -> list[Finding]:
    """A finding for each property in SHACL's namespace that is none of its own, where the text first has it."""
    used = dict.fromkeys(each.predicate[len(SH) + 1 : -1] for each in triples if each.predicate.startswith(f"<{SH}"))
    return [
        UNKNOWN_SHACL_TERM.at(
            _place(name, prefixes, text, path),
            f"{name!r} is no property of SHACL, so it would check nothing.{did_you_mean(name, PROPERTIES)}",
        )
        for name in used
        if name not in PROPERTIES
    ]


def _place(name: str, prefixes: Mapping[str, str], text: str, path: str) -> SourceSpan:
    """The first place outside comments where the name stands behind a prefix of SHACL's, or in full."""
    begin = "|".join(re.escape(f"{prefix}:") for prefix, space in prefixes.items() if space == SH)
    written = re.compile(rf"(?<![\w-])(?:{begin or re.escape(SH)}|<{re.escape(SH)}){re.escape(name)}(?![\w-])>?")
    for number, line in enumerate(text.split("\n"), start=1):
        found = written.search(line)
        if found and not line.lstrip().startswith("#"):
            return SourceSpan(path, number, found.start() + 1, number, found.end() + 1)
    return SourceSpan.point(path)
