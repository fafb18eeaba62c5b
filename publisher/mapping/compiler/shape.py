"""What can be said of a plan before any article is seen: how many values, of which fields, which terms differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from publisher.mapping.functions.idlab import is_not_null, is_null
from publisher.mapping.functions.model import Function
from publisher.mapping.plan import (
    Constant,
    CurrentIndex,
    Expression,
    FunctionCall,
    Position,
    RecordNode,
    Reference,
    Template,
    TermMap,
    TermType,
)

Leaf = Reference | Position
NULL_TESTS = (is_null, is_not_null)
Functions = Mapping[str, Function]


def is_single(expression: Expression, functions: Functions) -> bool:
    """Whether an expression gives at most one value, as far as can be told."""
    if isinstance(expression, Reference):
        return not expression.is_multiple
    if isinstance(expression, Template):
        return not any(isinstance(part, Reference) and part.is_multiple for part in expression.parts)
    if isinstance(expression, FunctionCall):
        return _is_single_call(expression, functions)
    return not isinstance(expression, RecordNode)


def _is_single_call(call: FunctionCall, functions: Functions) -> bool:
    function = functions[call.function]
    many = function.multiplicity
    given = {each.parameter for each in call.arguments}
    if many == "many" or (many == "element" and not given.isdisjoint(function.parameters[-1].names)):
        return False
    for argument in call.arguments:
        parameter = function.parameter(argument.parameter)
        absorbs = parameter is not None and parameter.kind in {"list", "lists"} and many != "same"
        if not absorbs and not is_single(argument.value, functions):
            return False
    return True


def leaves_of(expression: Expression | None) -> Iterator[Leaf]:
    """The references and positions in an expression."""
    if isinstance(expression, Reference | Position):
        yield expression
    elif isinstance(expression, Template):
        yield from (part for part in expression.parts if not isinstance(part, str))
    elif isinstance(expression, FunctionCall):
        for argument in expression.arguments:
            yield from leaves_of(argument.value)


def calls_in(expression: Expression | None) -> Iterator[FunctionCall]:
    """The function calls in an expression, outermost first."""
    if isinstance(expression, FunctionCall):
        yield expression
        for argument in expression.arguments:
            yield from calls_in(argument.value)


class Input(NamedTuple):
    """A field that a result depends on; ``null_only``: only on whether it is there."""

    leaf: Leaf
    null_only: bool = False


def inputs_of(expression: Expression | None, functions: Functions) -> list[Input] | None:
    """What results can be remembered by; None where that is no short list of single values."""
    found: dict[Input, None] = {}
    if not _gather(expression, functions, found):
        return None
    return list(found)


def _gather(expression: Expression | None, functions: Functions, found: dict[Input, None]) -> bool:
    if isinstance(expression, FunctionCall):
        return _gather_call(expression, functions, found)
    for leaf in leaves_of(expression):
        if isinstance(leaf, Reference) and leaf.is_multiple:
            return False
        found[Input(leaf)] = None
    return True


def _gather_call(call: FunctionCall, functions: Functions, found: dict[Input, None]) -> bool:
    function = functions[call.function]
    if function.needs == "article":
        return False
    for argument in call.arguments:
        parameter = function.parameter(argument.parameter)
        raw = parameter is None or parameter.kind not in {"one", "optional"}
        if raw and isinstance(argument.value, Reference):
            if function.call not in NULL_TESTS or argument.value.is_multiple:
                return False
            found[Input(argument.value, null_only=True)] = None
        elif not _gather(argument.value, functions, found):
            return False
    return True


def multiple_leaf(expression: Expression, functions: Functions) -> Reference | None:
    """The only reference with several values, where the expression is made for each of them in turn; else None."""
    several = [leaf for leaf in leaves_of(expression) if isinstance(leaf, Reference) and leaf.is_multiple]
    others = [leaf for leaf in leaves_of(expression) if isinstance(leaf, Position)]
    if len(several) != 1 or others or any(_absorbs(call, functions) for call in calls_in(expression)):
        return None
    return several[0]


def _absorbs(call: FunctionCall, functions: Functions) -> bool:
    """Whether a function gives several values, or takes several at once."""
    function = functions[call.function]
    kinds = {parameter.kind for parameter in function.parameters}
    return function.multiplicity != "one" or not kinds <= {"one", "optional"}


def is_fixed(leaf: Leaf) -> bool:
    """Whether the leaf has one value for all records of an article."""
    return (
        isinstance(leaf, Reference)
        and leaf.origin == "article"
        and not any(isinstance(step, CurrentIndex) for step in leaf.steps)
    )


class Outline(NamedTuple):
    """What is known of a term's text: how it begins and ends, how often it has ``#`` and ``/``, or the whole.

    ``parts`` are those of an IRI's template whose text stands in the term as it is: texts, and references that have one
    value in an article; None stands for what may be anything.
    """

    start: str
    end: str
    reserved: tuple[int, int] | None = None
    whole: str | None = None
    parts: tuple[str | Reference | None, ...] = ()


def outline_of(term_map: TermMap, base: str | None) -> Outline:
    """The outline of the terms of a term map."""
    expression, term_type = term_map.expression, term_map.term_type
    if term_type is TermType.BLANK_NODE:
        return Outline("_", "")
    if term_type is TermType.LITERAL:
        first = expression.parts[0] if isinstance(expression, Template) else ""
        start = first if isinstance(first, str) and first.isprintable() and not set(first) & {'"', "\\"} else ""
        return Outline(f'"{start}', _literal_end(term_map))
    if isinstance(expression, Constant) and ":" in expression.value:
        text = f"<{expression.value}>"
        return Outline(text, text, (text.count("#"), text.count("/")), text)
    if isinstance(expression, Template):
        return _outline_of_template(expression, term_type, base)
    return Outline("<", ">")


def _outline_of_template(template: Template, term_type: TermType, base: str | None) -> Outline:
    first, last = template.parts[0], template.parts[-1]
    constant = "".join(part for part in template.parts if isinstance(part, str))
    start = f"<{first}" if isinstance(first, str) and (":" in first or base is None) else "<"
    encoded = term_type in (TermType.IRI, TermType.URI) and start != "<"
    reserved = (constant.count("#"), constant.count("/")) if encoded else None
    end = f"{last}>" if isinstance(last, str) else ">"
    if not encoded or term_type is not TermType.IRI:
        return Outline(start, end, reserved)
    return Outline(start, end, reserved, parts=(*map(_known_part, template.parts), ">"))


def _known_part(part: str | Leaf) -> str | Reference | None:
    """The part, where its text is the same wherever it stands for one article; else None."""
    if isinstance(part, Reference):
        return part if is_fixed(part) and not part.is_multiple else None
    return part if isinstance(part, str) else None


def _literal_end(term_map: TermMap) -> str:
    if isinstance(term_map.language, Constant):
        return f'"@{term_map.language.value}'
    if isinstance(term_map.datatype, Constant) and not term_map.datatype.value.endswith("XMLSchema#string"):
        return f'"^^<{term_map.datatype.value}>'
    return ""


def surely_differ(left: Outline, right: Outline) -> bool:
    """Whether no term of the one can be a term of the other."""
    if left.whole is not None and right.whole is not None:
        return left.whole != right.whole
    if left.reserved is not None and right.reserved is not None and left.reserved != right.reserved:
        return True
    if _part_ways(left.parts, right.parts):
        return True
    starts = left.start.startswith(right.start) or right.start.startswith(left.start)
    ends = left.end.endswith(right.end) or right.end.endswith(left.end)
    return not (starts and ends)


def _part_ways(left: tuple[str | Reference | None, ...], right: tuple[str | Reference | None, ...]) -> bool:
    """Whether two templates, equal up to some place, go on there with texts that differ in a letter."""
    for mine, other in zip(left, right, strict=False):
        if mine != other or mine is None:
            if not isinstance(mine, str) or not isinstance(other, str):
                return False
            shared = min(len(mine), len(other))
            return mine[:shared] != other[:shared]
    return False


def differs_by_record(term_map: TermMap) -> bool:
    """Whether two records of one iteration never give the same term: only the position varies in it."""
    if not isinstance(term_map.expression, Template) or term_map.term_type is TermType.BLANK_NODE:
        return False
    varying = [part for part in term_map.expression.parts if not isinstance(part, str) and not is_fixed(part)]
    return len(varying) == 1 and isinstance(varying[0], Position)
