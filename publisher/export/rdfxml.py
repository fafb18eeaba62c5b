"""RDF/XML, an element a subject (https://www.w3.org/TR/rdf-syntax-grammar/).

What it cannot say stops the document with a message, for a triple left out would be lost: a property whose IRI does not
end in a name of XML ("6.1.2 Identifiers", "7.1 Grammar summary"), and a character that XML 1.0 has not ("2.2 Characters").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NoReturn

from publisher.core.errors import UsageError
from publisher.core.nquads import Quad, read_literal, split_line
from publisher.export.protocol import Exporter

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns/"
"""No prefix may be bound to these two ("Namespaces in XML 1.0", "3 Declaring Namespaces")."""
_NO_PROPERTIES = frozenset(
    f"{RDF}{name}"
    for name in (
        "RDF", "Description", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*", re.ASCII)
_LAST_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z", re.ASCII)
_LAST_NAME_OF_ANY_LETTERS = re.compile(r"[^\W\d][\w.-]*\Z")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile('[&<>"\r]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def write_rdfxml(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """RDF/XML: the graphs' names are dropped. Raises UsageError for a triple that it cannot say."""
    names = _PropertyNames(prefixes)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="{RDF}"{names.declarations()}>\n'
    for subject, quads in groupby(map(split_line, lines), key=lambda quad: quad.subject):
        yield f"  <rdf:Description {_node('about', subject)}>\n"
        yield "".join(_property(quad, names) for quad in dict.fromkeys(quads))
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


class _PropertyNames:
    """The IRIs of properties as names of XML, remembered. A namespace without a prefix is declared where it is used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        usable = {
            name: namespace
            for name, namespace in prefixes.items()
            if _NAME.fullmatch(name) and not name.lower().startswith("xml") and namespace not in {RDF, _XML, _XMLNS, ""}
        }
        self._prefixes = {namespace: name for name, namespace in usable.items() if name != "rdf"}
        self._names: dict[str, tuple[str, str]] = {}

    def declarations(self) -> str:
        """The attributes that declare the prefixes."""
        ordered = sorted((name, namespace) for namespace, name in self._prefixes.items())
        return "".join(f'\n    xmlns:{name}="{_escaped(namespace)}"' for name, namespace in ordered)

    def of(self, iri: str) -> tuple[str, str] | None:
        """The element's name, and the attribute that declares its namespace where there is no prefix; None if there is no name."""
        if iri not in self._names:
            found = _LAST_NAME.search(iri) or _LAST_NAME_OF_ANY_LETTERS.search(iri)
            if found is None or iri in _NO_PROPERTIES or iri.startswith((_XML, _XMLNS)):
                return None
            namespace, local = iri[: found.start()], found[0]
            prefix = "rdf" if namespace == RDF else self._prefixes.get(namespace)
            declared = f' xmlns:p="{_escaped(namespace)}"'
            self._names[iri] = (f"{prefix}:{local}", "") if prefix else (f"p:{local}", declared)
        return self._names[iri]


def _property(quad: Quad, names: _PropertyNames) -> str:
    name = names.of(quad.predicate[1:-1])
    if name is None:
        _refuse(quad, f"the property {quad.predicate} does not end in what can be a name in XML")
    element, declared = name
    literal = read_literal(quad.object)
    if literal is None:
        return f"    <{element}{declared} {_node('resource', quad.object)}/>\n"
    text, datatype, language = literal
    if _NOT_IN_XML.search(text):
        _refuse(quad, "the text has a character that XML does not have")
    kind = f' xml:lang="{language}"' if language else f' rdf:datatype="{_escaped(datatype)}"' if datatype else ""
    return f"    <{element}{declared}{kind}>{_escaped(text)}</{element}>\n"


def _node(attribute: str, term: str) -> str:
    """The attribute that names an IRI or a blank node, whose label is made a name of XML where it is none."""
    if term.startswith("<"):
        return f'rdf:{attribute}="{_escaped(term[1:-1])}"'
    label = term.removeprefix("_:")
    safe = label if _NAME.fullmatch(label) and not label.startswith("x-") else f"x-{label.encode().hex()}"
    return f'rdf:nodeID="{safe}"'


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


def _refuse(quad: Quad, reason: str) -> NoReturn:
    triple = f"{quad.subject} {quad.predicate} {quad.object}"
    raise UsageError(f"RDF/XML cannot say {triple[:300]}: {reason}; choose another format, such as turtle")


RDFXML = Exporter("rdfxml", "RDF/XML", "application/rdf+xml", keeps_graphs=False, serialize=write_rdfxml)
