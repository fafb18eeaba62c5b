"""Which triples maps can have a node as their subject, as far as that can be told without an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from publisher.mapping.plan import Constant, Expression, RecordNode, Template, TermMap, TermType, TriplesMap

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FILLED = r"[^/?#:<>]*"
"""What a template's place holds in an IRI: it is percent-encoded but for letters, digits, marks and what is not ASCII."""


class SubjectTest(NamedTuple):
    """Tells of a node (an N-Triples term) whether it can be a subject of a triples map.

    ``is_sure`` tells that the mapping writes its subjects out, so that one that can be mostly is.
    """

    can_be: Callable[[str], bool]
    is_sure: bool


def subject_test(triples_map: TriplesMap) -> SubjectTest:
    """The test for a triples map: yes where nothing can be told without an article.

    >>> term = TermMap(Template(("urn:a:", Reference((Name("k"),)), "#x")), TermType.IRI)
    >>> test = subject_test(TriplesMap("m", ArticleSource(), Reference(()), (term,), ()))
    >>> [test.can_be(node) for node in ("<urn:a:1#x>", "<urn:a:1>", "<urn:b:1#x>")]
    [True, False, False]
    """
    tests = [_test(each) for each in triples_map.subjects]
    return SubjectTest(lambda node: any(each.can_be(node) for each in tests), all(each.is_sure for each in tests))


def _test(subject: TermMap) -> SubjectTest:
    expression = subject.expression
    if subject.term_type is TermType.BLANK_NODE or isinstance(expression, RecordNode):
        return SubjectTest(lambda node: node.startswith("_:"), is_sure=False)
    parts = _written(expression) if subject.term_type is TermType.IRI else ()
    if not parts:
        return SubjectTest(lambda node: not node.startswith("_:"), is_sure=False)
    pattern = re.compile(f"<{''.join(re.escape(part) if isinstance(part, str) else _FILLED for part in parts)}>")
    return SubjectTest(lambda node: pattern.fullmatch(node) is not None, is_sure=True)


def _written(expression: Expression) -> Sequence[object]:
    """The parts of an absolute IRI that the mapping writes out; none of any other expression."""
    parts = expression.parts if isinstance(expression, Template) else ()
    parts = (expression.value,) if isinstance(expression, Constant) else parts
    return parts if parts and isinstance(parts[0], str) and _SCHEME.match(parts[0]) else ()
