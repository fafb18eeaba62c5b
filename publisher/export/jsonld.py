"""JSON-LD 1.1 with prefixes as its context, a node object a subject (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
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
    compactor = Compactor(prefixes)
    yield f'{{"@context": {_dump(dict(sorted(prefixes.items())))},\n "@graph": ['
    separator = "\n"
    for graph, quads in groupby(map(split_line, lines), key=lambda quad: quad.graph):
        nodes = _nodes(quads, compactor)
        if graph:
            yield f'{separator}  {{"@id": {_dump(_short(graph, compactor))}, "@graph": [\n    '
            yield ",\n    ".join(nodes) + "]}"
        else:
            yield separator + "  " + ",\n  ".join(nodes)
        separator = ",\n"
    yield "\n]}\n"


def _usable(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Prefixes that JSON-LD 1.1 takes for such ("4.4 Compact IRIs"), and that no absolute IRI can be mistaken for."""
    schemes = {"http", "https", "urn", "mailto", "file", "ftp", "data", "tag", "doi", "info"}
    usable = {name: uri for name, uri in prefixes.items() if uri.endswith(_GEN_DELIMS)}
    return {name: uri for name, uri in usable.items() if name and name.lower() not in schemes}


def _nodes(quads: Iterable[Quad], compactor: Compactor) -> Iterator[str]:
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, object] = {"@id": _short(subject, compactor)}
        for quad in group:
            if quad.predicate == RDF_TYPE and not quad.object.startswith('"'):
                _append(node, "@type", _short(quad.object, compactor))
            else:
                _append(node, _short(quad.predicate, compactor), _value(quad.object, compactor))
        yield _dump(node)


def _append(node: dict[str, object], key: str, value: object) -> None:
    present = node.get(key)
    if present is None:
        node[key] = value
    elif isinstance(present, list):
        present.append(value)
    else:
        node[key] = [present, value]


def _value(term: str, compactor: Compactor) -> object:
    literal = read_literal(term)
    if literal is None:
        return {"@id": _short(term, compactor)}
    text, datatype, language = literal
    if language is not None:
        return {"@value": text, "@language": language}
    if datatype is None:
        return text
    if datatype == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    if datatype == XSD + "integer" and _NATIVE_INTEGER.fullmatch(text):
        return int(text)
    return {"@value": text, "@type": _short(f"<{datatype}>", compactor)}


def _short(term: str, compactor: Compactor) -> str:
    return compactor.term(term).removeprefix("<").removesuffix(">")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


JSONLD = Exporter("jsonld", "JSON-LD", "application/ld+json", keeps_graphs=True, serialize=write_jsonld)
