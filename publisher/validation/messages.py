"""What a result says to people: the shape's own message, else what was expected and what was found."""

from __future__ import annotations

from collections.abc import Callable

from publisher.core.nquads import read_literal
from publisher.validation.ntriples import bare
from publisher.validation.paths import Predicate
from publisher.validation.protocol import SH, Branch, ShaclResult
from publisher.validation.shapes import ShapesGraph, plain

_MOST_SHOWN = 100
_END = "ConstraintComponent"
_NOT = f"{SH}NotConstraintComponent"
_DATATYPE = f"{SH}DatatypeConstraintComponent"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NOT_QUOTED = {f"{_XSD}boolean": "a boolean"} | {
    f"{_XSD}{name}": "a number" for name in ("integer", "decimal", "double")
}


def message_of(result: ShaclResult, shapes: ShapesGraph, found: int | None = None) -> str:
    """One line. ``found`` is how many values there are, where that is known.

    A shape's message comes first, in English where it has several; why branches fail is told behind it.
    """
    stated = shapes.english_message(result.source_shape) or next(iter(result.messages), None)
    said = stated or f"{_subject(result, shapes)}{_expectation(result, shapes, found)}"
    if stated and result.component == _NOT:
        return said
    return f"{said}{_advice(result, shapes)}{_reasons(result, shapes)}"


def _advice(result: ShaclResult, shapes: ShapesGraph) -> str:
    """How to write a text that YAML takes for a number or a boolean."""
    literal = read_literal(result.value) if result.component == _DATATYPE and result.value else None
    is_text_wanted = shapes.objects(result.source_shape, "datatype") == [f"<{_XSD}string>"]
    kind = _NOT_QUOTED.get(literal.datatype or "") if literal and is_text_wanted else None
    return f" YAML takes this for {kind}; put it between quotes." if kind else ""


def shown_term(term: str, shapes: ShapesGraph) -> str:
    """A term as messages show it: text in quotes and cut where it is long, an IRI by its prefix."""
    literal = read_literal(term)
    if literal is None:
        return shapes.short(bare(term)) if term.startswith("<") else term
    text = literal.text if len(literal.text) <= _MOST_SHOWN else literal.text[:_MOST_SHOWN] + "…"
    return repr(text) + (f" ({shapes.short(literal.datatype)})" if literal.datatype else "")


def _subject(result: ShaclResult, shapes: ShapesGraph) -> str:
    path = shapes.path_of(result.source_shape)
    if path is None:
        return f"{shown_term(result.focus_node, shapes)}: "
    name = shapes.text(result.source_shape, "name")
    written = shapes.short(path.iri) if isinstance(path, Predicate) else result.result_path
    return f"{name or written}: "


def _expectation(result: ShaclResult, shapes: ShapesGraph, found: int | None) -> str:
    kind = result.component.removeprefix(SH).removesuffix(_END)
    wanted = [shown_term(term, shapes) for term in shapes.objects(result.source_shape, kind[:1].lower() + kind[1:])]
    phrase = _PHRASES.get(kind)
    expected = phrase(_plain_numbers(result, shapes, kind) or " and ".join(wanted)) if phrase else f"expected {kind}"
    told = _found(result, shapes, found)
    return f"{expected}, found {told}" if told else expected


def _plain_numbers(result: ShaclResult, shapes: ShapesGraph, kind: str) -> str | None:
    """The parameters whose values read better bare, or that have another name than their component."""
    name = kind[:1].lower() + kind[1:]
    values = [plain(term) for term in shapes.objects(result.source_shape, name)] if kind in _BARE_PARAMETERS else []
    if kind == "In":
        heads = shapes.objects(result.source_shape, "in")
        values = [", ".join(shown_term(item, shapes) for head in heads for item in shapes.list_items(head))]
    if kind == "LanguageIn":
        heads = shapes.objects(result.source_shape, "languageIn")
        values = [", ".join(plain(item) for head in heads for item in shapes.list_items(head))]
    return " ".join(values) or None


