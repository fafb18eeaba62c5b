"""Makes the pictures in docs/img/: the example site in Chromium, and what structured-data-testing-tool says of its pages.

Needs what .ci/install-browser installs: Chromium, Node and the packages of npm; and a font with Chinese letters.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"
DEFAULT_IMAGE = "https://www.medigy.com/images/curated-content.png"
SHOWN = "carepathjournal-shared-care-plans-that-three-record-systems-can-read"
STYLE = """
body { margin: 0; font: 15px/1.5 "DejaVu Sans", system-ui, sans-serif; color: #1d2733; background: #f4f6f8; }
header { padding: 14px 22px; background: #17324d; color: #fff; font-size: 17px; }
header small { color: #b9cbdc; margin-left: 10px; font-size: 13px; }
"""
PAGE = f"""<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}
main {{ display: flex; height: 848px; }}
iframe {{ width: 560px; border: 0; background: #fff; border-right: 1px solid #cfd8e0; }}
pre {{ margin: 0; padding: 14px 18px; flex: 1; overflow: hidden; font: 12px/1.42 "DejaVu Sans Mono", monospace; background: #fbfcfd; }}
.key {{ color: #0b4f8a; }} .text {{ color: #2d6a2d; }} .number {{ color: #a3450e; }} .at {{ color: #8a1c6a; }}
</style>
<header>A page of the example site <small>left: as readers see it; right: the JSON-LD in its head, as crawlers see it</small></header>
<main><iframe src="PATH"></iframe><pre></pre></main>
<script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const text = frame.contentDocument.querySelector('script[type="application/ld+json"]').textContent;
  const article = JSON.parse(text)[0];
  const context = JSON.stringify(article["@context"]);
  article["@context"] = "…";
  const pretty = JSON.stringify(article, null, 2).replace('"…"', () => context).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const pattern = /("(?:[^"\\\\]|\\\\.)*")(\\s*:)?|-?\\d+(?:\\.\\d+)?/g;
  document.querySelector("pre").innerHTML = pretty.replace(pattern, (all, quoted, colon) =>
    !quoted ? `<span class="number">${{all}}</span>`
    : `<span class="${{quoted.startsWith('"@') ? "at" : colon ? "key" : "text"}}">${{quoted}}</span>${{colon ?? ""}}`);
}};
</script>"""
TABLE = f"""<!DOCTYPE html><meta charset="utf-8"><style>{STYLE}
table {{ border-collapse: collapse; margin: 16px 22px; background: #fff; font-size: 13px; }}
th {{ height: 146px; vertical-align: bottom; font-weight: normal; padding: 0 0 8px; }}
th:first-child {{ text-align: left; padding-left: 10px; font-weight: bold; }}
th span {{ writing-mode: vertical-rl; transform: rotate(180deg); font-family: "DejaVu Sans Mono", monospace; font-size: 12px; }}
td {{ border-top: 1px solid #e1e7ec; padding: 3px 0; width: 40px; text-align: center; color: #1f7a3a; }}
td:first-child {{ width: auto; text-align: left; padding: 3px 14px 3px 10px; color: #1d2733; white-space: nowrap; }}
td.failed {{ color: #b3261e; background: #fdecea; }}
</style>"""


def served(folder: Path) -> ThreadingHTTPServer:
    """A server of the folder, at an address of this machine alone."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def take(address: str, file: Path, width: int, height: int) -> None:
    """A picture of the page."""
    with tempfile.TemporaryDirectory() as profile:
        options = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
            " --disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=4000"
        )
        size = [f"--window-size={width},{height}", f"--screenshot={file}", f"--user-data-dir={profile}"]
        subprocess.run(["chromium", *options.split(), *size, address], check=True, capture_output=True, timeout=120)
    print(f"wrote {file.relative_to(ROOT)}, {file.stat().st_size:,} bytes")


def checked(public: Path) -> list[dict[str, list[str]]]:
    """What structured-data-testing-tool says of each article's page."""
    pages = sorted(public.glob("communities/*/curated-content/*/index.html"))
    script = ROOT / "tests" / "pages" / "structured_data.cjs"
    done = subprocess.run(["node", str(script), *map(str, pages)], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def table(results: list[dict[str, list[str]]], public: Path) -> str:
    """The checks as columns, the pages as rows."""
    checks = list(dict.fromkeys(name_of(test) for each in results for test in [*each["passed"], *each["failed"]]))
    heads = "".join(f"<th><span>{html.escape(check)}</span></th>" for check in checks)
    rows = []
    for each in results:
        page = Path(str(each["file"])).relative_to(public)
        document = next(iter(json.loads(script_of(public / page))))
        failed = {name_of(test) for test in each["failed"]}
        cells = "".join("<td class=failed>✗</td>" if check in failed else "<td>✓</td>" for check in checks)
        title = document["headline"]
        title = title if len(title) <= 78 else title[:76] + "…"
        rows.append(f"<tr><td>{html.escape(title)}</td>{cells}</tr>")
    passed = sum(len(each["passed"]) for each in results)
    failed_tests = sum(len(each["failed"]) for each in results)
    told = f"{len(results)} pages, {passed} checks passed, {failed_tests} failed"
    return f"{TABLE}<header>structured-data-testing-tool over the example site <small>{told}</small></header><table><tr><th>Page</th>{heads}</tr>{''.join(rows)}</table>"


def name_of(test: str) -> str:
    """The check without the place of the node among its like."""
    name = test.partition(" ")[2].replace("[0]", "").replace('"', "")
    return "Article.@type" if name == "Article.@type" else name.removeprefix("Article.")


def script_of(file: Path) -> str:
    """The text of the page's JSON-LD."""
    return file.read_text("utf-8").partition('ld+json">')[2].partition("</script>")[0]


def main() -> None:
    """Builds the example site in a copy, and takes the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("publisher.yaml", "mappings", "ontology", "shapes", "examples"):
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, folder / part)
        configuration = folder / "publisher.yaml"
        with_image = re.sub(
            r"(?m)^  logo: .*", rf"\g<0>\n  default_image: {DEFAULT_IMAGE}", configuration.read_text("utf-8")
        )
        configuration.write_text(with_image, "utf-8")
        site = folder / "examples" / "hugo-site"
        tools = [str(Path(sys.executable).with_name(tool)) for tool in ("publisher", "hugo")]
        subprocess.run(["sh", str(site / "build.sh"), *tools], check=True, capture_output=True)
        public = site / "public"
        page = next(public.glob(f"communities/*/curated-content/{SHOWN}"))
        (public / "page.html").write_text(PAGE.replace("PATH", f"/{page.relative_to(public)}/"), "utf-8")
        results = checked(public)
        (public / "table.html").write_text(table(results, public), "utf-8")
        server = served(public)
        address = f"http://127.0.0.1:{server.server_port}"
        take(f"{address}/page.html", IMAGES / "page.png", 1320, 900)
        take(f"{address}/table.html", IMAGES / "checker.png", 1101, 232 + 27 * len(results))
        server.shutdown()


if __name__ == "__main__":
    main()
