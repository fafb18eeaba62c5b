"""Which fields of an article are repaired, and as what: by what the mapping makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publisher.core.spans import FieldPath
from publisher.mapping.fields import article_fields
from publisher.mapping.plan import ArticleSource, Constant, Name, Plan, Reference, Step, TermMap
from publisher.validation.repairs.texts import DATE, DATE_TIME, repaired_date, repaired_json, without_trailing_blanks

_Pattern = tuple[str | int, ...]
_JSON = "~json"


@dataclass(frozen=True)
class RepairedFields:
    """The fields of one plan."""

    plan: Plan

    def repaired(self, field_path: FieldPath, text: str) -> str | None:
        """What the text of a field should be; None where it is right, or where that is not certain."""
        patterns = {_pattern(field_path), (*_pattern(field_path), "*")}
        for pattern, datatype in self._dates.items():
            if pattern in patterns:
                return repaired_date(text, datatype)
        if not self._json.isdisjoint(patterns):
            return repaired_json(text)
        return without_trailing_blanks(text) if not self._mapped.isdisjoint(patterns) else None

    def texts(self, value: object, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
        """Every text of a front matter with its path."""
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            for key, below in value.items():
                yield from self.texts(below, (*path, key))
        elif isinstance(value, list):
            for index, below in enumerate(value):
                yield from self.texts(below, (*path, index))

    @cached_property
    def _fields(self) -> frozenset[_Pattern]:
        return article_fields(self.plan)

    @cached_property
    def _json(self) -> frozenset[_Pattern]:
        return frozenset(_pattern(path[: path.index(_JSON)]) for path in self._fields if _JSON in path)

    @cached_property
    def _mapped(self) -> frozenset[_Pattern]:
        return frozenset(_pattern(path) for path in self._fields if _JSON not in path)

    @cached_property
    def _dates(self) -> dict[_Pattern, str]:
        return dict(self._typed())

    def _typed(self) -> Iterator[tuple[_Pattern, str]]:
        for triples_map in self.plan.triples_maps:
            if not isinstance(triples_map.source, ArticleSource):
                continue
            objects = (each for rule in triples_map.predicate_objects for each in rule.objects)
            for each in objects:
                if isinstance(each, TermMap) and isinstance(each.datatype, Constant):
                    reference, datatype = each.expression, each.datatype.value
                    if isinstance(reference, Reference) and datatype in {DATE, DATE_TIME}:
                        around = triples_map.iterator.steps if reference.origin == "record" else ()
                        yield _steps((*around, *reference.steps)), datatype


def _steps(steps: tuple[Step, ...]) -> _Pattern:
    return tuple(step.key if isinstance(step, Name) else "*" for step in steps)


def _pattern(path: FieldPath) -> _Pattern:
    """The path with every index as ``*``."""
    return tuple("*" if isinstance(step, int) else step for step in path)
