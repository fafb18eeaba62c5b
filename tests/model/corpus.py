"""Small corpora: the case that has every field, changed here and there, validated as the command line does it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mapped import CASES, ROOT

from publisher import Project
from publisher.core.findings import Finding, Severity

QUIET = frozenset({"article-description-sentence", "image-width-wide"})
"""What the case has of itself."""


@lru_cache(maxsize=1)
def project() -> Project:
    return Project.open(ROOT)


def write_article(folder: Path, number: int, **fields: str) -> Path:
    """An article like no other but for these fields; `link__href` stands for a key below `link`."""
    text = (CASES / "every-field" / "article.md").read_text("utf-8")
    text = text.replace("view/every-field", f"view/work-{number}").replace("/news/every-field", f"/news/old-{number}")
    given = {"mdName": f"article-{number}", "slug": f"page-{number}"} | fields
    for name, value in given.items():
        above, _, key = name.rpartition("__")
        lines = text.split("\n")
        start = lines.index(f"{above}:") if above else 0
        at = next(at for at in range(start, len(lines)) if lines[at].strip().startswith(f"{key}:"))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        end = at + 1
        while lines[end].startswith((f"{indent}- ", f"{indent}  ")):
            end += 1
        lines[at:end] = [f"{indent}{key}: {value}"]
        text = "\n".join(lines)
    file = folder / f"{number}.md"
    file.write_text(text, "utf-8")
    return file


def findings(*files: Path) -> list[Finding]:
    """What is found in the files, without notes and without what the case has of itself."""
    every = project().validate([str(file) for file in files])
    return [each for each in every if each.severity > Severity.INFO and each.code not in QUIET]


def told(*files: Path) -> list[tuple[str, str, str]]:
    """File, field and code of each finding; `link.href`."""
    return [(Path(each.span.path).stem, field_of(each), each.code) for each in findings(*files)]


def field_of(finding: Finding) -> str:
    """The line that the finding points at, as it is written there."""
    line = Path(finding.span.path).read_text("utf-8").split("\n")[finding.span.line - 1]
    return line[finding.span.column - 1 :].strip("'")
