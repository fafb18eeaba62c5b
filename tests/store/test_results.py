"""Answers in the standard result formats, read back by a second library."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from publisher.store.results import Boolean, Table, as_csv, as_json, as_tsv, as_xml
from publisher.store.table import as_table

ODD = '"a \\"q\\" <b> & \\\\ \\n\\tü, \U0001f600 漢"'
TABLE = Table(
    ("s", "value", "none"),
    (
        ("<http://e/Zoë?a=1&b=2>", ODD, None),
        ("_:b0", '"x"@de-at', None),
        ("<http://e/>", '"7"^^<http://www.w3.org/2001/XMLSchema#integer>', '""'),
    ),
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (as_json(TABLE), QueryResultsFormat.JSON),
        (as_xml(TABLE), QueryResultsFormat.XML),
        (as_tsv(TABLE), QueryResultsFormat.TSV),
    ],
    ids=["json", "xml", "tsv"],
)
def test_a_second_library_reads_the_same_rows(text: str, form: QueryResultsFormat) -> None:
    read = parse_query_results(text.encode(), format=form)
    assert [variable.value for variable in read.variables] == list(TABLE.variables)
    rows = [tuple(None if term is None else str(term) for term in row) for row in read]
    assert [row[1:] for row in rows] == [row[1:] for row in TABLE.rows]
    assert [row[0] for row in rows if not row[0].startswith("_:")] == [TABLE.rows[0][0], TABLE.rows[2][0]]


def test_csv_gives_plain_texts() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(TABLE), newline="")))
    assert rows[0] == ["s", "value", "none"]
    assert rows[1] == ["http://e/Zoë?a=1&b=2", 'a "q" <b> & \\ \n\tü, \U0001f600 漢', ""]


def test_control_characters_leave_xml_well_formed() -> None:
    text = as_xml(Table(("v",), (('"a\\u0000\\u0001\\rb"',),)))
    assert ET.fromstring(text).findtext(".//{*}literal") == "a\ufffd\ufffd\rb"  # noqa: S314 - our own text


def test_booleans() -> None:
    assert bool(parse_query_results(as_json(Boolean(value=True)).encode(), format=QueryResultsFormat.JSON))
    assert not bool(parse_query_results(as_xml(Boolean(value=False)).encode(), format=QueryResultsFormat.XML))


def test_a_table_for_a_terminal_is_aligned_and_harmless() -> None:
    shown = as_table(Table(("name", "n"), (('"漢字\\u001B[31m"', '"1"'), ('"ab"', '"2"'))), {})
    assert shown.split("\n") == ["?name      ?n", "─────────  ──", "漢字 [31m  1", "ab         2", "2 rows", ""]
    assert as_table(Table(("n",), (("<http://e/a>",),)), {"e": "http://e/"}) == "?n\n───\ne:a\n1 row\n"
