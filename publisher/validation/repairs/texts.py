"""What a text should have been, where that is beyond doubt."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator

from publisher.content.json_tree import JsonError, parse_json
from publisher.core.lexical import XSD, is_lexical_form
from publisher.core.yaml_nodes import MappingNode, Mark, Node, ScalarNode, SequenceNode

BLANKS = " \t"
DATE, DATE_TIME = XSD + "date", XSD + "dateTime"

_DAY = r"(?P<year>[0-9]{4})(?P<sign>[-/])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
_TIME = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
_ZONE = r"(?P<zone>[zZ]|UTC|GMT|(?P<way>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)?"
_FORMS = {
    DATE: re.compile(rf"{_DAY}(?P<zone>[zZ])?"),
    DATE_TIME: re.compile(rf"{_DAY}(?:[tT]| +){_TIME} *{_ZONE}"),
}
_QUOTES = str.maketrans("“”„‟″", '"""""')
_TRAILING_COMMA = re.compile(r",(\s*\])")


def repaired_date(text: str, datatype: str) -> str | None:
    """The same moment in the datatype's form; None where it has it already, or where something would have to be guessed.

    A zone is never invented, and a day never added to a month.

    >>> repaired_date("2021-1-5T9:00Z", DATE_TIME), repaired_date("2021-01-20", DATE_TIME)
    ('2021-01-05T09:00:00Z', None)
    >>> repaired_date("2021/01/20 09:00:40 +0200", DATE_TIME)
    '2021-01-20T09:00:40+02:00'
    """
    form = _FORMS.get(datatype)
    found = form.fullmatch(text.strip(BLANKS)) if form is not None else None
    if found is None or is_lexical_form(text, datatype):
        return None
    repaired = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    if datatype == DATE_TIME:
        fraction = f".{found['fraction']}" if found["fraction"] else ""
        repaired += f"T{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}{fraction}"
        if found["way"]:
            repaired += f"{found['way']}{int(found['hours']):02}:{found['minutes'] or '00'}"
    if found["zone"] and "Z" not in repaired and not found.groupdict().get("way"):
        repaired += "Z"
    return repaired if is_lexical_form(repaired, datatype) else None


def without_trailing_blanks(text: str) -> str | None:
    """The text without the blanks at its end; None where there are none, or nothing else."""
    stripped = text.rstrip(BLANKS)
    return stripped if stripped and stripped != text else None


def repaired_json(text: str) -> str | None:
    r"""The list that the text was meant to be, as JSON; None where it is JSON already, or where that is not certain.

    Its elements are texts and numbers: the list was encoded twice, written as Python or with the quotes of a word
    processor or of HTML, or has a comma too many. Blanks at the end of an element are taken out too.

    >>> repaired_json('["a",]'), repaired_json("['a', 'it\\'s']"), repaired_json('[&quot;a&quot;]')
    ('["a"]', '["a", "it\'s"]', '["a"]')
    >>> repaired_json('["a "]'), repaired_json('["a"]'), repaired_json('[a, b]')
    ('["a"]', None, None)
    """
    if not text.strip():
        return None
    if _list_in(text) is not None:
        return _without_blanks_inside(text)
    candidates = [repaired for way in _WAYS for repaired in way(text) if _is_list_of_scalars(repaired)]
    lists = {json.dumps(_list_in(each)) for each in candidates}
    # Two ways that lead to two lists are a doubt.
    return candidates[0] if len(lists) == 1 else None


def _list_in(text: str) -> list[object] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _is_list_of_scalars(text: str) -> bool:
    found = _list_in(text)
    return bool(found) and all(isinstance(each, str | int | float) for each in found or ())


def _decoded(text: str) -> Iterator[str]:
    """A list that was encoded twice."""
    try:
        inner = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(inner, str):
        yield inner


def _python(text: str) -> Iterator[str]:
    """A list as Python prints it."""
    try:
        found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return
    if isinstance(found, list) and all(isinstance(each, str | int | float) for each in found):
        yield json.dumps(found, ensure_ascii=False)


# What changes the fewest letters comes first.
_WAYS: tuple[Callable[[str], Iterator[str]], ...] = (
    lambda text: iter((_TRAILING_COMMA.sub(r"\1", text),)),
    lambda text: iter((text.replace("&quot;", '"').replace("&#34;", '"'),)) if '"' not in text else iter(()),
    lambda text: iter((text.translate(_QUOTES),)) if '"' not in text else iter(()),
    lambda text: iter((text.replace('\\"', '"'),)),
    _decoded,
    _python,
)


def _without_blanks_inside(text: str) -> str | None:
    """The JSON with the blanks before the closing quotes of its elements taken out."""
    try:
        root = parse_json(text, len(text) - len(text.lstrip()), lambda offset: Mark(1, 1, offset)).root
    except JsonError:
        return None
    repaired = text
    for node in reversed(list(_texts(root))):
        value = without_trailing_blanks(str(node.value))
        if value is not None:
            end = node.end.offset - 1
            start = end - len(str(node.value)) + len(value)
            if not text[start:end].strip(" "):
                repaired = repaired[:start] + repaired[end:]
    return repaired if repaired != text else None


def _texts(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        if isinstance(node.value, str):
            yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, MappingNode):
        for entry in node:
            yield from _texts(entry.value)
