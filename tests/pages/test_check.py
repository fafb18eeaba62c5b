"""`publisher pages --check`: what a built site says, held against the release, each fault at its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from needed import absent
from published import documents, example_site, parsed

HEAD = '<!DOCTYPE html>\n<html>\n<head>\n<link rel="canonical" href="{address}">\n'
PAGE = HEAD + '<script type="application/ld+json">{document}</script>\n</head>\n<body><p>x</p></body>\n</html>\n'
SITE = "https://www.medigy.com/"
Change = Callable[[str], str]


def page_file(site: Path, document: str) -> Path:
    return site / str(parsed(document)[0]["url"]).removeprefix(SITE) / "index.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site without a generator: each article's page with its document."""
    for document in documents(example_site()).values():
        file = page_file(tmp_path, document)
        file.parent.mkdir(parents=True)
        file.write_text(PAGE.format(address=parsed(document)[0]["url"], document=document.replace("\n", "")), "utf-8")
    return tmp_path


def findings(site: Path) -> list[tuple[str, str, int, int]]:
    """Code, file below the site, line and column."""
    done = run("-C", example_site(), "pages", "--check", site)
    shown = [line for line in done.stderr.split("\n") if " error P" in line or " warning P" in line]
    assert done.returncode == (1 if any(" error " in line for line in shown) else 0), done.stderr
    found = []
    for line in shown:
        place, _, rest = line.partition(": ")
        file, row, column = place.rsplit(":", 2)
        found.append((rest.split(" ")[1], file.removeprefix(f"{site}/"), int(row), int(column)))
    return found


def first_page(site: Path) -> Path:
    return page_file(site, next(iter(documents(example_site()).values())))


def test_a_site_with_its_documents_is_sound(site: Path) -> None:
    done = run("-C", example_site(), "pages", "--check", site)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"24 articles' pages in {site}: 24 are as they should be\n"


SECOND = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"x"}</script>'
)
NESTED = '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":["Thing","NewsArticle"]}]}</script>'
OTHER_NAME = '<script type="application/ld+json">{"@id":"https://www.medigy.com/#website","name":"Blog"}</script>'
SAME_NAME = '<script type="application/ld+json">{"@id":"https://www.medigy.com/#website","name":"Medigy"}</script>'
UNRELATED = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage"}</script>'
ODD = '<script type="application/ld+json">{"@id":{"a":[null]},"@type":[1,{}],"@context":[],"b":NaN,"c":[[{"@id":[]}]]}</script>'
BODY = "<body><p>x</p>"
CHANGES: dict[str, tuple[Change, list[tuple[str, int, int]]]] = {
    "no document": (lambda page: page[: page.index("<script")] + page[page.index("</head>") :], [("P202", 3, 1)]),
    "document of another state": (lambda page: page.replace('"headline":"', '"headline":"Old '), [("P203", 5, 1)]),
    "document twice": (lambda page: page.replace("</head>", page.split("\n")[4] + "\n</head>"), [("P204", 6, 1)]),
    "escaped by the template": (lambda page: page.replace('">[{"', '">[{&quot;'), [("P202", 3, 1), ("P210", 5, 38)]),
    "a second article": (lambda page: page.replace("</head>", SECOND + "</head>"), [("P205", 6, 1)]),
    "an article inside a graph": (lambda page: page.replace(BODY, BODY + NESTED), [("P205", 7, 15)]),
    "an article in microdata": (
        lambda page: page.replace(BODY, '<body><p itemscope itemtype="https://schema.org/Article">x</p>'),
        [("P205", 7, 7)],
    ),
    "breadcrumbs in RDFa": (
        lambda page: page.replace(BODY, '<body vocab="https://schema.org/"><ol typeof="BreadcrumbList"></ol>'),
        [("P205", 7, 35)],
    ),
    "another name for the site": (lambda page: page.replace(BODY, BODY + OTHER_NAME), [("P206", 7, 15)]),
    "another canonical address": (lambda page: page.replace('/">\n<script', '/x/">\n<script'), [("P207", 4, 1)]),
    "another og:url": (
        lambda page: page.replace("<head>\n", '<head>\n<meta property="og:url" content="http://localhost:1313/">\n'),
        [("P207", 4, 1)],
    ),
    "no canonical link": (lambda page: page.replace("canonical", "next"), [("P208", 3, 1)]),
    "an alternate that is not there": (
        lambda page: page.replace(
            "<script", '<link rel="alternate" type="application/ld+json" href="/x.jsonld">\n<script', 1
        ),
        [("P209", 5, 1)],
    ),
    "odd JSON-LD": (lambda page: page.replace(BODY, BODY + ODD), []),
    "the same name for the site": (lambda page: page.replace(BODY, BODY + SAME_NAME), []),
    "unrelated data": (lambda page: page.replace(BODY, BODY + UNRELATED), []),
    "a relative canonical address": (lambda page: page.replace(f'href="{SITE}', 'href="/'), []),
    "the document made pretty": (
        lambda page: page.replace(document_text(page), json.dumps(json.loads(document_text(page)), indent=2)),
        [],
    ),
    "the document in a comment alone": (
        lambda page: page.replace("<script", "<!--").replace("</script>", "-->"),
        [("P202", 3, 1)],
    ),
    "the document in a template alone": (
        lambda page: page.replace("<script", "<template><script").replace("</script>", "</script></template>"),
        [("P202", 3, 1)],
    ),
}


