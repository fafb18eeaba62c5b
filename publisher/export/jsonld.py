"""JSON-LD 1.1 with prefixes as its context, a node object a subject (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from publisher.core.lexical import XSD
from publisher.core.nquads import Quad, read_literal, split_line
from publisher.export.compact import RDF_TYPE, Compactor, used_prefixes
from publisher.export.protocol import Exporter

_NATIVE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}", re.ASCII)
_GEN_DELIMS = tuple(":/?#[]@")


def write_jsonld(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """One document: a named graph is a node with ``@graph``, the default graph's nodes stand at the top."""
    prefixes = _usable(used_prefixes(lines, prefixes) if isinstance(lines, list | tuple) else prefixes)
    names = _Names(prefixes)
    yield f'{{"@context": {_dump(dict(sorted(prefixes.items())))},\n "@graph": ['
    separator = "\n"
    for graph, quads in groupby(map(split_line, lines), key=lambda quad: quad.graph):
        if graph:
            named, within = _node(partial(_named, graph), names)
            yield f'{separator}  {_dump(named)[:-1]}, "@graph": [\n    '
            yield ",\n    ".join(_nodes(quads, within)) + "]}"
        else:
            yield separator + "  " + ",\n  ".join(_nodes(quads, names))
        separator = ",\n"
    yield "\n]}\n"


def _usable(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Prefixes that JSON-LD 1.1 takes for such ("4.4 Compact IRIs"), and whose IRIs none of the others changes."""
    schemes = {"http", "https", "urn", "mailto", "file", "ftp", "data", "tag", "doi", "info"}
    usable = {name: uri for name, uri in prefixes.items() if uri.endswith(_GEN_DELIMS)}
    usable = {name: uri for name, uri in usable.items() if name and name.lower() not in schemes}
    return {name: uri for name, uri in usable.items() if _taken_for_prefix(uri, usable) is None}


def _taken_for_prefix(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """The prefix whose name is the absolute IRI's scheme: it would be read as a compact IRI ("5.2 IRI Expansion" of the API)."""
    scheme, _, rest = iri.partition(":")
    return scheme if scheme in prefixes and not rest.startswith("//") else None


class _Names:
    """Shortens terms; ``clashing`` are the prefixes that absolute IRIs, which could not be shortened, would be taken for."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._compactor = Compactor(prefixes)
        self._narrower: dict[frozenset[str], _Names] = {}
        self.clashing: set[str] = set()

    def short(self, term: str) -> str:
        """The IRI or blank node as JSON-LD has it."""
        short = self._compactor.term(term)
        if not short.startswith("<"):
            return short
        prefix = _taken_for_prefix(short[1:-1], self._prefixes)
        if prefix is not None:
            self.clashing.add(prefix)
        return short[1:-1]

    def without(self, prefixes: frozenset[str]) -> _Names:
        """The same without these prefixes; made once."""
        if prefixes not in self._narrower:
            left = {name: uri for name, uri in self._prefixes.items() if name not in prefixes}
            self._narrower[prefixes] = _Names(left)
        return self._narrower[prefixes]


def _node(make: Callable[[_Names], dict[str, object]], names: _Names) -> tuple[dict[str, object], _Names]:
    """The node, with a context of its own where a prefix must not be one in it ("9.15 Context Definitions" takes null)."""
    dropped: frozenset[str] = frozenset()
    known = names
    while True:
        known.clashing.clear()
        node = make(known)
        if not known.clashing:
            break
        dropped |= known.clashing
        known = names.without(dropped)
    return ({"@context": dict.fromkeys(sorted(dropped)), **node} if dropped else node), known


def _nodes(quads: Iterable[Quad], names: _Names) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        yield _dump(_node(partial(_described, subject, list(group)), names)[0])


def _described(subject: str, quads: Sequence[Quad], names: _Names) -> dict[str, object]:
    node: dict[str, object] = {"@id": names.short(subject)}
    for quad in quads:
        if quad.predicate == RDF_TYPE and not quad.object.startswith('"'):
            _append(node, "@type", names.short(quad.object))
        else:
            _append(node, names.short(quad.predicate), _value(quad.object, names))
    return node


def _named(graph: str, names: _Names) -> dict[str, object]:
    return {"@id": names.short(graph)}


def _append(node: dict[str, object], key: str, value: object) -> None:
    present = node.get(key)
    if present is None:
        node[key] = value
    elif isinstance(present, list):
        present.append(value)
    else:
        node[key] = [present, value]


def _value(term: str, names: _Names) -> object:
    literal = read_literal(term)
    if literal is None:
        return {"@id": names.short(term)}
    text, datatype, language = literal
    if language is not None:
        return {"@value": text, "@language": language}
    if datatype is None:
        return text
    if datatype == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    if datatype == XSD + "integer" and _NATIVE_INTEGER.fullmatch(text):
        return int(text)
    return {"@value": text, "@type": names.short(f"<{datatype}>")}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


JSONLD = Exporter("jsonld", "JSON-LD", "application/ld+json", keeps_graphs=True, serialize=write_jsonld)
