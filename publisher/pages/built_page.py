"""A page of a built site as a browser reads it: its JSON-LD, its links, and the data in its markup, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from publisher.core.spans import SourceSpan

if TYPE_CHECKING:
    from justhtml import JustHTML

JSON_LD = "application/ld+json"
_MOST_TYPED = 100


class Script(NamedTuple):
    """A script element of JSON-LD: where it begins, where its text begins, and its text."""

    place: SourceSpan
    text_place: SourceSpan
    text: str

    def place_of(self, line: int, column: int) -> SourceSpan:
        """A place inside the text; lines and columns count from 1."""
        first = self.text_place
        return SourceSpan.point(first.path, first.line + line - 1, first.column + column - 1 if line == 1 else column)


class Link(NamedTuple):
    """An address that the page gives of itself or of its data: ``canonical``, ``alternate`` or ``og:url``."""

    kind: str
    address: str
    place: SourceSpan


class MarkupType(NamedTuple):
    """A type that an element states by microdata or RDFa."""

    type: str
    place: SourceSpan


class BuiltPage(NamedTuple):
    """What the page says of itself to machines. ``head`` is where its head begins."""

    head: SourceSpan
    scripts: tuple[Script, ...]
    links: tuple[Link, ...]
    types: tuple[MarkupType, ...]


class _Element(NamedTuple):
    name: str
    attributes: dict[str, str]
    place: SourceSpan
    text: str
    text_place: SourceSpan


def read_page(content: bytes, path: str) -> BuiltPage:
    """Reads the bytes of an HTML file as the HTML standard tells (https://html.spec.whatwg.org/multipage/parsing.html).

    What stands in a template element is no part of the page.
    """
    from justhtml import JustHTML  # noqa: PLC0415 - 50 ms, only where a page is read

    tree = JustHTML(content, track_node_locations=True, sanitize=False, encoding=_encoding(content))
    head = SourceSpan.point(path)
    scripts: list[Script] = []
    links: list[Link] = []
    types: list[MarkupType] = []
    for each in _elements(tree, path):
        if each.name == "script" and _media_type(each.attributes.get("type", "")) == JSON_LD:
            scripts.append(Script(each.place, each.text_place, each.text))
        elif each.name in {"link", "meta"}:
            links.extend(_links(each))
        elif each.name == "head" and each.place.column:
            head = each.place
        stated = f"{each.attributes.get('itemtype', '')} {each.attributes.get('typeof', '')}"
        types.extend(MarkupType(name, each.place) for name in stated.split()[:_MOST_TYPED])
    return BuiltPage(head, tuple(scripts), tuple(links), tuple(types))


def _encoding(content: bytes) -> str | None:
    """UTF-8 where a page does not tell, as servers then tell it; None leaves the choice to the page."""
    if b"charset" in content[:1024].lower():
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _elements(tree: JustHTML, path: str) -> Iterator[_Element]:
    """The elements in the order of the file."""
    waiting = [tree.root]
    while waiting:
        node = waiting.pop()
        children = list(node.children or ())
        if node.name != "template":
            waiting.extend(reversed(children))
        if node.name.startswith(("#", "!")):
            continue
        texts = [child for child in children if child.name == "#text"] if node.name == "script" else []
        place = _place(node, path)
        attributes = {name: value or "" for name, value in (node.attrs or {}).items()}
        text_place = _place(texts[0], path) if texts else place
        yield _Element(node.name, attributes, place, "".join(text.data for text in texts), text_place)


def _place(node: object, path: str) -> SourceSpan:
    line, column = getattr(node, "origin_location", None) or (1, 1)
    return SourceSpan.point(path, line or 1, column or 1)


def _media_type(written: str) -> str:
    return written.partition(";")[0].strip().lower()


def _links(element: _Element) -> Iterator[Link]:
    attributes = element.attributes
    relations = attributes.get("rel", "").lower().split()
    if element.name == "link" and "canonical" in relations:
        yield Link("canonical", attributes.get("href", ""), element.place)
    if element.name == "link" and "alternate" in relations and _media_type(attributes.get("type", "")) == JSON_LD:
        yield Link("alternate", attributes.get("href", ""), element.place)
    if element.name == "meta" and attributes.get("property", "").lower() == "og:url":
        yield Link("og:url", attributes.get("content", ""), element.place)
