"""Writes the pages of the model, with the files that they document beside them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import jinja2
from markupsafe import Markup

from model_site.graph import ROOT
from model_site.pages import Reference, anchor, sources
from model_site.picture import PICTURE, draw

TEMPLATES = Path(__file__).parent / "templates"
PAGES = ("index", "ontology", "vocabularies", "mapping", "shapes")
_TERM = re.compile(r"\b[a-z]+:[A-Za-z][A-Za-z0-9]*\b")
_NODE = re.compile(r'<g id="(\w+?)_(\w+)" class="node">.*?</g>', re.DOTALL)


def write_site(folder: Path) -> list[Path]:
    """Every page, the style and the documented files, in a folder that holds nothing else; gives the pages."""
    reference = Reference()
    environment = _environment(reference)
    picture = _linked(draw(reference.model, PICTURE))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = [folder / f"{name}.html" for name in PAGES]
    for page in pages:
        text = environment.get_template(page.name).render(model=reference, page=page.stem, picture=picture)
        page.write_text(text, "utf-8")
    shutil.copy(TEMPLATES / "style.css", folder)
    for source in sources():
        target = folder / file_address(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    return pages


def file_address(source: Path) -> str:
    """Where a documented file stands beside the pages."""
    return f"files/{source.relative_to(ROOT)}"


def _environment(reference: Reference) -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    known = {name for names in reference.terms.values() for name in names}

    def term(name: str) -> Markup:
        """The prefixed name, leading to what the ontology's page says of it."""
        code = Markup("<code>{}</code>").format(name)
        return Markup('<a href="ontology.html#{}">{}</a>').format(anchor(name), code) if name in known else code

    def terms(names: Iterable[str]) -> Markup:
        return Markup(", ").join(term(name) for name in names)

    def linked(text: str) -> Markup:
        """A text in which the terms that it names lead to what is said of them."""
        parts: list[str] = []
        at = 0
        for found in _TERM.finditer(text):
            parts += [Markup.escape(text[at : found.start()]), term(found[0])]
            at = found.end()
        return Markup("").join([*parts, text[at:]])

    environment.filters |= {"anchor": anchor, "term": term, "terms": terms, "linked": linked, "file": file_address}
    return environment


def _linked(svg: str) -> Markup:
    """The picture with its boxes leading to what the ontology's page says of them."""

    def link(found: re.Match[str]) -> str:
        return f'<a href="ontology.html#{anchor(f"{found[1]}:{found[2]}")}">{found[0]}</a>'

    return Markup(_NODE.sub(link, svg))  # noqa: S704 - it is the SVG that dot wrote
