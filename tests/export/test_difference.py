"""`publisher diff`: each format read back gives the second release out of the first; Jena itself applies the patch."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from command_line import run
from needed import absent
from small_project import article, small_project

from publisher.export.difference.protocol import Compared
from publisher.export.difference.rdf_patch import write_rdf_patch
from publisher.graph.difference import Differences
from publisher.graph.release_files import DATASET, read_dataset
from publisher.graph.release_piece import GraphLines, make_piece
from publisher.graph.release_writer import ReleaseWriter
from publisher.project import Project

ROOT = Path(__file__).parents[2]
JENA = """
import sys, jpype
jpype.startJVM(classpath=[sys.argv[1]])
patches = jpype.JClass("org.apache.jena.rdfpatch.RDFPatchOps")
manager = jpype.JClass("org.apache.jena.riot.RDFDataMgr")
dataset = jpype.JClass("org.apache.jena.sparql.core.DatasetGraphFactory").create()
languages = jpype.JClass("org.apache.jena.riot.RDFLanguages")
manager.read(dataset, sys.argv[2])
patches.applyChange(dataset, patches.read(sys.argv[3]))
manager.write(jpype.JClass("java.io.FileOutputStream")(sys.argv[4]), dataset, languages.NQUADS)
"""


class Two:
    """A project with two releases: an article changed, one removed, one new, one moved, a topic new and one gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = small_project(folder, 5)
        content = self.folder / "content"
        (content / "003.md").write_text(article("a3", topic="lost", label="Lost"), "utf-8")
        self.before = self.build()
        (content / "000.md").write_text(article("a0", 'Another "title" \\ ü\u2028'), "utf-8")
        (content / "003.md").unlink()
        (content / "002.md").rename(content / "9.md")
        (content / "new.md").write_text(article("new", topic="found", label="Found"), "utf-8")
        self.after = self.build()

    def build(self) -> Path:
        result, findings = Project.open(self.folder).build()
        assert result.passed, findings
        return Path(result.release)

    def diff(self, *arguments: str | Path) -> str:
        done = run("diff", *arguments, cwd=self.folder)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return Two(tmp_path_factory.mktemp("two") / "project")


def quads(release: Path) -> set[str]:
    return set(read_dataset(release))


def test_a_person_reads_what_changed(two: Two) -> None:
    out = two.diff(two.before.name)
    graph = "https://example.org/id/graph"
    assert f"changed <{graph}/article/a0>" in out
    assert "content/000.md): +1 -1\n" in out
    said = '  <https://example.org/id/article/a0>\n    - schema:headline "A title"\n    + schema:headline "Another '
    assert said in out
    assert f"removed <{graph}/article/a3>" in out
    assert f"added   <{graph}/topic/found>: +2" in out
    assert "article/a2" not in out, "where the file is, is no part of the data"
    counts = "1 changed, 2 added, 2 removed graphs, 5 the same"
    assert f"{two.before.name} to {two.after.name}: {counts}; " in out
    assert out.endswith(" removed\n")


def test_releases_are_named_by_beginnings_and_by_folders(two: Two) -> None:
    whole = two.diff(two.before.name, two.after.name)
    assert two.diff(two.before.name[:8], "current") == two.diff(two.before, two.after) == two.diff() == whole


def test_the_exit_code_tells_where_it_is_asked(two: Two) -> None:
    assert run("diff", "--exit-code", two.before.name, cwd=two.folder).returncode == 1
    same = run("diff", "--exit-code", "current", "current", cwd=two.folder)
    assert (same.returncode, "have the same data: 8 graphs" in same.stdout) == (0, True)
    unknown = run("diff", "zzz", cwd=two.folder)
    assert (unknown.returncode, "there is no release 'zzz'" in unknown.stderr) == (2, True)


def test_the_first_release_has_none_before_it(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "first", 1)
    Project.open(folder).build()
    done = run("diff", cwd=folder)
    assert (done.returncode, "follows no other one" in done.stderr) == (2, True)


def test_quads_with_signs_give_the_second_release_out_of_the_first(two: Two) -> None:
    lines = two.diff(two.before.name, "--format", "quads").rstrip("\n").split("\n")
    assert apply(quads(two.before), lines, "- ", "+ ") == quads(two.after)
    backwards = two.diff(two.after.name, two.before.name, "--format", "quads").rstrip("\n").split("\n")
    assert sorted(backwards) == sorted({"+": "- ", "-": "+ "}[line[0]] + line[2:] for line in lines)


