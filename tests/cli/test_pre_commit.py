"""pre-commit itself, with the hooks of a clone of this project, over commits of whole and of broken articles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from command_line import ROOT, project
from needed import needed_module, needed_program

HOOKS = """\
repos:
- repo: {repository}
  rev: {revision}
  hooks:
  - id: publisher-validate
  - id: publisher-mapping-check
"""


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = [needed_program("git", why="pre-commit works with it"), *settings, *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    environment = {**inherited, **environment}
    return subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)


def hook_repository(folder: Path) -> str:
    """What stands in the working tree, as a repository of one commit; its revision."""
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").stdout.split("\0")
    wanted = re.compile(r"publisher/|ontology/|mappings/|shapes/|[^/]*$")
    for name in filter(wanted.match, listed):
        if (ROOT / name).is_file():
            copy = folder / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    assert git(folder, "commit", "-qm", "all").returncode == 0
    return git(folder, "rev-parse", "HEAD").stdout.strip()


def test_pre_commit_lets_whole_articles_pass_and_stops_a_broken_one(tmp_path: Path) -> None:
    """Builds the hooks' environment as a user's first commit does: some 20 s."""
    needed_module("pre_commit", "the hooks are not tried for real (extra dev)")
    repository = tmp_path / "hooks"
    repository.mkdir()
    revision = hook_repository(repository)
    (tmp_path / "site").mkdir()
    folder = project(tmp_path / "site", 2)
    (folder / ".pre-commit-config.yaml").write_text(HOOKS.format(repository=repository, revision=revision), "utf-8")
    environment = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stderr
    done = git(folder, "commit", "-m", "articles", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"(?m)^(?:validate articles|check mappings)\.+Passed$", done.stderr)) == 2
    assert (folder / ".gitignore").exists() or git(folder, "status", "--porcelain").stdout.strip() in {"", "?? build/"}

    article = min((folder / "examples" / "content").iterdir())
    article.write_text(re.sub(r"(?m)^title: .*$", "title: ''", article.read_text("utf-8")), "utf-8")
    git(folder, "add", "-A")
    done = git(folder, "commit", "-m", "a broken one", **environment)
    assert done.returncode == 1
    assert re.search(rf"(?m)^examples/content/{article.name}:\d+:8: error article-headline ", done.stderr), done.stderr
    assert re.search(r"(?m)^check mappings\.+\(no files to check\)Skipped$", done.stderr), done.stderr
    assert git(folder, "log", "--oneline").stdout.count("\n") == 1, "the broken article is not committed"
