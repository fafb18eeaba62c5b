"""Functions that make addresses of an author's values and let none of them lead away from where it belongs."""

from __future__ import annotations

import re
from functools import lru_cache

from publisher.core.iris import encode_template_value
from publisher.mapping.context import Labels
from publisher.mapping.functions.coercion import as_integer, as_text
from publisher.mapping.functions.model import AddressError, TakenIriError
from publisher.mapping.functions.patterns import regular_expression
from publisher.mapping.functions.urls import resolve_url

_DOT = r"(?:\.|%2[Ee])"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*+")
_LEADS_AWAY = re.compile(rf"[?#\\]|(?:^|/){_DOT}{{1,2}}(?:/|$)")
"""A query or a fragment, which belong to no path of a page, or a segment that names the folder itself or the one above."""


def site_address(base: object, folder: object) -> str:
    """The address of a folder of the site.

    >>> site_address("https://www.example.org/", "/care/"), site_address("https://www.example.org/en/", "/care/")
    ('https://www.example.org/care/', 'https://www.example.org/en/care/')
    """
    return _folder_address(as_text(base), as_text(folder))


def page_address(base: object, folder: object, name: object) -> str:
    """The address of the page ``name/`` in a folder of the site.

    >>> page_address("https://www.example.org/", "/care/", "a-page")
    'https://www.example.org/care/a-page/'
    """
    part = as_text(name).strip()
    if not _PLAIN_NAME.fullmatch(part) and _LEADS_AWAY.search(part):
        reason = "is no '.' or '..', and has no '?', no '#' and no '\\'"
        raise AddressError(f"{part[:80]!r} names no page: the last part of an address {reason}", name)
    return f"{_folder_address(as_text(base), as_text(folder))}{part}/"


@lru_cache(maxsize=1024)
def _folder_address(base: str, folder: str) -> str:
    """Kept, for many articles stand in one folder. A site may itself stand in a folder of its host."""
    return resolve_url(base, "." + _path(folder))


def path_segment(path: object, number: object) -> str | None:
    """The segment of a path of the site, counted from 1; nothing where the path has none there.

    >>> path_segment("/communities/care/articles/", 2)
    'care'
    """
    segments = _path(path).split("/")
    wanted = as_integer(number)
    return segments[wanted] or None if 0 < wanted < len(segments) else None


def _path(folder: object) -> str:
    path = as_text(folder).strip()
    if not path.startswith("/") or path.startswith("//") or _LEADS_AWAY.search(path):
        reason = "begins with one slash, and has no '.' or '..' between slashes, no '?', no '#' and no '\\'"
        raise AddressError(f"{path[:80]!r} is no path of the site: such a path {reason}", folder)
    return path


def foreign_address(address: object, own: object) -> str:
    """The address; an error where it begins as the pattern has it, with which the publisher's own things begin.

    >>> foreign_address("https://elsewhere.example/a", "https://www.example.org/id/")
    'https://elsewhere.example/a'
    """
    text = as_text(address)
    if regular_expression(as_text(own)).match(text):
        message = f"{text[:200]!r} is the IRI of something that is published here: what the article links to has an address of its own"
        raise AddressError(message, address)
    return text


def mint_iri(labels: Labels, start: object, key: object, label: object, kind: object) -> str | None:
    """The IRI of what bears the label among those of a kind; where none does, the start with the key behind it.

    The key is made safe as in a template. An IRI that a vocabulary has given to something that bears other labels is taken.
    A label that two bear alike, which whatever looks it up is told, gives nothing, and an empty one takes no IRI from what has it.
    """
    if labels.bearers(as_text(kind), as_text(label)):
        return None
    known = labels.find(as_text(kind), as_text(label))
    if known is not None:
        return known
    name = as_text(key)
    if name in {".", ".."}:
        raise AddressError(f"{name!r} is no name: in an IRI it means the folder itself or the one above", key)
    iri = as_text(start) + encode_template_value(name)
    taken = labels.preferred.get(iri)
    if taken is None:
        return iri
    if not as_text(label).strip():
        return None
    called = next(iter(taken.values()))
    message = (
        f"{as_text(label)[:80]!r} would get the IRI of {called!r}, <{iri}>: "
        "write that name, or add this one to its labels in the vocabulary"
    )
    raise TakenIriError(message, label)
