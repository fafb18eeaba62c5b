"""The bytes of one file to an Article: the fast path, and the careful one for everything that needs a second look."""

from __future__ import annotations

from publisher.content.article import Article
from publisher.content.fast import parse_certain
from publisher.content.options import ReadOptions
from publisher.core.findings import Finding

__all__ = ["ReadOptions", "read_article"]


def read_article(source: bytes, path: str, options: ReadOptions) -> tuple[Article | None, tuple[Finding, ...]]:
    r"""The article, or None where a finding is an error; and what was found.

    What is read without a doubt from a file in the most common form is taken here; all else is read with care.

    >>> article, findings = read_article(b"---\na: 1.10\n---\nText", "x.md", ReadOptions())
    >>> article.front_matter, article.body, findings
    ({'a': 1.1}, b'Text', ())
    """
    has_returns = source[3:5] == b"\r\n"
    end = source.find(b"\n---", 3) + 1
    body = end + (5 if has_returns else 4)
    if (
        source[:4] == (b"---\r" if has_returns else b"---\n")
        and source[end + 3 : body] == (b"\r\n" if has_returns else b"\n")
        and 0 < end <= options.max_front_matter
        and len(source) <= options.max_file_size
        and b"\0" not in source
    ):
        try:
            text = source[5 if has_returns else 4 : end].decode()
            if not source.isascii():
                source[end:].decode()
        except UnicodeDecodeError:
            return _read_carefully(source, path, options)
        front_matter = parse_certain(text.replace("\r\n", "\n") if has_returns else text)
        if front_matter is not None:
            return Article(path, front_matter, source, body), ()
    return _read_carefully(source, path, options)


def _read_carefully(source: bytes, path: str, options: ReadOptions) -> tuple[Article | None, tuple[Finding, ...]]:
    from publisher.content.careful import read_carefully  # noqa: PLC0415 - 10 ms, only where a file needs it

    return read_carefully(source, path, options)
