"""``report``: a validation report of SHACL as Turtle (https://www.w3.org/TR/shacl/#validation-report).

It holds the results of shapes. Other findings have no focus node; a comment says how many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from publisher.core.findings import Finding, Severity
from publisher.validation.reporters.protocol import SourceLines
from publisher.validation.reporters.terminal import visible, write

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {Severity.ERROR: "sh:Violation", Severity.WARNING: "sh:Warning", Severity.INFO: "sh:Info"}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def report(findings: Iterable[Finding], stream: TextIO, _sources: SourceLines) -> None:
    """Writes each result as it comes, and the report itself, which needs their number, at the end."""
    stream.write(f"@prefix sh: <{_SH}> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n")
    results = others = 0
    for finding in findings:
        if finding.focus_node is None or finding.component is None or _term(finding.focus_node) is None:
            others += 1
            continue
        results += 1
        write_ascii(stream, f"# {visible(str(finding.span))}: {visible(finding.code)}\n")
        stream.write(f"_:result{results} a sh:ValidationResult")
        stream.writelines(f" ;\n  {statement}" for statement in _statements(finding))
        stream.write(" .\n\n")
    if others:
        stream.write(f"# {others} further findings are no results of shapes, and are left out here.\n")
    stream.write(f"_:report a sh:ValidationReport ;\n  sh:conforms {'false' if results else 'true'}")
    stream.writelines(f" ;\n  sh:result _:result{number}" for number in range(1, results + 1))
    stream.write(" .\n")


def write_ascii(stream: TextIO, text: str) -> None:
    """Writes a comment that any encoding can hold."""
    write(stream, text.encode("ascii", "backslashreplace").decode())


def _statements(finding: Finding) -> Iterator[str]:
    yield f"sh:resultSeverity {_SEVERITIES[finding.severity]}"
    terms = {
        "sh:focusNode": finding.focus_node,
        "sh:resultPath": finding.result_path,
        "sh:value": finding.value,
        "sh:sourceShape": finding.source_shape,
        "sh:sourceConstraintComponent": finding.component,
    }
    for predicate, written in terms.items():
        term = _term(written)
        if term is not None:
            yield f"{predicate} {term}"
    yield f"sh:resultMessage {_literal(finding.message)}"


def _term(written: str | None) -> str | None:
    """An IRI without its brackets, or a term of N-Triples, as Turtle; None for what is neither, such as a long path."""
    if written is None:
        return None
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only for this format

    candidate = written if written.startswith(("<", '"')) else f"<{written}>"
    if candidate.startswith("_:"):
        return None
    try:
        quads = list(parse(f"<{_RDF}x> <{_RDF}x> {candidate} .\n", format=RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError):
        return None
    return _escaped(str(quads[0].object)) if len(quads) == 1 else None


def _literal(text: str) -> str:
    from pyoxigraph import Literal  # noqa: PLC0415 - only for this format

    return _escaped(str(Literal(text.encode("utf-8", "backslashreplace").decode())))


def _escaped(term: str) -> str:
    """The term in ASCII: what is not is written as a numeric escape (https://www.w3.org/TR/turtle/#sec-escapes)."""
    return "".join(each if " " <= each < "\x7f" else f"\\U{ord(each):08X}" for each in term)
