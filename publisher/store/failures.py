"""What goes wrong between the publisher and a store, in words; and which of it may pass by itself."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from time import time
from urllib.error import HTTPError, URLError

from publisher.core.errors import QueryError, StoreError

Redact = Callable[[str], str]
"""Takes secrets out of what a store, or the way to it, says; our own words hold none."""

PASSING_STATUSES = {429, 502, 503, 504}
_SHOWN = 300
_MARKUP = re.compile(r"<(script|style|title)\b.*?</\1>|<[^<>]{1,200}>", re.DOTALL | re.IGNORECASE)
_HINTS = {
    401: "it does not accept these credentials, or wants some: set PUBLISHER_STORE_USER and PUBLISHER_STORE_PASSWORD,"
    " or name a file with --credentials",
    403: "it does not allow that: it is read-only, or this user may not",
    404: "there is nothing at this address: look at the name of the dataset or repository",
    405: "it takes no such request there: it is read-only, or updates go to another address (--update-url)",
    415: "it takes no such request there: it is read-only, or updates go to another address (--update-url)",
    501: "it takes no such request there: it is read-only, or updates go to another address (--update-url)",
    413: "the request is too large for it, or for a proxy before it",
}


class RequestTooLargeError(StoreError):
    """A store, or a proxy before it, takes no request of this size."""


class PassingError(StoreError):
    """What may pass by itself. ``pause`` is how many seconds the store asks to wait, where it says so."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


def failure_of_status(url: str, problem: HTTPError, redact: Redact, *, is_query: bool) -> StoreError | QueryError:
    """The error for an answer with another status than 2xx. Reads the answer's text."""
    said = redact(_text_of(problem))
    if problem.code == 400 and is_query:
        return QueryError(f"the store calls the query broken: {said or 'it does not say why'}")
    if 300 <= problem.code < 400:
        target = str(problem.headers.get("Location", "another address")).partition("?")[0]
        target = redact(target)
        return StoreError(f"{url} points to {target}: name that address instead; nothing is sent on by itself")
    hint = _HINTS.get(problem.code, "it refuses the request" if problem.code < 500 else "it failed")
    message = f"{url} answered {problem.code} {redact(str(problem.reason or ''))}".rstrip() + f": {hint}"
    message += f". It says: {said}" if said else ""
    if problem.code in PASSING_STATUSES:
        return PassingError(message, _retry_after(problem))
    return RequestTooLargeError(message) if problem.code == 413 else StoreError(message)


def failure_of_connection(
    url: str, problem: OSError | HTTPException | ValueError, redact: Redact, timeout: float
) -> StoreError:
    """The error for a store that cannot be reached, or that breaks off."""
    reason = problem.reason if isinstance(problem, URLError) else problem
    if isinstance(reason, TimeoutError):
        return StoreError(f"{url} gave no answer within {timeout:g} s; --timeout SECONDS waits longer")
    if isinstance(reason, ssl.SSLError):
        return StoreError(f"{url} cannot be reached safely: {redact(str(reason))}")
    if isinstance(reason, socket.gaierror) and reason.errno != socket.EAI_AGAIN:
        return StoreError(f"{url} cannot be reached: there is no host of this name")
    if isinstance(problem, ValueError):
        return StoreError(f"{url} cannot be asked: its authentication is of a kind that is not known here")
    told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return PassingError(f"{url} cannot be reached: {redact(told)}")


def _text_of(problem: HTTPError) -> str:
    try:
        text = problem.read(20_000).decode("utf-8", "replace")
    except (OSError, HTTPException, ValueError):
        return ""
    # Virtuoso says our own request once more.
    text = " ".join(_MARKUP.sub(" ", text.partition("SPARQL query:")[0]).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _retry_after(problem: HTTPError) -> float | None:
    """Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)."""
    value = str(problem.headers.get("Retry-After", "")).strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, TypeError, OverflowError):
        return None
