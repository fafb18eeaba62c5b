"""Rewrites what the cases and the questions expect from what the mapping gives now; read the diff before you keep it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "model"))

from mapped import CASES, finding_line, project_model
from questions import answer_of, question_files


def main() -> None:
    model = project_model()
    for file in sorted(CASES.glob("*/article.md")):
        (file.parent / "expected.nq").write_text("".join(f"{line}\n" for line in model.lines(file)), "utf-8")
        findings = sorted(map(finding_line, model.trace(file).findings))
        expected = file.parent / "findings.txt"
        if findings:
            expected.write_text("".join(f"{line}\n" for line in findings), "utf-8")
        else:
            expected.unlink(missing_ok=True)
    for file in question_files():
        file.with_suffix(".tsv").write_text(answer_of(file), "utf-8")


if __name__ == "__main__":
    main()