def test_an_object_of_json_a_graph(two: Two) -> None:
    objects = [json.loads(line) for line in two.diff(two.before.name, "--format", "jsonl").rstrip("\n").split("\n")]
    removed = {line for each in objects for line in each["removed"]}
    added = {line for each in objects for line in each["added"]}
    assert (quads(two.before) - removed) | added == quads(two.after)
    changes = {each["graph"].rpartition("/")[2]: (each["change"], bool(each["source"])) for each in objects}
    assert changes == {
        "a0": ("changed", True),
        "a3": ("removed", True),
        "new": ("added", True),
        "lost": ("removed", False),
        "found": ("added", False),
    }


def test_a_patch_is_one_transaction_that_gives_the_second_release(two: Two) -> None:
    lines = two.diff(two.before.name, "--format", "rdfpatch").rstrip("\n").split("\n")
    assert lines[:3] == [
        f"H id <https://example.org/id/dataset/{two.after.name}> .",
        f"H prev <https://example.org/id/dataset/{two.before.name}> .",
        "TX .",
    ]
    assert lines[-1] == "TC ."
    assert apply(quads(two.before), lines[3:-1], "D ", "A ") == quads(two.after)


def test_jena_applies_the_patch(two: Two, tmp_path: Path) -> None:
    jars = sorted((ROOT / ".servers").glob("jena-fuseki-server-*.jar"))
    if not jars:
        absent("there is no .servers/jena-fuseki-server-*.jar: .ci/install-servers gets it")
    patch, dump, applied = tmp_path / "patch.rdfp", tmp_path / "before.nq", tmp_path / "after.nq"
    patch.write_text(two.diff(two.before.name, "--format", "rdfpatch"), "utf-8")
    dump.write_bytes(gzip.decompress((two.before / DATASET).read_bytes()))
    files = [str(each) for each in (jars[-1], dump, patch, applied)]
    subprocess.run([sys.executable, "-c", JENA, *files], check=True, capture_output=True)
    assert set(applied.read_text("utf-8").rstrip("\n").split("\n")) == quads(two.after)


def apply(before: set[str], lines: list[str], remove: str, add: str) -> set[str]:
    """The quads with the changes; each removed one must be there, and each added one must not."""
    found = set(before)
    for line in lines:
        if line.startswith(remove):
            found.remove(line[2:])
        else:
            assert line.startswith(add)
            assert line[2:] not in found
            found.add(line[2:])
    return found


def test_blank_nodes_are_written_by_their_labels(tmp_path: Path) -> None:
    """A release has none; a dump of another mapping may."""
    before, after = (
        written(tmp_path / name, [line])
        for name, line in (("1", "_:a <p:p> _:b <g:g> ."), ("2", '_:a <p:p> "_:b" <g:g> .'))
    )
    patch = "".join(write_rdf_patch(Differences(before, after), Compared("1", "2", "u:1", "u:2", {})))
    assert 'D <_:a> <p:p> <_:b> <g:g> .\nA <_:a> <p:p> "_:b" <g:g> .\n' in patch


def test_only_what_differs_is_read_and_little_of_it_is_held(tmp_path: Path) -> None:
    """A hundred graphs of a thousand quads, of which one differs: memory for their digests and for one graph."""
    same = [f'<s:{number}> <p:p> "{"x" * 100}" <g:%s> .' for number in range(1_000)]
    releases = [many(tmp_path / name, same, odd) for name, odd in (("1", "one"), ("2", "two"))]
    tracemalloc.start()
    [difference] = Differences(*releases)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(difference.added), len(difference.removed)) == (1, 1)
    assert peak < 8 << 20, "one release has 13 MB of text"


def written(folder: Path, lines: list[str]) -> Path:
    with ReleaseWriter(folder) as release:
        release.add_piece(make_piece([GraphLines("g:g", sorted(lines))]))
        release.close_dataset()
        return release.finish({"passed": True})


def many(folder: Path, same: list[str], odd: str) -> Path:
    with ReleaseWriter(folder) as release:
        for number in range(100):
            own = [line % f"{number:03}" for line in same]
            own.append(f'<s:odd> <p:p> "{odd if number == 50 else "same"}" <g:{number:03}> .')
            release.add_piece(make_piece([GraphLines(f"g:{number:03}", sorted(own))]))
        release.close_dataset()
        return release.finish({"passed": True})
