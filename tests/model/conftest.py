"""What the tests of the model share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mapped import article_of
from shared_data import shared_path


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real article whose form is followed."""
    return next(shared_path("seed").glob("*.txt"))


@pytest.fixture(scope="session")
def seed_keys(seed: Path) -> list[str]:
    return list(article_of(seed).front_matter)
