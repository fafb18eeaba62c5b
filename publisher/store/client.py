"""The one way to speak to a SPARQL store over HTTP.

SPARQLWrapper makes each request; this client sends it. So no redirect takes credentials elsewhere or turns an update
into a GET, a digest is signed ahead, and nothing is set for the whole process.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from functools import partial
from http.client import HTTPException
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from publisher.core.errors import StoreError, UsageError
from publisher.store.address import StoreAddress, without_query
from publisher.store.credentials import Credentials
from publisher.store.digest import SigningAhead
from publisher.store.failures import failure_of_connection, failure_of_status
from publisher.store.patience import NO_PATIENCE, Patience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from SPARQLWrapper import SPARQLWrapper

TIMEOUT = 60.0
_UPDATE_TYPE = "application/sparql-update; charset=utf-8"
_GRAPH_QUERIES = {"CONSTRUCT", "DESCRIBE"}
Binding = Mapping[str, Mapping[str, str]]


class Content(NamedTuple):
    """The bytes of an answer: Turtle for a graph, else SPARQL results as JSON."""

    bytes: bytes
    is_graph: bool


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class StoreClient:
    """Queries and updates of one store. ``timeout`` in seconds, for each request."""

    def __init__(
        self,
        address: StoreAddress,
        credentials: Credentials,
        scheme: str | None = None,
        timeout: float = TIMEOUT,
        patience: Patience = NO_PATIENCE,
    ) -> None:
        signing = credentials.scheme(scheme, address.profile.authentication)
        self.address = address
        self.timeout = timeout
        self._credentials = credentials
        self._patience = patience
        self._headers = credentials.signed_headers(signing)
        self._query_url = address.private_query_url if signing else address.query_url
        self._opener = _opener(credentials, signing, (self._query_url, address.update_url))

    def query(self, text: str) -> Content:
        """The answer to a query, asked by POST.

        Raises QueryError for a query that the store calls broken, UsageError for an update, StoreError.
        """
        from SPARQLWrapper import JSON, POST, TURTLE  # noqa: PLC0415 - 20 ms, only for remote stores

        request = self._wrapper(self._query_url)
        request.setMethod(POST)
        with _quietly():
            request.setQuery(text)
            if request.isSparqlUpdateRequest():
                raise UsageError("this is an update, not a query; only 'publisher load' writes to a store")
            is_graph = request.queryType in _GRAPH_QUERIES
            request.setReturnFormat(TURTLE if is_graph else JSON)
        send = partial(self._send, request, self._query_url, is_query=True)
        return Content(self._patience.try_until_done(send), is_graph)

    def rows(self, text: str) -> list[Binding]:
        """The bindings of a SELECT, one mapping of variables to terms a row, as SPARQL results in JSON have them."""
        content = self.query(text).bytes
        try:
            rows = json.loads(content)["results"]["bindings"]
            _look_at(rows)
        except (ValueError, KeyError, TypeError) as problem:
            raise self.nonsense("SPARQL results in JSON", problem) from problem
        return list(rows)

    def update(self, make: Callable[[], str]) -> None:
        """Carries out an update; what it holds has happened when this returns. Its text is made anew for each try."""
        self._patience.try_until_done(lambda: self.update_once(make()))

    def update_once(self, text: str) -> None:
        """Carries out an update, or fails at the first obstacle.

        Its type is set and not found by the library, which takes 0.3 µs a character for that: 0.3 s for a megabyte.
        """
        from SPARQLWrapper import INSERT, POST, POSTDIRECTLY  # noqa: PLC0415 - as above

        request = self._wrapper(self.address.update_url)
        request.setMethod(POST)
        request.setRequestMethod(POSTDIRECTLY)
        # Without the charset RDF4J reads UTF-8 as Latin-1.
        request.addCustomHttpHeader("Content-Type", _UPDATE_TYPE)
        request.queryString, request.queryType = text, INSERT
        self._send(request, self.address.update_url, is_query=False)

    def nonsense(self, expected: str, problem: Exception | None) -> StoreError:
        """The error for an answer that is not what was expected."""
        told = self._credentials.redact(f": {problem}") if problem is not None else ""
        return StoreError(f"{self.address.shown} did not answer with {expected}{told}")

    @contextmanager
    def understanding(self) -> Iterator[None]:
        """While rows are read: what is missing or wrong in them is the store's fault, and told as that."""
        try:
            yield
        except (KeyError, ValueError) as problem:
            told = LookupError(f"{problem} is missing") if isinstance(problem, KeyError) else problem
            raise self.nonsense("what was asked for", told) from problem

    def _wrapper(self, url: str) -> SPARQLWrapper:
        from SPARQLWrapper import SPARQLWrapper  # noqa: PLC0415 - as above

        request = SPARQLWrapper(url)
        request.setOnlyConneg(True)
        for name, value in self._headers.items():
            request.addCustomHttpHeader(name, value)
        return request

    def _send(self, wrapper: SPARQLWrapper, address: str, *, is_query: bool) -> bytes:
        request: Request = wrapper._createRequest()  # noqa: SLF001 - there is no public way to make it and not to send it
        request.full_url = address
        url = without_query(address)
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                content: bytes = answer.read()
        except HTTPError as problem:
            with problem:
                failure = failure_of_status(url, problem, self._credentials.redact, is_query=is_query)
            raise failure from None
        except (OSError, HTTPException, ValueError) as problem:
            raise failure_of_connection(url, problem, self._credentials.redact, self.timeout) from None
        return content


def _look_at(rows: object) -> None:
    """Raises TypeError for what are no bindings (https://www.w3.org/TR/sparql11-results-json/#select-bindings)."""
    for row in rows if isinstance(rows, list) else [rows]:
        if not isinstance(row, dict) or not all(
            isinstance(term, dict) and isinstance(term.get("value"), str) for term in row.values()
        ):
            raise TypeError("these are no bindings")


def _opener(credentials: Credentials, signing: str | None, urls: tuple[str, str]) -> OpenerDirector:
    opener = build_opener(_NoRedirect)
    if signing == "digest":
        opener.add_handler(SigningAhead(credentials.user, credentials.password, tuple(map(without_query, urls))))
    return opener


@contextmanager
def _quietly() -> Iterator[None]:
    """The library warns of a query that it does not understand; the store will say what is wrong with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
