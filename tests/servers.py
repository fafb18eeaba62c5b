"""Real SPARQL servers on free ports of the loopback, each in a folder of its own, ended by their process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from needed import absent, needed_program

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
FUSEKI = """
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
PREFIX : <#>
[] a fuseki:Server .
:open a fuseki:Service ; fuseki:name "articles" ; fuseki:dataset :data ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
  fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] .
:readable a fuseki:Service ; fuseki:name "readable" ; fuseki:dataset :data ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] .
:guarded a fuseki:Service ; fuseki:name "guarded" ; fuseki:dataset :data ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ; fuseki:allowedUsers "publisher" ] ;
  fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ; fuseki:allowedUsers "publisher" ] .
:data a tdb2:DatasetTDB2 ; tdb2:location "data" ; tdb2:unionDefaultGraph true .
"""
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 200
"""
REPOSITORY = """
@prefix config: <tag:rdf4j.org,2023:config/>.
[] a config:Repository ; config:rep.id "articles" ; config:rep.impl [ config:rep.type "openrdf:SailRepository" ;
   config:sail.impl [ config:sail.type "openrdf:NativeStore" ] ] .
"""


@dataclass
class Server:
    """A running server. ``path`` is what stands behind host and port in a store's name; ``secrets`` may write there."""

    kind: str
    port: int
    path: str
    process: subprocess.Popen[bytes]
    secrets: Mapping[str, str] = field(default_factory=dict)
    restart: Callable[[], subprocess.Popen[bytes]] | None = None

    @property
    def store(self) -> str:
        return self.named(self.port)

    def named(self, port: int, path: str | None = None) -> str:
        """The store's name at another port (a proxy's), or another of its paths."""
        return f"{self.kind}+http://127.0.0.1:{port}{self.path if path is None else path}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_oxigraph(folder: Path, *, union: bool = False, port: int | None = None, read_only: bool = False) -> Server:
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if binary is None:
        absent("the package oxigraph is not installed: it belongs to the test extra, run 'make test'")
    port = port or free_port()
    command = [binary, "serve-read-only" if read_only else "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    command += ["--union-default-graph"] if union else []

    def start() -> subprocess.Popen[bytes]:
        process = _start(command, folder.parent)
        _wait(process, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D")
        return process

    return Server("oxigraph", port, "", start(), restart=start)


def start_fuseki(folder: Path) -> Server:
    """With TDB2, whose default graph is the union; the datasets articles, readable (no updates) and guarded (a password)."""
    java = needed_program("java", why="Fuseki runs on it; .ci/install-servers installs it")
    jar = _jar("jena-fuseki-server-*.jar")
    (folder / "data").mkdir()
    (folder / "config.ttl").write_text(FUSEKI, "utf-8")
    (folder / "passwords").write_text("publisher: open sesame\n", "utf-8")
    port = free_port()
    command = [java, "-Xmx512m", "-jar", jar, "--localhost", f"--port={port}", "--config=config.ttl"]
    command += ["--passwd=passwords", "--auth=basic"]

    def start() -> subprocess.Popen[bytes]:
        process = _start(command, folder)
        _wait(process, f"http://127.0.0.1:{port}/articles/query?query=ASK%7B%7D")
        return process

    return Server("fuseki", port, "/articles", start(), restart=start)


def start_virtuoso(folder: Path) -> Server:
    """With small buffers. The user dba may write; the user reader may not."""
    program = needed_program("virtuoso-t", why="it is Virtuoso; .ci/install-servers installs it")
    isql = needed_program("isql-vt", "isql", why="it makes Virtuoso's users; .ci/install-servers installs it")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=http, sql=sql), "utf-8")
    process = _start([program, "+configfile", "virtuoso.ini", "+foreground"], folder)
    _wait(process, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D")
    statements = b"DB.DBA.USER_CREATE('reader', 'reader');\nGRANT SPARQL_SELECT TO \"reader\";\n"
    command = [isql, f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT"]
    made = subprocess.run(command, input=statements, check=True, capture_output=True, timeout=PATIENCE)
    assert b"Error" not in made.stdout, made.stdout
    return Server("virtuoso", http, "", process, {"PUBLISHER_STORE_USER": "dba", "PUBLISHER_STORE_PASSWORD": "dba"})


def start_rdf4j(folder: Path) -> Server:
    java = needed_program("java", why="RDF4J runs on it; .ci/install-servers installs it")
    runner, war = _jar("jetty-runner-*.jar"), _jar("rdf4j-http-server-*.war")
    port = free_port()
    command = [java, "-Xmx512m", f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}", "-jar", runner]
    command += ["--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j-server", war]
    process = _start(command, folder)
    base = f"http://127.0.0.1:{port}/rdf4j-server"
    _wait(process, f"{base}/protocol")
    request = urllib.request.Request(
        f"{base}/repositories/articles", REPOSITORY.encode(), {"Content-Type": "text/turtle"}, method="PUT"
    )
    urllib.request.urlopen(request).close()
    return Server("rdf4j", port, "/rdf4j-server/repositories/articles", process)


STARTERS: Mapping[str, Callable[[Path], Server]] = {
    "oxigraph": lambda folder: start_oxigraph(folder / "data"),
    "fuseki": start_fuseki,
    "virtuoso": start_virtuoso,
    "rdf4j": start_rdf4j,
}


def _jar(pattern: str) -> str:
    found = sorted((ROOT / ".servers").glob(pattern))
    if not found:
        absent(f"there is no .servers/{pattern}: .ci/install-servers gets it")
    return str(found[-1])


def _start(command: list[str | Path], folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    log = (folder / "server.log").open("ab")
    with log:
        # A session of its own: a Ctrl-C in the terminal is for the tests, which end the server themselves.
        return subprocess.Popen(
            list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, env={**os.environ, "FUSEKI_BASE": str(folder)},
        )  # fmt: skip


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode} before it answered"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            if answer.code < 500:
                return
        except OSError:
            pass
        else:
            return
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"the server did not answer within {PATIENCE} s: {url}")
