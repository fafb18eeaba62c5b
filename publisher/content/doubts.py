r"""Whether what the fast parser gave can be taken as it is, or the slow one has to look.

The fast parser keeps the last of two equal keys and says nothing. Here colons are counted: one stands behind every
key that is written, and all others stand inside keys and values, which the parser gives as they are. So where the
colons of the text, without those inside, are as many as the keys that were read, no key was written twice. What
would upset the count is a doubt by itself: a key without a colon (``? a``, ``{a}``), an alias, an escaped colon.
So is every form that the slow path has something to say of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.core.yaml_scalars import BINARY, BOOLEAN_WORDS, GROUPED_NUMBER, OLDER_BOOLEAN_WORDS

_WORDS = BOOLEAN_WORDS | OLDER_BOOLEAN_WORDS
_MOST_NODES = 200_000
_LARGEST = 2**63 - 1

# Each pattern begins with its letter, which the engine then seeks as fast as str.find does: 0.7 µs an article
# instead of 12 with the lookbehind first. A "{" or "*" inside a word is no indicator.
_BEFORE = r"(?<![^\s\[\]{},:?-]"
_IN_PROSE = r"(?<![\w;.)] "
_FLOW_MAPPING = re.compile(rf"\{{{_BEFORE}\{{)")
_ALIAS = re.compile(rf"\*{_BEFORE}\*){_IN_PROSE}\*)[^\s]")
_ODD_ANCHOR = re.compile(rf"&{_BEFORE}&){_IN_PROSE}&)(?!\s|[\w-]+(?:[\s,\]}}]|$))", re.ASCII)
"""An anchor of other letters, most often a character reference (``&quot;``), which the fast parser takes for a name."""
_TAG = re.compile(rf"!{_BEFORE}!)[^\s]")
_EXPLICIT_KEY = re.compile(rf"\?{_BEFORE}\?)\s")
_LAST_OF_BLOCK_HEADER = frozenset("|>+-0123456789 \n")
_EMPTY_BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?$")
_BEFORE_DOCUMENT_END = frozenset(" \n#.")
_DOCUMENT_END = re.compile(r"(?:\s+|#[^\n]*\n)*\.\.\.")
_ODD_ESCAPE = re.compile(
    r"\\(?:(?:x3|u003|U0000003)[aA]|[0abefv]|(?:x|u00|U000000)(?:[0189]|7[fF])|(?:u|U0000)[fF]{3}[eEfF])"
)
"""A colon, which would upset the count, or a control character, which is told."""
_GROUPED = re.compile(r"_(?<=[0-9]_)")
_ODD_ZERO = re.compile(r"0(?<=[\s\[,]0)[0-9bXO]", re.ASCII)
_LEADING_ZERO = re.compile(r"0(?<=[\s\[,+-]0)[0-9]+(?![^\s,\]])", re.ASCII)
_SMALL_E = re.compile(r"e(?<=[0-9.]e)[-+]?[0-9]+(?![^\s,\]])", re.ASCII)
_LARGE_E = re.compile(r"E(?<=[0-9.]E)[-+]?[0-9]+(?![^\s,\]])", re.ASCII)


def is_certain(front_matter: dict[str, object], text: str) -> bool:
    """Whether the slow path would read the same and have nothing to say. Costs a third of the fast parser's time."""
    if len(text) > _MOST_NODES or "\t" in text or "\r" in text or _is_doubtful_syntax(text):
        return False
    try:
        keys, values, integers, floats = _survey(front_matter)
        names = "\0".join(keys)
    except TypeError:  # a key that is no text
        return False
    if not _WORDS.isdisjoint(values):
        return False
    texts = "\0".join(values)
    if "_" in text and _GROUPED.search(text) and _holds(GROUPED_NUMBER, values):
        return False
    is_odd = floats or (integers and not 0 < min(integers) <= max(integers) <= _LARGEST)
    if (is_odd or "+" in text or _ODD_ZERO.search(text)) and _is_doubtful_number(text, [*integers, *floats], values):
        return False
    surplus = text.count(":") - len(keys) - texts.count(":")
    if surplus > 0:
        surplus -= names.count(":")
        if "#" in text:
            inner = f"{names}\0{texts}"
            surplus -= sum(_colons_of_comment(line.strip(), inner) for line in text.split("\n"))
    return not surplus


def _survey(front_matter: dict[str, object]) -> tuple[list[str], list[str], list[int], list[float]]:
    """Every key, every text, the integers and the other numbers."""
    keys: list[str] = []
    texts: list[str] = []
    integers: list[int] = []
    floats: list[float] = []
    open_nodes: list[dict[str, object] | list[object]] = [front_matter]
    for node in open_nodes:  # grows while it is walked
        values: Iterable[object] = node
        if type(node) is dict:
            keys += node
            values = node.values()
        for value in values:
            if type(value) is str:
                texts.append(value)
            elif type(value) is dict or type(value) is list:
                open_nodes.append(value)
            elif type(value) is int:
                integers.append(value)
            elif type(value) is float:
                floats.append(value)
    return keys, texts, integers, floats


def _is_doubtful_syntax(text: str) -> bool:
    return bool(
        ("{" in text and _FLOW_MAPPING.search(text))
        or ("*" in text and _ALIAS.search(text))
        or ("&" in text and _ODD_ANCHOR.search(text))
        or ("!" in text and _TAG.search(text))
        or ("?" in text and _EXPLICIT_KEY.search(text))
        or ("\\" in text and _ODD_ESCAPE.search(text))
        or ((text[-2:-1] in _LAST_OF_BLOCK_HEADER or "#" in text) and _ends_in_empty_block(text))
        or (text[:1] in _BEFORE_DOCUMENT_END and _DOCUMENT_END.match(text))
    )


def _ends_in_empty_block(text: str) -> bool:
    """Whether a block scalar without a line is the last thing: the fast parser (0.7.0) makes a line feed of it."""
    stripped = text.rstrip()
    last = stripped[stripped.rfind("\n") + 1 :]
    return ("|" in last or ">" in last) and bool(_EMPTY_BLOCK.search(last))


def _is_doubtful_number(text: str, numbers: list[int | float], texts: list[str]) -> bool:
    if not all(-_LARGEST <= number <= _LARGEST for number in numbers):  # NaN is in no range
        return True
    if "0X" in text or "0O" in text or ("0b" in text and _holds(BINARY, texts)):
        return True
    if float in map(type, numbers) and (_SMALL_E.search(text) or _LARGE_E.search(text)):
        return True
    sizes = {abs(number) for number in numbers}
    return any(int(found[0]) in sizes for found in _LEADING_ZERO.finditer(text))


def _holds(pattern: re.Pattern[str], texts: list[str]) -> bool:
    return any(pattern.fullmatch(each) for each in texts)


def _colons_of_comment(line: str, inside: str) -> int:
    """The colons of a line that is a comment; none where it could be a line of a value, which may end in a quote."""
    if not line.startswith("#") or line in inside or "'" in line or '"' in line or "\\" in line:
        return 0
    return line.count(":")
