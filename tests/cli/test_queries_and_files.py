"""What goes in and comes out of commands by odd ways: closed input, other servers, pipes, one file for two."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run
from small_project import article, small_project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_project(tmp_path_factory.mktemp("built"))
    odd = article("odd", title='"\\0\\x01\\uFFFE"').replace("topic: care", "topic: odd")
    (folder / "content" / "odd.md").write_text(odd, "utf-8")
    (folder / "content" / "long.md").write_text(article("long", title="x" * 60, more=f"tags: [{'y' * 200}]\n"), "utf-8")
    assert run("build", "--fail-on", "error", "--allow-findings", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server that answers every request with a result of other variables, and the requests that it got."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            requests.append(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
            rows = [{"other": {"type": "literal", "value": "x"}, "digest": {"type": "literal", "value": "x"}}]
            answer = json.dumps({"head": {"vars": ["other"]}, "results": {"bindings": rows}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", requests
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("command", ["query --file -", "validate --stdin-filename content/000.md", "validate -"])
def test_a_closed_standard_input_is_told(built: Path, command: str) -> None:
    script = f"'{sys.executable}' -m publisher {command} <&-"
    done = subprocess.run(["bash", "-c", script], cwd=built, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "standard input is closed" in done.stderr


def test_a_query_goes_to_no_other_server_unless_allowed(built: Path, asked: tuple[str, list[str]]) -> None:
    url, requests = asked
    for keyword in ("SERVICE", "service silent", "\\u0053ERVICE"):
        done = run("query", f"SELECT * {{ {keyword} <{url}> {{ ?s ?p ?o }} }}", cwd=built)
        assert done.returncode == 2
        assert "--allow-service" in done.stderr
    assert requests == []
    done = run("query", "--allow-service", f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", cwd=built)
    assert len(requests) == 1
    assert done.returncode in {0, 2}
    done = run("query", 'SELECT ?service { ?service a ?x FILTER(STR(?x) != "SERVICE <x>") } # SERVICE', cwd=built)
    assert done.returncode == 0, done.stderr


def test_a_service_that_cannot_be_read_is_an_error(built: Path) -> None:
    done = run("query", "--allow-service", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", cwd=built)
    assert done.returncode == 2
    assert "the store cannot answer" in done.stderr


def test_a_store_that_answers_with_other_variables_is_told(built: Path, asked: tuple[str, list[str]]) -> None:
    done = run("load", "--store", asked[0], cwd=built)
    assert done.returncode == 2
    assert "did not answer with what was asked for" in done.stderr


def test_a_table_is_cut_on_a_terminal_alone(built: Path) -> None:
    done = run("query", "SELECT ?tag { ?a schema:keywords ?tag }", cwd=built)
    assert "y" * 200 in done.stdout


def test_what_xml_cannot_hold_is_told(built: Path) -> None:
    done = run("query", "--format", "xml", "SELECT ?t { ?a schema:headline ?t }", cwd=built)
    assert "\ufffd\ufffd\ufffd" in done.stdout
    assert "XML cannot" in done.stderr
    assert run("query", "--format", "xml", "SELECT ?t { ?a schema:about ?t }", cwd=built).stderr == ""


def test_a_control_character_by_an_escape_is_told(built: Path) -> None:
    done = run("validate", "--format", "json", "content/odd.md", cwd=built)
    [found] = [each for each in json.loads(done.stdout) if each["code"] == "C115"]
    assert (found["line"], found["column"]) == (3, 8)
    assert "U+0000" in found["message"]


def test_one_file_for_two_outputs_is_refused(built: Path) -> None:
    (built / "b.out").symlink_to("a.out")
    for second in ("a.out", "./a.out", "b.out"):
        done = run("validate", "--format", "json=a.out", "--format", f"sarif={second}", cwd=built)
        assert done.returncode == 2
        assert "one file" in done.stderr
    before = (built / "content" / "000.md").read_bytes()
    for arguments in (["map", "-o", "content/000.md"], ["validate", "--format", "json=content/000.md"]):
        for paths in (["content/../content/000.md"], ["content"], []):
            done = run(*arguments, *paths, cwd=built)
            assert done.returncode == 2
            assert "written over" in done.stderr
    assert (built / "content" / "000.md").read_bytes() == before
    assert (
        run("validate", "--format=json=/dev/null", "--format=sarif=/dev/null", "content/000.md", cwd=built).returncode
        == 0
    )


def test_a_mapping_that_never_ends_is_refused(built: Path) -> None:
    os.mkfifo(built / "pipe.yaml")
    for file in ("/dev/zero", "pipe.yaml"):
        done = run("map", "--mapping", file, cwd=built)
        assert done.returncode == 2
        assert "no regular file" in done.stderr


def test_the_lines_of_a_source_elsewhere_are_not_shown(built: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("root:x:0:0\n", "utf-8")
    mapping = built / "elsewhere.yaml"
    for path in (tmp_path / "secret.txt", os.path.relpath(tmp_path / "secret.txt", built)):
        mapping.write_text(
            "mappings:\n  a:\n"
            f"    sources: [['{path}~jsonpath', '$']]\n    subjects: http://e/a\n    predicateobjects: [[a, http://e/A]]\n",
            "utf-8",
        )
        done = run("map", "--mapping", "elsewhere.yaml", cwd=built)
        assert done.returncode == 1
        assert "elsewhere.yaml:3:" in done.stderr
        assert "root:" not in done.stderr
    (built / "own.txt").write_text("root:x:0:0\n", "utf-8")
    mapping.write_text(mapping.read_text("utf-8").replace(str(path), "own.txt"), "utf-8")
    assert "root:x" in run("map", "--mapping", "elsewhere.yaml", cwd=built).stderr


def test_a_release_folder_that_is_a_dangling_link_is_told(tmp_path: Path) -> None:
    folder = small_project(tmp_path)
    (folder / "build").symlink_to("nowhere")
    done = run("build", cwd=folder)
    assert done.returncode == 2
    assert "link to 'nowhere'" in done.stderr
    assert "release: folder:" in done.stderr
