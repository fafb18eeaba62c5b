"""The picture of the model: its boxes as Graphviz's dot lays them out, with a digest of what it was drawn from."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from html import escape
from pathlib import Path

from model_site.boxes import Box, Model
from model_site.graph import ROOT

PICTURE = ROOT / "docs" / "img" / "model.svg"
OURS, THEIRS, LINE, INK, PAPER = "#17324d", "#e4ebf1", "#5b6b7a", "#1d2733", "white"
LINKED, FORBIDDEN = "#0b4f8a", "#b3261e"
FONT = "DejaVu Sans"
HEAD = f"""digraph model {{
  graph [rankdir=LR, ranksep=0.9, nodesep=0.3, pad=0.3, fontname="{FONT}", bgcolor="{PAPER}"];
  node [shape=plain, fontname="{FONT}", fontsize=10, fontcolor="{INK}"];
  edge [fontname="{FONT}", fontsize=9, color="{LINE}", fontcolor="{INK}", arrowsize=0.7];
"""
ALT = "The classes of the model as boxes with their properties, and the properties that lead from one to another as arrows."


def draw(drawn: Model, file: Path) -> str:
    """The picture as SVG: the file's text where it was drawn from the same, for two versions of dot differ in detail.

    Raises FileNotFoundError where it has to be drawn and Graphviz is not installed.
    """
    text = dot_of(drawn)
    mark = f"<!-- drawn by docs/generate.py from {hashlib.sha256(text.encode()).hexdigest()} -->"
    if file.is_file() and mark in (kept := file.read_text("utf-8")):
        return kept
    if shutil.which("dot") is None:
        raise FileNotFoundError(f"{file} is out of date, and Graphviz's dot, which draws it, is not installed")
    done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=True)
    svg = re.sub(r"<!--.*?-->\n?", "", done.stdout[done.stdout.index("<svg") :], flags=re.DOTALL)
    svg = svg.replace(f'font-family="{FONT}"', f'font-family="{FONT}, Verdana, Arial, sans-serif"')
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{ALT}" ', 1)
    return f"{mark}\n{svg}"


def dot_of(drawn: Model) -> str:
    """The picture in the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""
    parts = [HEAD]
    parts += [f'  {_id(box.key)} [id="{_id(box.key)}", label=<{_table(box)}>];\n' for box in drawn.boxes]
    for (source, target), properties in drawn.links.items():
        lines = "".join(f'{_property(name)}{_count(count)}<BR ALIGN="LEFT"/>' for name, count in properties.items())
        parts.append(f"  {_id(source)} -> {_id(target)} [label=<{lines}>];\n")
    for narrow, wide in drawn.narrower:
        parts.append(f"  {_id(wide)} -> {_id(narrow)} [dir=back, arrowtail=onormal, arrowsize=1.1, weight=3];\n")
    for one, other in drawn.disjoint:
        look = f'dir=none, style=dashed, color="{FORBIDDEN}", fontcolor="{FORBIDDEN}", label="disjoint"'
        parts.append(f"  {_id(one)} -> {_id(other)} [{look}];\n")
    return "".join([*parts, "}\n"])


def _id(name: str) -> str:
    return name.replace(":", "_")


def _property(name: str) -> str:
    text = escape(name)
    return f'<B><FONT COLOR="{LINKED}">{text}</FONT></B>' if name.startswith("medigy:") else text


def _count(count: str) -> str:
    return f' <FONT COLOR="{LINE}">[{count}]</FONT>' if count else ""


def _table(box: Box) -> str:
    back, ink = (OURS, PAPER) if box.is_ours else (THEIRS, INK)
    head = f'<FONT POINT-SIZE="13"><B>{escape(box.label)}</B></FONT><BR/><FONT POINT-SIZE="9">{escape(", ".join(box.names))}</FONT>'
    rows = [f'<TR><TD BGCOLOR="{back}" CELLPADDING="6"><FONT COLOR="{ink}">{head}</FONT></TD></TR>']
    if box.above:
        rows.append(_row(f"<I>a kind of {escape(', '.join(box.above))}</I>"))
    for name, kinds in sorted(box.texts.items()):
        rows.append(
            _row(f'{_property(name)} <FONT COLOR="{LINE}">{escape(kinds)}</FONT>{_count(box.counts.get(name, ""))}')
        )
    frame = f'BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2" COLOR="{LINE}" BGCOLOR="{PAPER}"'
    return f"<TABLE {frame}>{''.join(rows)}</TABLE>"


def _row(text: str) -> str:
    return f'<TR><TD ALIGN="LEFT"><FONT POINT-SIZE="9">{text}</FONT></TD></TR>'
