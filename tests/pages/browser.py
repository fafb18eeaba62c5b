"""Pages in a real browser: what its HTML parser, its JSON parser and jsonld.js make of them, and whether anything ran."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import NamedTuple

from needed import absent, needed_program

MODULES = Path(__file__).resolve().parents[2] / "node_modules"
RUNNER = Path(__file__).with_name("runner.html")
PRELUDE = "<script>window.alert = window.confirm = window.prompt = (what) => window.parent.heard(what);</script>"
"""Stands first in a page that is tested, so that it is heard whatever runs after it."""
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class PageSeen(NamedTuple):
    """One page: the text of each JSON-LD script, each as N-Quads, the canonical address, and what alerts said."""

    path: str
    texts: list[str]
    quads: list[str]
    address: str
    alerts: list[str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    result: bytes = b""
    done: Event


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        self.server.result = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
        self.server.done.set()

    def log_message(self, *_: object) -> None:
        """Tests have nothing to say of requests."""


def node_module(*parts: str) -> Path:
    """A file of an npm package; skips where it is absent, but fails in CI."""
    file = MODULES.joinpath(*parts)
    if not file.exists():
        absent(f"{file} is not there: .ci/install-browser installs it")
    return file


def chromium() -> str:
    return needed_program("chromium", "chromium-browser", "google-chrome", why="pages are read in a browser")


@contextmanager
def served(folder: Path) -> Iterator[_Server]:
    """The folder at an address of this machine alone."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.done = Event()
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_pages(folder: Path, paths: Sequence[str]) -> list[PageSeen]:
    """Opens the pages of the folder, by their paths, in one run of the browser."""
    browser = chromium()
    shutil.copy(RUNNER, folder / "_runner.html")
    shutil.copy(node_module("jsonld", "dist", "jsonld.min.js"), folder / "_jsonld.min.js")
    (folder / "_paths.json").write_text(json.dumps(list(paths)), "utf-8")
    with served(folder) as server, TemporaryDirectory(prefix="publisher-browser-") as profile:
        address = f"http://127.0.0.1:{server.server_port}/_runner.html"
        command = [browser, *OPTIONS, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            assert server.done.wait(120), "the browser did not read the pages within two minutes"
        finally:
            os.killpg(process.pid, 15)
            process.wait(30)
        seen = json.loads(server.result)
    assert [each["problem"] for each in seen if "problem" in each] == []
    return [PageSeen(**each) for each in seen]
