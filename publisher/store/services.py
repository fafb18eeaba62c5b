"""Whether a query asks other servers (SPARQL 1.1 Federated Query, https://www.w3.org/TR/sparql11-federated-query/)."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\\n\r])*"|\'(?:\\.|[^\'\\\n\r])*\''
    r"|<[^<>\"{}|^`\\\x00-\x20]*>|#[^\n\r]*|[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
    r"|(?:[^\W\d][\w.-]*)?:(?:\\.|[\w.:%-])*|(?P<word>[^\W\d]\w*)",
    re.DOTALL,
)


def asks_services(query: str) -> bool:
    r"""Whether SERVICE stands in the query as a keyword, and not in a text, a comment or a name.

    >>> asks_services("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")
    True
    >>> asks_services('SELECT ?service { ?service ex:service "SERVICE <x>" } # SERVICE')
    False
    """
    # Escapes count before anything else (https://www.w3.org/TR/sparql11-query/#codepointEscape).
    text = _ESCAPE.sub(_unescaped, query)
    return any((each["word"] or "").upper() == "SERVICE" for each in _TOKEN.finditer(text))


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else found[0]
