"""What Python users may rely on."""

from __future__ import annotations

import subprocess
import sys

import pytest

import publisher


def test_the_public_names_are_these() -> None:
    assert publisher.__all__ == ["Finding", "Project", "PublisherError", "Severity", "SourceSpan"]
    assert all(getattr(publisher, name).__name__ == name for name in publisher.__all__)


def test_another_name_is_an_error_as_for_any_module() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Projekt'"):
        _ = publisher.Projekt


def test_importing_the_package_is_light() -> None:
    code = "import sys, publisher; print(*(name for name in sys.modules if name.startswith('publisher')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["publisher"]
