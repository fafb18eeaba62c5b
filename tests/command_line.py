"""Runs the command `publisher` as a user does: a process of its own, a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODEL = ("publisher.yaml", "mappings", "ontology", "shapes")


def run(*arguments: str | Path, cwd: Path = ROOT, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """What the command printed, and its exit code. No run may end in a traceback."""
    command = [sys.executable, "-m", "publisher", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    assert "fault of the publisher itself" not in done.stderr, done.stderr
    return done


def project(folder: Path, articles: int | None = None) -> Path:
    """A copy of the project's model with its examples, or the first few of them, in the folder."""
    for name in MODEL:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    content = folder / "examples" / "content"
    content.mkdir(parents=True)
    for article in sorted((ROOT / "examples" / "content").iterdir())[:articles]:
        shutil.copy(article, content)
    return folder
