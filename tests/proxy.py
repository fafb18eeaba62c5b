"""A small HTTP proxy before a real server: it counts what goes through, and fails when it is told to."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Passed:
    """One request: its path, its headers in small letters, its body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_update(self) -> bool:
        return self.headers.get("content-type", "").startswith("application/sparql-update")


@dataclass
class Answer:
    """What the proxy says instead of the server; a status of 0 breaks the connection off."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


Rule = Callable[[Passed], Answer | None]


class Proxy:
    """``rule`` may answer in place of the server; ``after`` is called when the server has answered.

    ``requests`` holds all but those that were challenged to sign themselves.
    """

    def __init__(self, port: int) -> None:
        self.target = port
        self.requests: list[Passed] = []
        self.rule: Rule = lambda _: None
        self.after: Rule = lambda _: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])

    @property
    def updates(self) -> list[Passed]:
        return [request for request in self.requests if request.is_update]

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def forward(self, passed: Passed) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        try:
            headers = {name: value for name, value in passed.headers.items() if name != "connection"}
            connection.request("POST", passed.path, passed.body, headers)
            answer = connection.getresponse()
            kept = {name: value for name, value in answer.getheaders() if name.lower() not in _OF_THE_CONNECTION}
            return Answer(answer.status, kept, answer.read())
        finally:
            connection.close()


_OF_THE_CONNECTION = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            passed = Passed(self.path, headers, self.rfile.read(int(headers.get("content-length", 0))))
            answer = proxy.rule(passed)
            if answer is None:
                answer = proxy.forward(passed)
                answer = proxy.after(passed) or answer
            if answer.status != 401:
                proxy.requests.append(passed)
            if not answer.status:
                self.connection.close()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def proxy_before(port: int) -> Iterator[Proxy]:
    """A proxy that runs while the context lasts."""
    proxy = Proxy(port)
    thread = threading.Thread(target=proxy.serve, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join()
