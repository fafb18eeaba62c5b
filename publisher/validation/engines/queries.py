"""What can be told of a SPARQL constraint's text without an engine."""

from __future__ import annotations

import re

_NO_NAMES = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""",
    re.DOTALL,
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:?$@-])([A-Za-z][\w.-]*):")


def used_prefixes(query: str) -> set[str]:
    """The prefixes that a query uses and does not declare itself.

    >>> sorted(used_prefixes("PREFIX b: <urn:b#> SELECT * { ?s a:p '# c:d', b:e . _:x <http://f:1/> 5 }"))
    ['a']
    """
    declared = set(_DECLARED.findall(query))
    return set(_USED.findall(_NO_NAMES.sub(" ", query))) - declared - {"_"}
