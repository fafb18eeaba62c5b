"""What the tests of the model share."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mapped import CASES, ROOT, article_of
from shared_data import shared_path


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real article whose form is followed."""
    return next(shared_path("seed").glob("*.txt"))


@pytest.fixture(scope="session")
def seed_keys(seed: Path) -> list[str]:
    return list(article_of(seed).front_matter)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the data files, and one article."""
    for name in ("ontology", "mappings", "shapes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "publisher.yaml", tmp_path)
    (tmp_path / "examples" / "content").mkdir(parents=True)
    shutil.copy(CASES / "every-field" / "article.md", tmp_path / "article.md")
    return tmp_path
