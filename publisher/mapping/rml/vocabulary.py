"""The terms of RML (http://w3id.org/rml/) that this reader knows, and those that it refuses."""

from __future__ import annotations

RML = "http://w3id.org/rml/"
OLD_NAMESPACES = ("http://www.w3.org/ns/r2rml#", "http://semweb.mmlab.be/ns/rml#", "http://semweb.mmlab.be/ns/fnml#")

COMMON = frozenset({"constant", "template", "reference", "functionExecution", "return", "returnMap", "termType"})
TERM_MAP = COMMON | {"logicalTarget"}
KNOWN: dict[str, frozenset[str]] = {
    "triples map": frozenset({"logicalSource", "subjectMap", "subject", "predicateObjectMap", "baseIRI"}),
    "logical source": frozenset({"source", "iterator", "referenceFormulation"}),
    "source": frozenset({"root", "path", "encoding", "compression", "null"}),
    "subject map": COMMON | {"class", "graphMap", "graph"},
    "predicate object map": frozenset({"predicateMap", "predicate", "objectMap", "object", "graphMap", "graph"}),
    "object map": COMMON | {"languageMap", "language", "datatypeMap", "datatype", "parentTriplesMap", "joinCondition"},
    "term map": COMMON,
    "join condition": frozenset({"childMap", "child", "parentMap", "parent"}),
    "function execution": frozenset({"function", "functionMap", "input"}),
    "input": frozenset({"parameter", "parameterMap", "inputValue", "inputValueMap"}),
}
NOT_SUPPORTED = {
    "logicalTarget": "targets",
    "query": "database and SPARQL sources",
    "quotedTriplesMap": "RML-star",
    "gather": "RML collections and containers",
    "gatherAs": "RML collections and containers",
    "viewOn": "logical views",
    "field": "logical views",
    "encoding": "encodings other than UTF-8",
    "compression": "compressed sources",
    "null": "values that count as null",
}
FORMULATIONS = {"JSONPath"}
