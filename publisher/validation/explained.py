"""What results and findings have to do with articles: the lines that they are about, the fields that explain them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from publisher.content.article import Article
from publisher.core.findings import Finding
from publisher.core.spans import FieldPath
from publisher.validation.batch import Mapped
from publisher.validation.locate import Located
from publisher.validation.protocol import ShaclResult


def texts_of(mapped: Sequence[tuple[Article, Mapped]]) -> Callable[[Article], str | None]:
    """Looks up what the mapping made of an article of these."""
    by_path = {article.path: each for article, each in mapped}

    def text_of(article: Article) -> str | None:
        each = by_path.get(article.path)
        return None if each is None else "".join((each.own, *each.shared))

    return text_of


def line_of(result: ShaclResult) -> str:
    """The line of the triple that holds the value, where the path is one property."""
    if result.value is None or result.result_path is None:
        return result.focus_node
    return f"{result.focus_node} {result.result_path} {result.value} ."


def explained_fields(findings: Iterable[Finding]) -> list[FieldPath]:
    """The fields that the mapping has reported."""
    return [each.field_path for each in findings if each.field_path]


def is_explained(located: Located, explained: Sequence[FieldPath]) -> bool:
    """Whether a value is missing because the mapping has already reported its field, or one around or inside it."""
    missing = located.main.missing
    if missing is None:
        return False
    paths = (missing.field_path, *missing.suspects)
    return any(each[: len(path)] == path or path[: len(each)] == each for path in paths for each in explained)
