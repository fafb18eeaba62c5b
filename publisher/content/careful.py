"""Reads any file: guards first, then delimiters, then the front matter's form; says what is wrong and where."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from publisher.content.article import Article
from publisher.content.delimiters import Block, Fault, Form, behind_line_break, find_block
from publisher.content.fast import parse_certain
from publisher.content.json_tree import Duplicate, JsonError, parse_json
from publisher.content.options import ReadOptions
from publisher.content.places import LineIndex
from publisher.content.rules import (
    CLOSING_DELIMITER,
    DELIMITER,
    FILE_ENCODING,
    FILE_NUL,
    FILE_TOO_LARGE,
    JSON_DUPLICATE_KEY,
    JSON_SYNTAX,
    NOT_A_MAPPING,
    TOML_SYNTAX,
    UNCLOSED,
)
from publisher.content.toml_values import TomlError, parse_toml
from publisher.core.findings import Finding, RelatedPlace, Severity
from publisher.core.rules import Rule
from publisher.core.spans import SourceSpan
from publisher.core.yaml_builder import build_yaml
from publisher.core.yaml_nodes import MappingNode, plain_value, span_of
from publisher.core.yaml_rules import YAML_DUPLICATE_KEY

_DUPLICATES = frozenset({YAML_DUPLICATE_KEY.code, JSON_DUPLICATE_KEY.code})


def read_carefully(source: bytes, path: str, options: ReadOptions) -> tuple[Article | None, tuple[Finding, ...]]:
    """The article, or None where a finding is an error; and what was found."""
    reading = _Reading(source, path, options)
    try:
        article = reading.read()
    except _Refused as refused:
        return None, (*reading.findings, refused.finding)
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        return None, tuple(reading.findings)
    return article, tuple(reading.findings)


def duplicate_key(found: Duplicate, path: str) -> Finding:
    """What is said of a key that a JSON object has twice."""
    related = (RelatedPlace(span_of(found.first, path), "the first one"),)
    written = found.second.written
    message = f"the key {written[:80]!r} is here a second time; the first is in line {found.first.start.line}"
    return JSON_DUPLICATE_KEY.at(span_of(found.second, path), message, value=written, related=related)


class _Refused(Exception):  # noqa: N818 - carries a finding, and never leaves this module
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Reading:
    """One file while it is read."""

    def __init__(self, source: bytes, path: str, options: ReadOptions) -> None:
        self.source = source
        self.path = path
        self.findings: list[Finding] = []
        self._options = options
        self._text = ""

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.path, self._text)

    def read(self) -> Article:
        self._guard()
        block = find_block(self.source)
        self._check(block)
        if block.form is Form.YAML:
            return self._article(self._read_yaml(block), block.body)
        if block.form is Form.TOML:
            return self._article(self._read_toml(block), block.body)
        if block.form is Form.JSON:
            return self._read_json(block)
        return self._article({}, block.body)

    def _article(self, front_matter: dict[str, object], body: int) -> Article:
        return Article(self.path, front_matter, self.source, body)

    def _refuse(self, rule: Rule, span: SourceSpan, message: str) -> _Refused:
        return _Refused(rule.at(span, message))

    # Guards -----------------------------------------------------------------------------------------

    def _guard(self) -> None:
        start = SourceSpan.point(self.path)
        if len(self.source) > self._options.max_file_size:
            message = f"the file has more than {self._options.max_file_size:,} bytes"
            raise self._refuse(FILE_TOO_LARGE, start, message)
        try:
            self._text = self.source.decode()
        except UnicodeDecodeError as error:
            before = self.source[: error.start].decode()
            message = f"the byte 0x{self.source[error.start]:02X} is not UTF-8 here"
            raise self._refuse(FILE_ENCODING, LineIndex(self.path, before).span(len(before)), message) from error
        if "\0" in self._text:
            raise self._refuse(FILE_NUL, self._lines.span(self._text.index("\0")), "a NUL byte stands here")

    def _check(self, block: Block) -> None:
        if block.fault is Fault.OPENING:
            wanted = "---" if block.form is Form.YAML else "+++"
            message = f"expected {wanted} alone on the line that opens the front matter"
            raise self._refuse(DELIMITER, self._span(block.opening), message)
        if block.fault is Fault.UNCLOSED:
            wanted = "---" if block.form is Form.YAML else "+++"
            message = f"the front matter that opens here is never closed by a line {wanted}"
            raise self._refuse(UNCLOSED, self._span(block.opening), message)
        if block.end - block.start > self._options.max_front_matter:
            message = f"the front matter has more than {self._options.max_front_matter:,} bytes"
            raise self._refuse(FILE_TOO_LARGE, self._span(block.opening), message)
        if block.fault is Fault.CLOSING:
            message = "something follows the closing delimiter in its line; it becomes the beginning of the body"
            self.findings.append(CLOSING_DELIMITER.at(self._span(block.fault_at), message))

    def _span(self, byte_offset: int) -> SourceSpan:
        return self._lines.span(self._characters(byte_offset))

    def _characters(self, byte_offset: int) -> int:
        return len(self.source[:byte_offset].decode())

    # Forms ------------------------------------------------------------------------------------------

    def _read_yaml(self, block: Block) -> dict[str, object]:
        text = self.source[block.start : block.end].decode()
        if not text.strip():
            return {}
        certain = parse_certain(text.replace("\r\n", "\n"))
        if certain is not None:
            return certain
        first = self._lines.mark(self._characters(block.start))
        node, findings = build_yaml(text, self.path, first_line=first.line, first_offset=first.offset)
        self._report(findings)
        if isinstance(node, MappingNode):
            return {name: plain_value(entry.value) for name, entry in node.entries.items()}
        if node is not None:
            place = span_of(node, self.path)
            raise self._refuse(NOT_A_MAPPING, place, "the front matter is a list or a single value, not a mapping")
        return {}

    def _read_toml(self, block: Block) -> dict[str, object]:
        try:
            return parse_toml(self.source[block.start : block.end].decode().replace("\r\n", "\n"))
        except TomlError as error:
            span = self._span(block.end)
            if error.line:
                first = self._lines.mark(self._characters(block.start))
                span = SourceSpan.point(self.path, first.line + error.line - 1, error.column)
            raise self._refuse(TOML_SYNTAX, span, f"this is not TOML: {error.message}") from error

    def _read_json(self, block: Block) -> Article:
        start = self._characters(block.start)
        try:
            found = parse_json(self._text, start, self._lines.mark)
        except JsonError as error:
            inside = self._text[start + 1 :].lstrip(" \t\r\n")
            if inside.startswith(('"', "}")):
                raise self._refuse(
                    JSON_SYNTAX, self._lines.span(error.offset), f"this is not JSON: {error.message}"
                ) from error
            behind_mark = 3 if self._text.startswith("\ufeff") else 0
            return self._article({}, behind_mark)
        end = len(self._text[: found.end].encode())
        self._check(block._replace(end=end))
        self._report([duplicate_key(each, self.path) for each in found.duplicates])
        value = plain_value(found.root)
        return self._article(value if isinstance(value, dict) else {}, behind_line_break(self.source, end))

    def _report(self, findings: list[Finding]) -> None:
        for finding in findings:
            if self._options.lenient and finding.code in _DUPLICATES:
                self.findings.append(replace(finding, severity=Severity.WARNING))
            else:
                self.findings.append(finding)
