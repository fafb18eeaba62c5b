"""What a store is called on the command line, and which URLs that means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from publisher.core.errors import UsageError
from publisher.core.suggest import did_you_mean
from publisher.store.profiles.profile import StoreProfile
from publisher.store.profiles.registry import GENERIC, PROFILES

_BEHIND_AUTHORITY = re.compile(r"[/?#]")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store takes queries and updates. ``shown`` is its name for messages: nothing secret stands in it."""

    profile: StoreProfile
    query_url: str
    private_query_url: str
    update_url: str
    shown: str


def read_address(store: str, update_url: str | None = None) -> StoreAddress:
    """The URLs of a store named as ``KIND+http://…``, or of a bare endpoint.

    Raises UsageError for another form, and for a name or password in it: others can see a command line.

    >>> read_address("fuseki+http://localhost:3030/articles").query_url
    'http://localhost:3030/articles/query'
    """
    kind, plus, address = store.partition("+")
    if not plus or "://" in kind:
        kind, address = GENERIC.name, store
    _check_url(address, "--store")
    if kind not in PROFILES:
        known = ", ".join(PROFILES)
        raise UsageError(f"{kind!r} is no kind of store: choose {known}.{did_you_mean(kind, PROFILES)}")
    if update_url is not None:
        _check_url(update_url, "--update-url")
    profile = PROFILES[kind]
    base = address if profile is GENERIC else address.rstrip("/")
    return StoreAddress(
        profile=profile,
        query_url=base + profile.query_path,
        private_query_url=base
        + (profile.query_path if profile.private_query_path is None else profile.private_query_path),
        update_url=update_url or base + profile.update_path,
        shown=without_query(store),
    )


def without_query(url: str) -> str:
    """The URL for messages: a key may stand behind its question mark."""
    return url.partition("?")[0]


def _check_url(url: str, option: str) -> None:
    authority = _BEHIND_AUTHORITY.split(url.partition("://")[2], maxsplit=1)[0]
    if "@" in authority:
        raise UsageError(
            f"{option} holds a user's name or password, which others on this machine could read;"
            " set PUBLISHER_STORE_USER and PUBLISHER_STORE_PASSWORD, or name a file with --credentials"
        )
    if not _is_url(url):
        raise UsageError(
            f"{option} takes {PROFILES['oxigraph'].example} and the like, or an endpoint's http(s) address,"
            f" not {without_query(url).rpartition('@')[2]!r}"
        )


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
