"""The files that other systems read: hooks of pre-commit, the action of GitHub, the snippet of GitLab."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command_line import ROOT, project, run

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A project with three articles, the first of which has no title."""
    folder = project(tmp_path, 3)
    article = min((folder / "examples" / "content").iterdir())
    article.write_text(re.sub(r"^title:.*\n(  .*\n)*", "", article.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return folder


def shell(script: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **settings, "PATH": path, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-ec", script], cwd=folder, env=environment, text=True, capture_output=True, check=False
    )


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_is_complete_and_its_command_exists(hook: dict[str, object]) -> None:
    assert {"id", "name", "entry", "language"} <= set(hook)
    command = str(hook["entry"]).split()
    assert command[0] == "publisher"
    assert run(*command[1:], "--help").returncode == 0


def test_the_hook_stops_a_broken_article(broken: Path) -> None:
    entry = next(str(hook["entry"]) for hook in HOOKS if hook["id"] == "publisher-validate")
    articles = sorted(path.relative_to(broken) for path in (broken / "examples" / "content").iterdir())
    assert shell(f"{entry} {articles[0]}", broken).returncode == 1
    assert shell(f"{entry} {articles[1]}", broken).returncode == 0


def test_the_action_fails_and_leaves_sarif(broken: Path) -> None:
    (step,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == "validate"]
    defaults = {name: each.get("default") for name, each in ACTION["inputs"].items()}
    settings = {
        name: defaults[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]]  # type: ignore[index]
        for name, value in step["env"].items()
    }
    done = shell(step["run"], broken, **settings)
    assert done.returncode == 1, done.stderr
    assert "::error file=examples/content/" in done.stdout
    results = json.loads((broken / defaults["sarif"]).read_text("utf-8"))["runs"][0]["results"]
    assert "error" in {result["level"] for result in results}


def test_the_snippet_of_gitlab_writes_the_report_that_it_uploads(broken: Path) -> None:
    document = (ROOT / "docs" / "ci.md").read_text("utf-8")
    snippets = [yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", document, re.DOTALL)]
    (job,) = [each["articles"] for each in snippets if "articles" in each]
    install, validate = job["script"]
    assert install.startswith("pip install")
    assert shell(validate, broken).returncode == 1
    report = json.loads((broken / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert {entry["severity"] for entry in report} >= {"critical"}


def test_every_format_is_in_the_document() -> None:
    from publisher.validation.reporters.registry import REPORTERS  # noqa: PLC0415 - beside its use

    document = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert [name for name in REPORTERS if f"`{name}`" not in document] == ["text", "concise", "json", "jsonl"]
    assert shutil.which("bash")
