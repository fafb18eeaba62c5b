"""Which articles `validate` looks at: those that git knows as changed, the text on standard input, whatever changes next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from command_line import project, run

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose project lies in a folder with odd letters, and has three articles."""
    folder = tmp_path / "sité x"
    folder.mkdir()
    project(folder, 3)
    (folder / ".gitignore").write_text("build/\nignored.md\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return folder


def break_title(article: Path) -> None:
    lines = article.read_text("utf-8").split("\n")
    article.write_text("\n".join("title: ''" if each.startswith("title:") else each for each in lines), "utf-8")


def told(folder: Path, *arguments: str) -> set[str]:
    """The names of the files with an error."""
    done = run("validate", "--format", "json", *arguments, cwd=folder)
    return {Path(each["path"]).name for each in json.loads(done.stdout) if each["severity"] == "error"}


def test_articles_that_changed_since_a_revision_alone_are_checked(repository: Path) -> None:
    content = repository / "examples" / "content"
    old, edited, moved = sorted(content.iterdir())
    break_title(old)
    git(repository, "commit", "-qam", "second")
    assert told(repository) == {old.name}
    assert told(repository, "--changed-since", "HEAD") == set()
    assert told(repository, "--changed-since", "HEAD~1") == {old.name}
    break_title(edited)
    git(repository, "mv", str(moved), str(content / "renamed ä.md"))
    break_title(content / "renamed ä.md")
    (content / "new.md").write_text("---\ntitle: ''\nmdName: new\n---\n")
    (content / "staged.md").write_text("---\ntitle: ''\nmdName: staged\n---\n")
    (content / "ignored.md").write_text("---\ntitle: ''\nmdName: ignored\n---\n")
    git(repository, "add", str(content / "staged.md"))
    old.unlink()
    expected = {edited.name, "renamed ä.md", "new.md", "staged.md"}
    assert told(repository, "--changed-since", "HEAD") == expected
    assert told(repository, "--changed-since", "HEAD", str(edited), str(content / "ignored.md")) == {edited.name}
    done = run("-C", repository, "validate", "--changed-since", "HEAD", "--format", "concise", cwd=Path("/"))
    assert all(name in done.stdout for name in expected)


def test_what_others_did_on_the_revision_s_line_is_not_counted(repository: Path) -> None:
    first, second, _ = sorted((repository / "examples" / "content").iterdir())
    break_title(first)
    git(repository, "commit", "-qam", "broken here")
    git(repository, "checkout", "-qb", "mine", "HEAD~1")
    break_title(second)
    assert told(repository, "--changed-since", "main") == {second.name}


@pytest.mark.parametrize("revision", ["no-such", "--output=x", ""])
def test_an_unknown_revision_cannot_run(repository: Path, revision: str) -> None:
    done = run("validate", f"--changed-since={revision}", cwd=repository)
    assert done.returncode == 2
    assert "revision" in done.stderr
    assert not (repository / "x").exists()


def test_outside_of_a_repository_it_cannot_run(tmp_path: Path) -> None:
    done = run("validate", "--changed-since", "HEAD", cwd=project(tmp_path, 1))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_an_article_on_standard_input_is_checked_as_the_file_it_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    [file] = (folder / "examples" / "content").iterdir()
    text = file.read_text("utf-8").replace("\ntitle: ", "\ntitle: ''  # ", 1)
    done = run("validate", "--stdin-filename", "drafts/new.md", cwd=folder, stdin=text)
    assert done.returncode == 1
    line = text.split("\n").index(next(each for each in text.split("\n") if each.startswith("title: ''"))) + 1
    assert f"drafts/new.md:{line}:8: error article-headline" in done.stdout
    assert "| title: ''" in done.stdout
    assert run("validate", "--stdin-filename", "x.md", "examples", cwd=folder, stdin=text).returncode == 2


def test_a_list_on_standard_input_is_read(tmp_path: Path) -> None:
    folder = project(tmp_path, 2)
    first, second = sorted((folder / "examples" / "content").iterdir())
    break_title(first)
    break_title(second)
    done = run("validate", "-", "--format", "concise", cwd=folder, stdin=f"{second}\n")
    assert second.name in done.stdout
    assert first.name not in done.stdout


def test_watching_checks_again_after_a_change_and_ends_cleanly(tmp_path: Path) -> None:
    folder = project(tmp_path, 1)
    [file] = (folder / "examples" / "content").iterdir()
    command = [sys.executable, "-m", "publisher", "validate", "--watch", "--format", "concise"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines: list[str] = []
    assert process.stdout is not None
    reader = Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")))  # type: ignore[union-attr]
    reader.start()

    def comes(text: str) -> bool:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if any(text in line for line in lines):
                return True
            time.sleep(0.1)
        return False

    try:
        assert comes("watching")
        break_title(file)
        assert comes("article-headline"), lines
        configuration = (folder / "publisher.yaml").read_text("utf-8")
        (folder / "publisher.yaml").write_text(configuration + "\nodd: 1\n", "utf-8")
        assert comes("unknown key 'odd'"), lines
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(60)
        reader.join()
        process.stdout.close()
    assert code == 0
    assert not any("Traceback" in line for line in lines)
