"""Keys of articles to names of files that mean the same on every system, and never another folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

SUFFIX = ".jsonld"
MOST_BYTES = 200
_PLAIN = re.compile(r"[0-9a-z]{5,}(-[0-9a-z]+)+", re.ASCII)  # most keys, and none of what is refused below
_PROBLEMS = (
    (re.compile(r'[<>:"/\\|?*]'), "it holds '{}'"),
    (re.compile(r"^[.\-~ ]"), "it begins with '{}'"),
    (re.compile(r"[. ]$"), "it ends with '{}'"),
    (re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?$"), "{} is the name of a device"),
)


def key_reader(template: str, reference: str) -> Callable[[str], str | None]:
    """Tells the key of the article whose graph an IRI is; None for a graph of another form.

    >>> key_reader("http://e/article/$(id)", "$(id)")("http://e/article/a%20b")
    'a b'
    """
    parts = re.split(r"(\$\([^)]*\))", template)
    seen = False
    pattern = ""
    for part in parts:
        if part == reference:
            pattern += "(?P=key)" if seen else "(?P<key>[^/]*)"
            seen = True
        else:
            pattern += "[^/]*" if part.startswith("$(") else re.escape(part)
    matches = re.compile(pattern).fullmatch

    def key_of(graph: str) -> str | None:
        found = matches(graph)
        return unquote(found["key"]) if found else None

    return key_of


def name_problem(key: str) -> str | None:
    """Why the key cannot name a file, or None where it can.

    The rules are those of the strictest systems (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).

    >>> name_problem("../x")
    "it holds '/'"
    >>> name_problem("a-1") is None
    True
    """
    if not key:
        return "it is empty"
    if len(key.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return f"it is longer than {MOST_BYTES} bytes"
    if _PLAIN.fullmatch(key):
        return None
    odd = next((letter for letter in key if letter != " " and unicodedata.category(letter)[0] in "CZ"), None)
    if odd is not None:
        return f"it holds U+{ord(odd):04X}, which does not show"
    for pattern, problem in _PROBLEMS:
        found = pattern.search(key)
        if found:
            return problem.format(found[0])
    composed = unicodedata.is_normalized("NFC", key)
    return None if composed else "it is not in Unicode's composed form (NFC), so that some systems would change it"
