"""The RML-Core test cases, each run by the command `publisher map` in a folder of its own."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from shared_data import shared_path


def test_all_cases_of_rml_core_pass() -> None:
    cases = shared_path("conformance", "rml-core")
    runner = shared_path("tools", "rml_core_runner.py")
    publisher = shlex.quote(str(Path(sys.executable).parent / "publisher"))
    command = f"{publisher} map --mapping {{mapping}} --base {{base}} --format nq -o {{output}}"
    arguments = [sys.executable, str(runner), "--cases", str(cases), "--cmd", command, "-q", "-j", "2"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("TOTAL 76/76 "), done.stdout + done.stderr
