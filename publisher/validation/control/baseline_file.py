"""The baseline file: read with the place of everything that is wrong in it, and written in a fixed order."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from publisher.content.json_tree import JsonError, parse_json
from publisher.content.places import LineIndex
from publisher.core.errors import ConfigurationError, UsageError
from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, child, span_of
from publisher.validation.control.rules import BROKEN_BASELINE

VERSION = 1
_FINGERPRINT = re.compile("[0-9a-f]{32}")
_LINE_NUMBER = re.compile(r"\b(line|column) [0-9]+")


class Known(NamedTuple):
    """A finding as a baseline keeps it; ``path`` is relative to the baseline's folder, with ``/`` between its segments."""

    path: str
    code: str
    fingerprint: str
    message: str


def known_of(finding: Finding, folder: str) -> Known:
    """The finding without what moves: its line, and how the path to its file was written."""
    path = relative_path(finding.span.path, folder)
    message = _LINE_NUMBER.sub(r"\1 …", finding.message)
    settled = replace(finding, span=replace(finding.span, path=path), message=message)
    return Known(path, finding.code, settled.fingerprint, message)


def relative_path(path: str, folder: str) -> str:
    """The path seen from the folder, however either was written."""
    return os.path.relpath(path, folder or os.curdir).replace(os.sep, "/")


def read_baseline(file: str) -> Counter[Known]:
    """The known findings, each with how often it is known.

    Raises UsageError where the file cannot be read, ConfigurationError with places where it is broken.
    """
    try:
        text = Path(file).read_text("utf-8-sig")
    except OSError as problem:
        message = f"cannot read the baseline {file!r}: {problem.strerror}; --write-baseline writes one"
        raise UsageError(message) from problem
    except UnicodeDecodeError as problem:
        raise _broken(file, SourceSpan.point(file), "the file is not UTF-8") from problem
    return _Reader(file, text).read()


def baseline_text(known: Iterable[Known]) -> str:
    """The file, one finding a line, sorted: so that a diff shows what came and went."""
    lines = []
    for each, count in sorted(Counter(known).items()):
        record = {
            "path": each.path,
            "code": each.code,
            "count": count,
            "fingerprint": each.fingerprint,
            "message": each.message,
        }
        lines.append("  " + json.dumps(record))
    inside = "\n" + ",\n".join(lines) + "\n" if lines else ""
    return f'{{"version": {VERSION}, "findings": [{inside}]}}\n'


def _broken(file: str, span: SourceSpan, message: str) -> ConfigurationError:
    return ConfigurationError(f"{file}: the baseline cannot be used", [BROKEN_BASELINE.at(span, message)])


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._lines = LineIndex(file, text)

    def read(self) -> Counter[Known]:
        root = self._parse()
        version = child(root, "version")
        if not isinstance(root, MappingNode) or version is None:
            raise self._wrong(root, 'expected an object with "version" and "findings"')
        if not isinstance(version, ScalarNode) or type(version.value) is not int or version.value != VERSION:
            raise self._wrong(version, f"expected version {VERSION}, the only one that this publisher reads")
        findings = child(root, "findings")
        if not isinstance(findings, SequenceNode):
            raise self._wrong(findings or root, 'expected "findings" with a list')
        known: Counter[Known] = Counter()
        for item in findings.items:
            texts = [self._text_at(item, key) for key in ("path", "code", "fingerprint", "message")]
            known[Known(*texts)] += self._count(item)
        return known

    def _parse(self) -> Node:
        try:
            parsed = parse_json(self._text, 0, self._lines.mark)
        except JsonError as problem:
            raise _broken(self._file, self._lines.span(problem.offset), problem.message) from problem
        rest = self._text[parsed.end :]
        if rest.strip():
            offset = parsed.end + len(rest) - len(rest.lstrip())
            raise _broken(self._file, self._lines.span(offset), "expected the end of the file")
        return parsed.root

    def _text_at(self, item: Node, key: str) -> str:
        node = child(item, key)
        if not isinstance(node, ScalarNode) or not isinstance(node.value, str):
            raise self._wrong(node or item, f"expected a finding with the text {key!r}")
        if key == "fingerprint" and not _FINGERPRINT.fullmatch(node.value):
            raise self._wrong(node, "expected a fingerprint: 32 digits of 0 to 9 and a to f")
        return node.value

    def _count(self, item: Node) -> int:
        node = child(item, "count")
        if node is None:
            return 1
        if not isinstance(node, ScalarNode) or type(node.value) is not int or node.value < 1:
            raise self._wrong(node, "expected a count above 0")
        return node.value

    def _wrong(self, node: Node, message: str) -> ConfigurationError:
        return _broken(self._file, span_of(node, self._file), message)
