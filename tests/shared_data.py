"""Where the conformance suites stand: beside the project, or where PUBLISHER_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

from needed import absent


def shared_path(*parts: str) -> Path:
    """The path below the shared folder; skips where it is absent, but fails in CI."""
    folder = Path(os.environ.get("PUBLISHER_SHARED", Path(__file__).resolve().parents[1] / "../shared")).resolve()
    path = folder.joinpath(*parts)
    if not path.exists():
        absent(f"{path} is not there: the shared conformance suites are needed")
    return path
