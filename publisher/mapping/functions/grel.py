"""The GREL functions under their usual IRIs (https://docs.openrefine.org/manual/grelfunctions)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from publisher.mapping.functions.coercion import as_integer, as_text, as_truth
from publisher.mapping.functions.model import Function, FunctionError, Gives, Kind, Lazy, Parameter
from publisher.mapping.functions.patterns import is_regular_expression, parse_date, regular_expression

GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_LIST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#List"
ANY = XSD + "any"


def grel_parameter(name: str, predicate: str, kind: Kind = "one", *, required: bool = True) -> Parameter:
    """A parameter by its own local name and that of its predicate."""
    return Parameter(GREL + name, (GREL + name, GREL + predicate), required, kind)


VALUE = grel_parameter("valueParam", "valueParameter")
ARRAY = grel_parameter("param_a", "p_array_a", "list")
SEPARATOR = grel_parameter("param_string_sep", "p_string_sep")
SUBSTRING = grel_parameter("param_string_sub", "string_sub")
FROM = grel_parameter("p_int_i_from", "param_int_i_from")
TO = grel_parameter("p_int_i_opt_to", "param_int_i_opt_to", "optional", required=False)
TRUTHS = grel_parameter("bool_array_b", "param_rep_b", "lists")


def to_lower_case(value: object) -> str:
    """The text in lower case."""
    return as_text(value).lower()


def to_upper_case(value: object) -> str:
    """The text in upper case."""
    return as_text(value).upper()


def trim(value: object) -> str:
    """The text without white space at its ends."""
    return as_text(value).strip()


def split(value: object, separator: object) -> list[str]:
    r"""The parts between separators; empty ones at the end are dropped, as Java does.

    A separator between slashes, or with a backslash in it, is a regular expression: other engines
    take every separator for one, so that mappings write ``\|``.
    """
    text, written = as_text(value), as_text(separator)
    if not written:
        raise FunctionError("the separator is empty", separator)
    if is_regular_expression(written) or "\\" in written:
        parts = _split_by_expression(text, written)
    else:
        parts = text.split(written)
    while parts and not parts[-1]:
        parts.pop()
    return parts


@lru_cache(maxsize=256)
def split_parts(text: str, separator: str) -> tuple[str, ...]:
    """The same as a tuple. Kept for a while: conditions over a list look into one text again and again."""
    return tuple(split(text, separator))


def _split_by_expression(text: str, written: str) -> list[str]:
    parts, end = [], 0
    for match in regular_expression(written).finditer(text):
        if match.end() > match.start():
            parts.append(text[end : match.start()])
            end = match.end()
    return [*parts, text[end:]]


def partition(value: object, fragment: object, omit: object = None) -> list[str]:
    """What stands before the first fragment, the fragment, what stands behind; or the whole text alone.

    With ``omit`` true the fragment itself is left out.
    """
    text, written = as_text(value), as_text(fragment)
    if not written:
        raise FunctionError("the fragment is empty", fragment)
    if is_regular_expression(written):
        match = regular_expression(written).search(text)
        start, end = match.span() if match else (-1, -1)
    else:
        start = text.find(written)
        end = start + len(written)
    if start < 0:
        return [text]
    middle = [] if omit is not None and as_truth(omit) else [text[start:end]]
    return [text[:start], *middle, text[end:]]


def array_get(values: list[object], start: object, end: object = None) -> object:
    """The element at a position counted from 0 (negative: from the end), or those up to but without ``end``."""
    first = as_integer(start)
    if end is not None:
        return values[first : as_integer(end)]
    return values[first] if -len(values) <= first < len(values) else None


def array_join(values: list[object], separator: object) -> str | None:
    """The values as one text; nothing where there are none."""
    return as_text(separator).join(map(as_text, values)) if values else None


def array_length(values: list[object]) -> int:
    """How many values there are."""
    return len(values)


def replace(value: object, find: object, replacement: object) -> str:
    """The text with every find replaced; a find between slashes is a regular expression."""
    text, sought, new = as_text(value), as_text(find), as_text(replacement)
    if not is_regular_expression(sought):
        return text.replace(sought, new)
    expression = regular_expression(sought)
    try:
        return expression.sub(_replacement(new), text)
    except (IndexError, ValueError) as error:
        raise FunctionError(f"the replacement {new!r} names a group that {sought!r} has not", replacement) from error


def literal_replacement(written: str) -> str | None:
    """The replacement as Python writes it, where it names no groups and holds no escapes; else None."""
    return None if "\\" in _replacement(written) else written


@lru_cache(maxsize=256)
def _replacement(written: str) -> str:
    """A replacement with groups as ``$1``, as Python writes it."""
    return re.sub(r"\$(\d+)", r"\\g<\1>", written.replace("\\", "\\\\"))


def match(value: object, pattern: object) -> list[str] | None:
    """What the groups caught of a whole text that fits the pattern; without groups, the text."""
    text = as_text(value)
    found = regular_expression(as_text(pattern)).fullmatch(text)
    if found is None:
        return None
    return [group for group in found.groups() if group is not None] if found.re.groups else [text]


def substring(value: object, start: object, end: object = None) -> str:
    """The characters from a position counted from 0, up to but without ``end``; negative from the end."""
    return as_text(value)[as_integer(start) : None if end is None else as_integer(end)]


def contains(value: object, part: object) -> bool:
    """Whether the part stands in the text; a part between slashes is a regular expression."""
    text, sought = as_text(value), as_text(part)
    if is_regular_expression(sought):
        return regular_expression(sought).search(text) is not None
    return sought in text


def coalesce(candidates: list[list[object]]) -> object:
    """The first argument that has a value; of one argument with several values, the first of them."""
    if len(candidates) == 1:
        return candidates[0][0] if candidates[0] else None
    return next((values for values in candidates if values), None)


def choose(truths: list[object], when_true: list[object], when_false: list[object]) -> list[object]:
    """The one or the other, for each truth; no truth counts as false."""
    decided = [as_truth(each) for each in truths] or [False]
    if len(decided) == 1:
        return when_true if decided[0] else when_false
    chosen: list[object] = []
    for position, holds in enumerate(decided):
        branch = when_true if holds else when_false
        if len(branch) not in (0, 1, len(decided)):
            raise FunctionError(f"{len(decided)} conditions choose among {len(branch)} values")
        chosen += branch if len(branch) < 2 else [branch[position]]
    return chosen


def every(truths: list[list[object]]) -> list[bool]:
    """Whether all hold, position by position where arguments are lists; nothing counts as false."""
    return _combine(truths, all)


def some(truths: list[list[object]]) -> list[bool]:
    """Whether any holds, position by position where arguments are lists; nothing counts as false."""
    return _combine(truths, any)


def _combine(arguments: list[list[object]], judge: Callable[[list[bool]], bool]) -> list[bool]:
    decided = [[as_truth(each) for each in values] or [False] for values in arguments]
    if len(decided) == 1:
        return [judge(decided[0])]
    lengths = {len(values) for values in decided if len(values) > 1}
    if len(lengths) > 1:
        raise FunctionError(f"conditions over lists of {' and '.join(map(str, sorted(lengths)))} values are combined")
    width = max(lengths, default=1)
    return [judge([values[i if len(values) > 1 else 0] for values in decided]) for i in range(width)]


def negate(value: object) -> bool:
    """The opposite truth."""
    return not as_truth(value)


def to_date(value: object, pattern: object = None) -> str:
    """The date of a text that follows the pattern, as ``xsd:date`` writes it; without pattern, of an ISO 8601 text."""
    text = as_text(value).strip()
    if pattern is not None:
        return parse_date(text, as_text(pattern)).date().isoformat()
    return parse_date(text[:10], "uuuu-MM-dd").date().isoformat()


def _function(
    name: str,
    call: Callable[..., object],
    parameters: tuple[Parameter, ...],
    returns: str = XSD + "string",
    gives: Gives | None = None,
    lazy: Lazy | None = None,
) -> Function:
    return Function(GREL + name, (), parameters, returns, portable=True, call=call, gives=gives, lazy=lazy)


GREL_FUNCTIONS = (
    _function("toLowerCase", to_lower_case, (VALUE,)),
    _function("toUpperCase", to_upper_case, (VALUE,)),
    _function("string_trim", trim, (VALUE,)),
    _function("string_split", split, (VALUE, SEPARATOR), RDF_LIST),
    _function(
        "string_partition",
        partition,
        (
            VALUE,
            grel_parameter("param_fragment", "p_fragment"),
            grel_parameter("param_bool_opt_b", "p_bool_opt_b", "optional", required=False),
        ),
        RDF_LIST,
    ),
    _function("array_get", array_get, (ARRAY, FROM, TO), ANY, "element"),
    _function("array_join", array_join, (ARRAY, SEPARATOR)),
    _function("array_length", array_length, (ARRAY,), XSD + "integer"),
    _function(
        "string_replace",
        replace,
        (VALUE, grel_parameter("param_find", "p_string_find"), grel_parameter("param_replace", "p_string_replace")),
    ),
    _function("string_match", match, (VALUE, grel_parameter("param_regex", "p_string_regex")), RDF_LIST),
    _function("string_substring", substring, (VALUE, FROM, TO)),
    _function("string_contains", contains, (VALUE, SUBSTRING), XSD + "boolean"),
    _function(
        "other_coalesce", coalesce, (grel_parameter("param_any_rep_e", "p_any_rep_e", "lists"),), ANY, "same", "first"
    ),
    _function(
        "controls_if",
        choose,
        (
            grel_parameter("param_b", "bool_b", "list"),
            grel_parameter("param_true", "any_true", "list"),
            grel_parameter("param_false", "any_false", "list", required=False),
        ),
        ANY,
        "same",
        "branch",
    ),
    _function("boolean_and", every, (TRUTHS,), XSD + "boolean", "same", "all"),
    _function("boolean_or", some, (TRUTHS,), XSD + "boolean", "same", "any"),
    _function("boolean_not", negate, (grel_parameter("param_b", "bool_b"),), XSD + "boolean"),
    _function(
        "date_toDate",
        to_date,
        (VALUE, grel_parameter("param_string_pattern", "p_string_pattern", "optional", required=False)),
        XSD + "date",
    ),
)