def _found(result: ShaclResult, shapes: ShapesGraph, found: int | None) -> str | None:
    if result.value is not None:
        return shown_term(result.value, shapes) if result.value != result.focus_node else None
    return None if found is None else {0: "none", 1: "1 value"}.get(found, f"{found} values")


def _reasons(result: ShaclResult, shapes: ShapesGraph) -> str:
    if not result.branches:
        return ""
    kind = result.component.removeprefix(SH).removesuffix(_END)
    if kind == "Not":
        return f"; it is {_shape_name(result.branches[0], shapes, 1)}, which it must not be"
    holding = [index for index, branch in enumerate(result.branches, 1) if not branch.results]
    if kind == "Xone" and len(holding) > 1:
        which = " and ".join(_shape_name(result.branches[index - 1], shapes, index) for index in holding)
        return f"; {len(holding)} of {len(result.branches)} hold: {which}"
    reasons = [
        f"{_shape_name(branch, shapes, index)}: {_reason(branch.results[0], shapes)}"
        for index, branch in enumerate(result.branches, 1)
        if branch.results
    ]
    return f"; {'; '.join(reasons)}" if reasons else ""


def _reason(result: ShaclResult, shapes: ShapesGraph) -> str:
    """Why one branch fails. That no value is there is known only of a missing one."""
    found = 0 if result.component == f"{SH}MinCount{_END}" else None
    if result.value == result.focus_node and not result.branches and not shapes.messages(result.source_shape):
        return _expectation(result, shapes, found)
    return message_of(result, shapes, found)


def _shape_name(branch: Branch, shapes: ShapesGraph, index: int) -> str:
    return shapes.short(branch.shape) if shapes.is_named(branch.shape) else f"alternative {index}"


def _count(noun: str) -> Callable[[str], str]:
    return lambda number: f"expected at {noun} {number} {'value' if number == '1' else 'values'}"


_BARE_PARAMETERS = frozenset(
    f"{side}{what}" for side in ("Min", "Max") for what in ("Count", "Length", "Inclusive", "Exclusive")
) | {"Pattern", "QualifiedMinCount", "QualifiedMaxCount"}
_PHRASES: dict[str, Callable[[str], str]] = {
    "MinCount": _count("least"),
    "MaxCount": _count("most"),
    "QualifiedMinCount": _count("least"),
    "QualifiedMaxCount": _count("most"),
    "Class": lambda wanted: f"expected a {wanted}",
    "Datatype": lambda wanted: f"expected a {wanted}",
    "NodeKind": lambda wanted: f"expected {wanted}",
    "MinLength": lambda wanted: f"expected at least {wanted} characters",
    "MaxLength": lambda wanted: f"expected at most {wanted} characters",
    "Pattern": lambda wanted: f"expected text that matches {wanted}",
    "LanguageIn": lambda wanted: f"expected one of the languages {wanted}",
    "UniqueLang": lambda _: "expected one value a language",
    "In": lambda wanted: f"expected one of {wanted}",
    "HasValue": lambda wanted: f"expected {wanted}",
    "Equals": lambda wanted: f"expected the same values as {wanted}",
    "Disjoint": lambda wanted: f"expected other values than {wanted}",
    "LessThan": lambda wanted: f"expected less than {wanted}",
    "LessThanOrEquals": lambda wanted: f"expected at most {wanted}",
    "MinInclusive": lambda wanted: f"expected at least {wanted}",
    "MaxInclusive": lambda wanted: f"expected at most {wanted}",
    "MinExclusive": lambda wanted: f"expected more than {wanted}",
    "MaxExclusive": lambda wanted: f"expected less than {wanted}",
    "Closed": lambda _: "expected no such property",
    "Node": lambda wanted: f"expected a {wanted}",
    "And": lambda _: "expected all of several shapes",
    "Or": lambda _: "expected one of several shapes",
    "Xone": lambda _: "expected exactly one of several shapes",
    "Not": lambda wanted: f"expected no {wanted}",
    "SPARQL": lambda _: "expected what the shape's query asks",
}
