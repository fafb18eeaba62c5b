"""Places in source files, and paths to fields inside an article."""

from __future__ import annotations

from dataclasses import dataclass

FieldPath = tuple[str | int, ...]
"""Steps from the root of the front matter: a key, or the index of an element counted from 0.

A step below a text goes into the JSON that the text holds, so
``("custom", "topics", 2)`` is the third element of a JSON list written in the string ``custom.topics``.
"""


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A stretch of one file. Lines and columns count from 1, columns in characters.

    The end is exclusive: the first character behind the stretch. Where a place
    begins is the first character of the value, its opening quote included.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def point(cls, path: str, line: int = 1, column: int = 1) -> SourceSpan:
        """A span of no width, for what is missing.

        >>> str(SourceSpan.point("a.md", 3, 7))
        'a.md:3:7'
        """
        return cls(path, line, column, line, column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def format_field_path(path: FieldPath) -> str:
    """The path as people write it.

    >>> format_field_path(("link", "href"))
    'link.href'
    >>> format_field_path(("authors", 0, "a b"))
    "authors[0]['a b']"
    """
    out: list[str] = []
    for step in path:
        if isinstance(step, int):
            out.append(f"[{step}]")
        elif step.replace("-", "_").isidentifier():
            out.append(f".{step}" if out else step)
        else:
            out.append(f"[{step!r}]")
    return "".join(out)
