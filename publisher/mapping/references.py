"""Templates: YARRRML's `$(...)` and RML's `{...}`, to the parts of the plan, with every problem at its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from publisher.core.findings import Finding
from publisher.mapping.paths import PathError, parse_reference
from publisher.mapping.plan import Constant, Expression, Position, Reference, Template
from publisher.mapping.rules import BROKEN_REFERENCE, BROKEN_TEMPLATE
from publisher.mapping.written import Written

_BARE_CLOSING = re.compile(r"(?<!\\)\)")
Part = str | Reference | Position
ResolveExternal = Callable[[str, Written], "list[Part] | None"]
"""Gives the parts of an external reference by its name (without ``_``), or None after it reported a finding."""


@dataclass(slots=True)
class Parts:
    """Parts as they are collected: neighbouring texts are joined."""

    parts: list[Part] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Append a part."""
        if isinstance(part, str) and self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += part
        elif part != "":
            self.parts.append(part)


def as_expression(parts: list[Part]) -> Expression:
    """The simplest expression of the parts: a constant, a single reference, or a template."""
    if all(isinstance(part, str) for part in parts):
        return Constant("".join(str(part) for part in parts))
    if len(parts) == 1 and not isinstance(parts[0], str):
        return parts[0]
    return Template(tuple(parts))


def parse_template(written: Written, externals: ResolveExternal, findings: list[Finding]) -> list[Part] | None:
    r"""The parts of a YARRRML template, or None where something is wrong with it.

    ``\$(`` is the text ``$(``; inside a reference a backslash takes the next parenthesis, backslash or
    leading underscore as it is, and balanced parentheses need none (YARRRML 1.3, "Template" and
    "External references", https://w3id.org/yarrrml/spec/).
    """
    found, text, here, sound = Parts(), written.text, 0, True
    while here < len(text):
        opening = text.find("$(", here)
        if opening < 0:
            found.add(text[here:])
            break
        if opening > here and text[opening - 1] == "\\":
            found.add(text[here : opening - 1] + "$(")
            here = opening + 2
            continue
        found.add(text[here:opening])
        closing = _closing(text, opening + 2) or _first_closing(text, opening + 2)
        if closing is None:
            message = "the reference is not closed with `)`; a literal `$(` is written `\\$(`"
            findings.append(BROKEN_REFERENCE.at(written.span(opening, opening + 2), message))
            return None
        parts = _reference(written.part(opening, closing + 1), externals, findings)
        sound = sound and parts is not None
        for part in parts or ():
            found.add(part)
        here = closing + 1
    return found.parts if sound else None


def _closing(text: str, start: int) -> int | None:
    """The offset of the parenthesis that closes the reference; quoted names and escapes are stepped over."""
    depth, here, quote = 0, start, ""
    while here < len(text):
        character = text[here]
        if character == "\\":
            here += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"" and text[here - 1] == "[":
            quote = character
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                return here
            depth -= 1
        here += 1
    return None


def _first_closing(text: str, start: int) -> int | None:
    """The same where some parentheses are escaped and others are not, so that they are not balanced."""
    found = _BARE_CLOSING.search(text, start)
    return found.end() - 1 if found is not None and "\\" in text[start : found.end()] else None


def _reference(whole: Written, externals: ResolveExternal, findings: list[Finding]) -> list[Part] | None:
    """The parts of one ``$(...)``."""
    inner = whole.part(2, len(whole.text) - 1)
    if not inner.text.strip():
        findings.append(BROKEN_REFERENCE.at(whole.place, "the reference is empty: write the name of a field in it"))
        return None
    if inner.text.startswith("_"):
        return externals(inner.text[1:], whole)
    try:
        return [parse_reference(_without_escapes(inner), whole)]
    except PathError as error:
        findings.append(error.finding)
        return None


def _without_escapes(inner: Written) -> Written:
    """The reference after its backslashes are read; those inside quoted names belong to the path."""
    text, at, here = "", list[int](), 0
    while here < len(inner.text):
        escaped = inner.text[here] == "\\" and inner.text[here + 1 : here + 2] in ("(", ")", "\\", "_")
        if escaped:
            here += 1
        text += inner.text[here]
        at.append(inner.at[here])
        here += 1
    return Written(text, [*at, inner.at[len(inner.text)]], inner.lines, inner.place)


def parse_rml_template(written: Written, findings: list[Finding]) -> list[Part] | None:
    r"""The parts of an RML template, or None where something is wrong with it.

    Braces and backslashes that are meant as they stand have a backslash before them, inside references too
    (https://kg-construct.github.io/rml-core/spec/docs/#templates-rmltemplate).
    """
    found, text, here, sound = Parts(), written.text, 0, True
    while here < len(text):
        character = text[here]
        if character == "\\":
            if text[here + 1 : here + 2] not in ("{", "}", "\\"):
                message = "a backslash stands only before `{`, `}` or another backslash"
                findings.append(BROKEN_TEMPLATE.at(written.span(here, here + 1), message))
                return None
            found.add(text[here + 1])
            here += 2
        elif character == "}":
            findings.append(
                BROKEN_TEMPLATE.at(written.span(here, here + 1), "`}` closes nothing; a literal one is `\\}`")
            )
            return None
        elif character == "{":
            end = _closing_brace(written, here, findings)
            if end is None:
                return None
            part = _rml_reference(written.part(here + 1, end), written.part(here, end + 1), findings)
            sound = sound and part is not None
            found.add(part or "")
            here = end + 1
        else:
            found.add(character)
            here += 1
    return found.parts if sound else None


def _closing_brace(written: Written, opening: int, findings: list[Finding]) -> int | None:
    text, here = written.text, opening + 1
    while here < len(text):
        if text[here] == "\\":
            if text[here + 1 : here + 2] not in ("{", "}", "\\"):
                message = "a backslash stands only before `{`, `}` or another backslash"
                findings.append(BROKEN_TEMPLATE.at(written.span(here, here + 1), message))
                return None
            here += 1
        elif text[here] == "}":
            return here
        elif text[here] == "{":
            message = "`{` cannot stand inside a reference; a literal one is `\\{`"
            findings.append(BROKEN_TEMPLATE.at(written.span(here, here + 1), message))
            return None
        here += 1
    findings.append(BROKEN_TEMPLATE.at(written.span(opening, opening + 1), "`{` is not closed with `}`"))
    return None


def _rml_reference(inner: Written, whole: Written, findings: list[Finding]) -> Reference | Position | None:
    if not inner.text.strip():
        findings.append(BROKEN_REFERENCE.at(whole.place, "the reference is empty: write a path in the braces"))
        return None
    text, at, here = "", list[int](), 0
    while here < len(inner.text):
        if inner.text[here] == "\\":
            here += 1
        text += inner.text[here]
        at.append(inner.at[here])
        here += 1
    plain = Written(text, [*at, inner.at[len(inner.text)]], inner.lines, inner.place)
    try:
        return parse_reference(plain, whole)
    except PathError as error:
        findings.append(error.finding)
        return None
