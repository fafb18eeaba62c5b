"""A real site, built by Hugo with the partial of the example: what crawlers, checkers and browsers read out of its pages."""

from __future__ import annotations

import json
import subprocess
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import extruct
import html5lib
import pytest
from browser import PageSeen, node_module, open_pages
from command_line import run
from hugo_pages import DEFAULT_IMAGE, IN_FRONT_MATTER, Site, build_site, hugo_site
from needed import needed_program
from published import parsed, release_triples
from readers import READERS, nquads_triples, read_with_pyld


@pytest.fixture(scope="module")
def site() -> Site:
    return hugo_site()


def script_of(page: str) -> str:
    """The one JSON-LD script of the page, as an HTML parser reads it."""
    scripts = [
        each.text or ""
        for each in html5lib.parse(page, namespaceHTMLElements=False).iter("script")
        if each.get("type") == "application/ld+json"
    ]
    assert len(scripts) == 1
    return scripts[0]


def test_every_article_has_its_page(site: Site) -> None:
    assert len(site.documents) == 24 + len(IN_FRONT_MATTER)
    for key in site.documents:
        assert script_of(site.page(key)) == site.documents[key]


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_the_document_s_triples_in_the_page(site: Site, reader: str) -> None:
    for key, document in site.documents.items():
        assert READERS[reader](script_of(site.page(key))) == read_with_pyld(document), key


def test_all_triples_of_the_pages_are_in_the_release(site: Site) -> None:
    for key, document in site.documents.items():
        assert read_with_pyld(document) - release_triples(site.project, key) == frozenset(), key


def test_extruct_finds_the_document_and_no_other_data(site: Site) -> None:
    for key, document in site.documents.items():
        found = extruct.extract(site.page(key), syntaxes=["json-ld", "microdata"])
        assert found == {"json-ld": parsed(document), "microdata": []}, key


@lru_cache(maxsize=1)
def seen_in_the_browser() -> dict[str, PageSeen]:
    site = hugo_site()
    seen = open_pages(site.public, list(site.paths.values()))
    by_path = {each.path: each for each in seen}
    return {key: by_path[path] for key, path in site.paths.items()}


def test_jsonld_js_in_chromium_finds_the_document_s_triples(site: Site) -> None:
    for key, seen in seen_in_the_browser().items():
        assert seen.texts == [site.documents[key]], key
        assert nquads_triples(seen.quads[0]) == read_with_pyld(site.documents[key]), key
        assert unquote(seen.address) == parsed(site.documents[key])[0]["url"], key


def test_hostile_front_matter_is_read_back_as_it_is(site: Site) -> None:
    headlines = {parsed(text)[0]["headline"] for text in site.documents.values()}
    assert set(IN_FRONT_MATTER) <= headlines


def test_structured_data_testing_tool_passes_every_page(site: Site) -> None:
    """No check fails on any page: an article without an image of its own has the site's."""
    node = needed_program("node", why="structured-data-testing-tool runs on it")
    node_module("structured-data-testing-tool", "index.js")
    files = [str(site.public / path.lstrip("/") / "index.html") for path in site.paths.values()]
    script = Path(__file__).with_name("structured_data.cjs")
    done = subprocess.run([node, str(script), *files], capture_output=True, text=True, check=True)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(site.documents)
    for result in results:
        assert result["failed"] == [], result
        assert result["warnings"] == [], result
        assert {"Article", "BreadcrumbList"} <= set(result["schemas"])
        assert len(result["passed"]) >= 14


def test_an_article_without_an_image_shows_the_site_s(site: Site) -> None:
    articles = [parsed(text)[0] for text in site.documents.values()]
    images = [article["image"] for article in articles]
    [shown] = [image for image in images if isinstance(image, dict) and image["@id"] == DEFAULT_IMAGE]
    assert shown["contentUrl"] == DEFAULT_IMAGE
    assert (shown["width"], shown["height"]) == (1200, 630)


def test_the_publisher_s_own_check_finds_nothing(site: Site) -> None:
    done = run("-C", site.project, "pages", "--check", site.public)
    assert done.returncode == 0
    assert done.stderr == ""


def test_hugo_stops_where_a_document_is_not_its_page_s(site: Site, tmp_path: Path) -> None:
    key, other = list(site.documents)[:2]
    folder = tmp_path / "project"
    subprocess.run(["cp", "-r", str(site.project), str(folder)], check=True)
    own = folder / "examples" / "hugo-site"
    script = (own / "build.sh").read_text("utf-8").split("\n")
    kept = [line for line in script if not line.startswith('"$publisher"')]
    (own / "build.sh").write_text("\n".join(kept), "utf-8")
    (own / "assets" / "pages" / f"{key}.jsonld").write_text(site.documents[other], "utf-8")
    done = build_site(folder)
    assert done.returncode != 0
    assert (
        f"assets/pages/{key}.jsonld is the document of {parsed(site.documents[other])[0]['url']}"
        in done.stdout + done.stderr
    )
    (own / "assets" / "pages" / f"{key}.jsonld").unlink()
    done = build_site(folder)
    assert done.returncode != 0
    assert f"there is no assets/pages/{key}.jsonld" in done.stdout + done.stderr
