"""The rules by their codes, those of the code and those of the shapes: what `publisher rule` and docs/rules tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publisher.core.errors import UsageError
from publisher.core.findings import Severity
from publisher.core.rules import Rule
from publisher.core.suggest import did_you_mean
from publisher.validation.findings import code_of
from publisher.validation.ntriples import bare
from publisher.validation.paths import render_path
from publisher.validation.protocol import SH
from publisher.validation.rulebook import CODED_RULES
from publisher.validation.shapes import ShapesGraph

_MESSAGE = f"<{SH}message>"
_SEVERITIES = {"Violation": Severity.ERROR, "Warning": Severity.WARNING, "Info": Severity.INFO}


def shape_rules(shapes: ShapesGraph) -> Mapping[str, Rule]:
    """The rules that shapes state, by their codes: every shape of the author's naming that has a message.

    The explanation is the message; a severity that SHACL does not know counts as an error
    (https://www.w3.org/TR/shacl/#severity).
    """
    named = dict.fromkeys(bare(triple.subject) for triple in shapes.triples if triple.predicate == _MESSAGE)
    rules = (_shape_rule(shapes, shape) for shape in named if shapes.is_named(shape))
    return dict(sorted((rule.code, rule) for rule in rules))


def find_rule(code: str, shapes: Callable[[], Mapping[str, Rule]]) -> Rule:
    """The rule of that code; shapes are asked for only where the code has none. Raises UsageError with the nearest."""
    rule = CODED_RULES.get(code) or CODED_RULES.get(code.upper())
    if rule is not None:
        return rule
    of_shapes = shapes()
    rule = of_shapes.get(code)
    if rule is None:
        hint = did_you_mean(code, [*of_shapes, *CODED_RULES])
        raise UsageError(f"there is no rule {code!r}; 'publisher rule' lists all.{hint}")
    return rule


def _shape_rule(shapes: ShapesGraph, shape: str) -> Rule:
    written = shapes.text(shape, "severity")
    severity = _SEVERITIES.get((written or "").removeprefix(SH), Severity.ERROR)
    path = shapes.path_of(shape)
    where = "" if path is None else f" It is about {render_path(path)}."
    name = shapes.text(shape, "name") or code_of(shape)
    return Rule(code_of(shape), name, severity, f"{shapes.english_message(shape)}{where}", f"The shape is <{shape}>.")
