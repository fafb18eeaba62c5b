"""What is read fast, and without a doubt.

What is laid out as articles before it were, by their layout; the plain form line by line; all else by the fast YAML
parser.
"""

from __future__ import annotations

from publisher.content.doubts import is_certain
from publisher.content.layouts import Layouts
from publisher.content.plain import parse_plain

try:
    from fast_yaml import safe_load
except ImportError:  # no wheel for this platform: the slow path serves alone
    safe_load = None  # type: ignore[assignment]

_DEPTH = 128
_LAYOUTS = Layouts()
"""What is remembered of the front matters before, which changes how fast the next is read and not what is read."""


def parse_certain(text: str) -> dict[str, object] | None:
    r"""The mapping that the slow path would read too, and say nothing of; None where it has to look.

    >>> parse_certain("a: 1\n"), parse_certain("a: 1\na: 2\n")
    ({'a': 1}, None)
    """
    front_matter = _LAYOUTS.read(text)
    if front_matter is None:
        front_matter = parse_plain(text)
        if front_matter is None:
            return parse_undoubted(text)
        _LAYOUTS.learn(text)
    return front_matter


def parse_undoubted(text: str) -> dict[str, object] | None:
    """The same by the fast YAML parser, for every form."""
    if safe_load is None:
        return None
    try:
        front_matter = safe_load(text, max_depth=_DEPTH, max_documents=1)
    except ValueError:
        return None
    return front_matter if type(front_matter) is dict and is_certain(front_matter, text) else None