def document_text(page: str) -> str:
    return page.partition('ld+json">')[2].partition("</script>")[0]


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_fault_is_told_at_its_place(site: Path, change: Change, expected: list[tuple[str, int, int]]) -> None:
    file = first_page(site)
    before = file.read_text("utf-8")
    file.write_text(change(before), "utf-8")
    assert file.read_text("utf-8") != before
    assert findings(site) == [(code, str(file.relative_to(site)), line, column) for code, line, column in expected]


def test_a_page_that_is_not_there_is_told_at_the_article(site: Path) -> None:
    shutil.rmtree(first_page(site).parent)
    [(code, file, line, _)] = findings(site)
    assert code == "P201"
    assert file.endswith(".md")
    assert line > 1


def test_a_page_that_cannot_be_read_is_told_and_costs_the_others_nothing(site: Path) -> None:
    """A file of the system that may be opened, but not read from its beginning, by nobody."""
    unreadable = Path("/proc/self/mem")
    if not unreadable.is_file():
        absent("this system has no file that cannot be read")
    first_page(site).unlink()
    for file in (first_page(site), site / "list.html"):
        file.symlink_to(unreadable)
    found = findings(site)
    assert found == [("P212", str(first_page(site).relative_to(site)), 1, 1), ("P212", "list.html", 1, 1)]


def test_odd_pages_beside_the_articles_are_passed_by(site: Path) -> None:
    (site / "odd.html").write_text(ODD, "utf-8")
    (site / "empty.html").write_text("", "utf-8")
    (site / "deep.html").write_text("<div>" * 20_000 + SAME_NAME, "utf-8")
    (site / "folder.html").mkdir()
    assert findings(site) == []


def test_a_list_that_carries_documents_is_told(site: Path) -> None:
    text = first_page(site).read_text("utf-8")
    (site / "index.html").write_text(text, "utf-8")
    assert findings(site) == [("P211", "index.html", 5, 1)]


def test_documents_of_two_articles_swapped_are_told_on_both_pages(site: Path) -> None:
    one, two = sorted(page_file(site, text) for text in list(documents(example_site()).values())[:2])
    texts = one.read_text("utf-8"), two.read_text("utf-8")
    one.write_text(texts[0].replace(document_text(texts[0]), document_text(texts[1])), "utf-8")
    two.write_text(texts[1].replace(document_text(texts[1]), document_text(texts[0])), "utf-8")
    codes = sorted(code for code, *_ in findings(site))
    assert codes == ["P202", "P202", "P205", "P205"]


def test_a_site_that_is_no_folder_cannot_be_checked(tmp_path: Path) -> None:
    done = run("-C", example_site(), "pages", "--check", tmp_path / "absent")
    assert done.returncode == 2
    assert "there is no folder" in done.stderr


def test_there_is_something_to_do(tmp_path: Path) -> None:
    done = run("-C", example_site(), "pages", cwd=tmp_path)
    assert done.returncode == 2
    assert "--to" in done.stderr
