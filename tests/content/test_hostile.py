"""Nothing that a file may hold crashes the reader, hangs it, fills the memory or is cut short."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, Hostile

CHILD = Path(__file__).with_name("child.py")


def test_the_set_is_large_enough() -> None:
    assert len(HOSTILE) >= 70


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_file_gives_a_value_or_a_finding(name: str, tmp_path: Path) -> None:
    case = HOSTILE[name]
    file = tmp_path / "x.md"
    file.write_bytes(case.source)
    # The child limits itself to 1 GiB and 5 s of processor time; the clock's limit is for a child that waits.
    command = [sys.executable, str(CHILD), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    for answer in json.loads(done.stdout):
        check(answer, case)
    assert not (tmp_path / "pwned").exists()


def check(answer: dict[str, Any], case: Hostile) -> None:
    codes = [code for code, _, _ in answer["findings"]]
    assert all(line >= 1 and column >= 1 for _, line, column in answer["findings"])
    assert answer["read"] != bool(answer["errors"])
    if case.code:
        assert case.code in codes
    else:
        assert answer["read"]
        assert codes == []
    if case.value is not None:
        assert answer["value"] == repr(case.value)
