"""What was read of one file as a line of JSON: the output of ``publisher articles``."""

from __future__ import annotations

import json
import math

from publisher.content.article import Article
from publisher.content.files import ArticleRead
from publisher.content.positions import ArticlePlaces
from publisher.core.findings import Severity
from publisher.core.spans import FieldPath


def article_line(read: ArticleRead) -> str:
    r"""One JSON object, without a line break: path, frontmatter and body_offset (in bytes), or path and error.

    A number that JSON cannot hold (``.inf``, ``.nan``) stands as the text that was written.

    >>> from publisher.content.article import Article
    >>> article_line(ArticleRead("x.md", Article("x.md", {"a": 1}, b"---\na: 1\n---\n", 13), ()))
    '{"path": "x.md", "frontmatter": {"a": 1}, "body_offset": 13}'
    """
    article = read.article
    if article is None:
        return json.dumps({"path": read.path, "error": _error(read)}, ensure_ascii=False)
    try:
        shown = json.dumps(article.front_matter, ensure_ascii=False, allow_nan=False)
    except ValueError:
        shown = json.dumps(_finite(article), ensure_ascii=False, allow_nan=False)
    path = json.dumps(read.path, ensure_ascii=False)
    return f'{{"path": {path}, "frontmatter": {shown}, "body_offset": {article.body_offset}}}'


def _error(read: ArticleRead) -> str:
    worst = [finding for finding in read.findings if finding.severity is Severity.ERROR] or list(read.findings)
    return "; ".join(f"{finding.span}: {finding.code} {finding.message}" for finding in worst)


def _finite(article: Article) -> object:
    places = ArticlePlaces(article)

    def shown(value: object, path: FieldPath) -> object:
        if isinstance(value, dict):
            return {key: shown(inner, (*path, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [shown(inner, (*path, number)) for number, inner in enumerate(value)]
        if isinstance(value, float) and not math.isfinite(value):
            return places.written(path) or str(value)
        return value

    return shown(article.front_matter, ())
