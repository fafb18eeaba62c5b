"""The example site, built by Hugo with its partial from the examples and from hostile articles."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from command_line import project
from hostile_values import HOSTILE
from needed import hugo_binary
from published import temporary_folder

DEFAULT_IMAGE = "https://www.medigy.com/images/curated-content.png"
ROOT = Path(__file__).resolve().parents[2]
# YAML and Go's templates have their own opinion of these; what they make of them is tested without Hugo.
IN_FRONT_MATTER = [value for value in HOSTILE if value.isprintable() and len(value) < 1000]


class Site:
    """A built site: its project, and its pages by the keys of their articles."""

    def __init__(self, folder: Path) -> None:
        self.project = folder
        self.public = folder / "examples" / "hugo-site" / "public"
        documents = {file.stem: file.read_text("utf-8") for file in (self.public / "pages").glob("*.jsonld")}
        self.documents = dict(sorted(documents.items()))
        self.paths = {key: path_of(text) for key, text in self.documents.items()}

    def page(self, key: str) -> str:
        return (self.public / self.paths[key].lstrip("/") / "index.html").read_text("utf-8")


def path_of(document: str) -> str:
    return str(json.loads(document)[0]["url"]).removeprefix("https://www.medigy.com")


@lru_cache(maxsize=1)
def hugo_site() -> Site:
    """Built once; the build fails where a page's address is not its document's."""
    folder = project(temporary_folder())
    give_default_image(folder)
    content = folder / "examples" / "content"
    sample = next(
        file.read_text("utf-8") for file in sorted(content.iterdir()) if "featuredImage:" in file.read_text("utf-8")
    )
    for number, value in enumerate(IN_FRONT_MATTER):
        (content / f"hostile-{number}.md").write_text(hostile_article(sample, value, number), "utf-8")
    done = build_site(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder)


def give_default_image(folder: Path) -> None:
    """As docs/pages.md advises: the site's own image for articles that have none."""
    configuration = folder / "publisher.yaml"
    given = f"\n  default_image: {DEFAULT_IMAGE}\n  default_image_width: '1200'\n  default_image_height: '630'"
    configuration.write_text(re.sub(r"(?m)^  logo: .*", rf"\g<0>{given}", configuration.read_text("utf-8")), "utf-8")


def build_site(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the example's own script in a copy of the project."""
    site = folder / "examples" / "hugo-site"
    if not site.exists():
        ignored = shutil.ignore_patterns("assets", "content", "public", "resources")
        shutil.copytree(ROOT / "examples" / "hugo-site", site, ignore=ignored)
    publisher = Path(sys.executable).with_name("publisher")
    command = ["sh", str(site / "build.sh"), str(publisher), str(hugo_binary())]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "TZ": "UTC"})


def hostile_article(sample: str, value: str, number: int) -> str:
    """The sample with the value as its title, description, the name of its author, a tag and its last breadcrumb."""
    written = json.dumps(value, ensure_ascii=False)
    replaced = {
        "title": written,
        "description": written,
        "slug": f"hostile-{number}-é",
        "mdName": str(uuid5(NAMESPACE_URL, str(number))),
        "aliases": f"/news/hostile-{number}",
        "tags": f"[{written}]",
        "author": f"[{json.dumps(value.replace('@', '') + f' Number {number} @example.org', ensure_ascii=False)}]",
    }
    lines: list[str] = []
    inside = False
    for line in sample.split("\n"):
        key = line.partition(":")[0]
        inside = key in replaced or (inside and line.startswith((" ", "- ")))
        if key in replaced:
            lines.append(f"{key}: {replaced[key]}")
        elif not inside:
            lines.append(line)
    return "\n".join(lines)
