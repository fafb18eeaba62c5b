"""N-Quads lines as text: taken apart, and put together again, without a library's terms between."""

from __future__ import annotations

import re
from typing import NamedTuple

from publisher.core.lexical import canonical_language_tag
from publisher.core.terms import escape_literal, unescape_literal

_TERM = r'<[^>]*>|_:[^\s]+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?'
_LINE = re.compile(rf"(<[^>]*>|_:[^\s]+) (<[^>]*>) ({_TERM})(?: (<[^>]*>|_:[^\s]+))? \.")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?')
_TAG = re.compile(r'(?<="@)[A-Za-z]+(?:-[A-Za-z0-9]+)+(?= (?:<[^>]*> )?\.$)')


class Quad(NamedTuple):
    """The terms of one line, each as it is written there; ``graph`` is empty for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str


class LiteralText(NamedTuple):
    """A literal's text without escapes, its datatype's IRI and its language tag, None where it has none."""

    text: str
    datatype: str | None
    language: str | None


def split_line(line: str) -> Quad:
    """The terms of a line that the project itself wrote, with or without its newline.

    Raises ValueError for a line of another form.

    >>> split_line('<http://a> <http://b> "x . y"@en <http://g> .').object
    '"x . y"@en'
    """
    found = _LINE.fullmatch(line.rstrip("\n"))
    if found is None:
        raise ValueError(f"not a line of N-Quads: {line[:200]!r}")
    return Quad(found[1], found[2], found[3], found[4] or "")


def lines_of(text: str) -> list[str]:
    r"""The lines of a text of which each ends in a newline, without these.

    >>> lines_of("a\nb\n"), lines_of("")
    (['a', 'b'], [])
    """
    return text.split("\n")[:-1]


def graph_of_line(line: str) -> str:
    """The IRI of the graph at the end of a quad's line, without brackets. The line has a graph.

    >>> graph_of_line('<http://a> <http://b> "x" <http://g> .')
    'http://g'
    """
    return line[line.rindex(" <") + 2 : line.rindex("> .")]


def read_literal(term: str) -> LiteralText | None:
    r"""What a literal holds, or None for an IRI or a blank node.

    >>> read_literal('"a\\"b"@en')
    LiteralText(text='a"b', datatype=None, language='en')
    """
    found = _LITERAL.fullmatch(term)
    return LiteralText(unescape_literal(found[1]), found[2], found[3]) if found else None


def with_canonical_tag(line: str) -> str:
    """The line with its language tag as RFC 5646 cases it: pyoxigraph gives tags in small letters, whatever was written.

    >>> with_canonical_tag('<http://a> <http://b> "a"@en-us <http://g> .')
    '<http://a> <http://b> "a"@en-US <http://g> .'
    """
    return _TAG.sub(lambda tag: canonical_language_tag(tag[0]), line) if '"@' in line else line


def with_canonical_escapes(line: str) -> str:
    r"""The line with its literal escaped as this project escapes it, so that equal quads are equal text.

    >>> with_canonical_escapes('<http://a> <http://b> "\\u0041\tb" .')
    '<http://a> <http://b> "A\\tb" .'
    """
    quad = split_line(line)
    if not quad.object.startswith('"'):
        return line
    closing = quad.object.rindex('"')
    text = escape_literal(unescape_literal(quad.object[1:closing]))
    graph = f" {quad.graph}" if quad.graph else ""
    return f'{quad.subject} {quad.predicate} "{text}{quad.object[closing:]}{graph} .'
