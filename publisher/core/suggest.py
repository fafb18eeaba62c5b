"""The nearest known word, for messages that ask "did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like the given one (case apart), or None where nothing is near.

    >>> nearest("Medigy Comunities", ["Medigy Communities", "Medigy Topic"])
    'Medigy Communities'
    >>> nearest("x", ["alpha"]) is None
    True
    """
    from difflib import get_close_matches  # noqa: PLC0415 - 2 ms, only where something is wrong

    by_folded = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word[:200].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean 'x'?`` with a leading space, or the empty text.

    >>> did_you_mean("titel", ["title", "date"])
    " Did you mean 'title'?"
    """
    candidate = nearest(word, known)
    return f" Did you mean {candidate!r}?" if candidate else ""


def with_article(noun: str) -> str:
    """The noun with its indefinite article.

    >>> with_article("object"), with_article("mapping")
    ('an object', 'a mapping')
    """
    return f"{'an' if noun[0] in 'aeiouAI' else 'a'} {noun}"
