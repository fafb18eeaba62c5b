"""Answers of SPARQL queries, and the forms they are shown in. Terms are N-Triples text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from publisher.core.nquads import read_literal

Term = str | None
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Table(NamedTuple):
    """Of SELECT: names of variables, and a term or None (unbound) for each in every row."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


class Boolean(NamedTuple):
    """Of ASK."""

    value: bool


class Graph(NamedTuple):
    """Of CONSTRUCT and DESCRIBE: N-Triples lines without newline."""

    lines: tuple[str, ...]


Answer = Table | Boolean | Graph


def plain_text(term: Term) -> str:
    """What a term says, without RDF's syntax: the IRI, the literal's text, nothing for an unbound one."""
    if term is None:
        return ""
    literal = read_literal(term)
    if literal is not None:
        return literal.text
    return term[1:-1] if term.startswith("<") else term


def as_csv(answer: Table) -> str:
    """SPARQL 1.1 Query Results CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/#csv)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows([plain_text(term) for term in row] for row in answer.rows)
    return out.getvalue()


def as_tsv(answer: Table) -> str:
    """SPARQL 1.1 Query Results TSV (https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv)."""
    lines = ["\t".join("?" + name for name in answer.variables)]
    lines.extend("\t".join(term or "" for term in row) for row in answer.rows)
    return "\n".join(lines) + "\n"


def as_json(answer: Table | Boolean) -> str:
    """SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    if isinstance(answer, Boolean):
        return json.dumps({"head": {}, "boolean": answer.value}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_xml(answer: Table | Boolean) -> str:
    """SPARQL Query Results XML (https://www.w3.org/TR/rdf-sparql-XMLres/)."""
    start = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if isinstance(answer, Boolean):
        return f"{start}<head/>\n<boolean>{str(answer.value).lower()}</boolean>\n</sparql>\n"
    head = "".join(f"<variable name={_attribute(name)}/>" for name in answer.variables)
    rows = "".join(f"<result>{_xml_row(answer.variables, row)}</result>\n" for row in answer.rows)
    return f"{start}<head>{head}</head>\n<results>\n{rows}</results>\n</sparql>\n"


def has_no_xml(answer: Table) -> bool:
    """Whether a value holds a character for which XML 1.0 has no form."""
    return any(_NOT_IN_XML.search(plain_text(term)) for row in answer.rows for term in row)


RESULT_FORMATS: Mapping[str, Callable[[Table], str]] = {
    "json": as_json,
    "csv": as_csv,
    "tsv": as_tsv,
    "xml": as_xml,
}


def _json_term(term: str) -> dict[str, str]:
    literal = read_literal(term)
    if literal is None:
        kind, value = ("bnode", term[2:]) if term.startswith("_:") else ("uri", term[1:-1])
        return {"type": kind, "value": value}
    record = {"type": "literal", "value": literal.text}
    if literal.language is not None:
        record["xml:lang"] = literal.language
    elif literal.datatype is not None:
        record["datatype"] = literal.datatype
    return record


def _xml_row(variables: tuple[str, ...], row: tuple[Term, ...]) -> str:
    bound = [(name, term) for name, term in zip(variables, row, strict=True) if term is not None]
    return "".join(f"<binding name={_attribute(name)}>{_xml_term(term)}</binding>" for name, term in bound)


def _xml_term(term: str) -> str:
    literal = read_literal(term)
    if literal is None:
        return (
            f"<bnode>{_xml_text(term[2:])}</bnode>" if term.startswith("_:") else f"<uri>{_xml_text(term[1:-1])}</uri>"
        )
    attribute = ""
    if literal.language is not None:
        attribute = f" xml:lang={_attribute(literal.language)}"
    elif literal.datatype is not None:
        attribute = f" datatype={_attribute(literal.datatype)}"
    return f"<literal{attribute}>{_xml_text(literal.text)}</literal>"


def _xml_text(text: str) -> str:
    """The text in XML 1.0, which has no way to write most control characters: they become U+FFFD."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), quote=False).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return f'"{escape(text)}"'
