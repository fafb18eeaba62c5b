"""Which references of a mapping find their field in no article, for a run that asks for nothing else of the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.graph.coverage import KeyPath, unused_reference


class NeverThere:
    """Looks for each field until an article has it: what all have costs nothing, what none has about 1 µs an article.

    >>> fields = NeverThere({("title",): SourceSpan.point("m.yaml"), ("list", "*"): SourceSpan.point("m.yaml")})
    >>> fields.look_into([{"titel": "x", "list": []}])
    >>> [finding.message for finding in fields.findings()]
    ["'title' occurs in no article. Did you mean 'titel'?"]
    """

    def __init__(self, mapped: Mapping[KeyPath, SourceSpan]) -> None:
        self._missing = dict(mapped)
        self._there: dict[KeyPath, set[str]] = {path[:-1]: set() for path in mapped}
        self._is_asked = False

    def look_into(self, articles: Iterable[dict[str, object]]) -> None:
        """Looks at the front matter of some articles."""
        for front_matter in articles:
            self._is_asked = True
            for path in [each for each in self._missing if _has(front_matter, each)]:
                del self._missing[path]
            for around in {path[:-1] for path in self._missing}:
                self._there[around].update(_keys_at(front_matter, around))

    def findings(self) -> Iterator[Finding]:
        """A finding for each field that no article had; nothing where there were no articles."""
        if self._is_asked:
            for path, place in self._missing.items():
                yield unused_reference(path, place, self._there[path[:-1]])


def _has(value: object, path: KeyPath) -> bool:
    """Whether the field is there; that it is a list is not asked for, since one value counts as a list of one."""
    for at, step in enumerate(path):
        if step == "*":
            rest = path[at + 1 :]
            return not rest or (isinstance(value, list) and any(_has(each, rest) for each in value))
        if not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True


def _keys_at(value: object, path: KeyPath) -> Iterator[str]:
    """The keys of the mapping, or of all mappings, that stand at the path."""
    for at, step in enumerate(path):
        if step == "*":
            for each in value if isinstance(value, list) else ():
                yield from _keys_at(each, path[at + 1 :])
            return
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, dict):
        yield from value
