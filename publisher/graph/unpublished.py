"""What of a mapping a release does not hold: nothing is lost silently."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.core.findings import Finding
from publisher.core.spans import SourceSpan
from publisher.graph.rules import NOT_PUBLISHED
from publisher.mapping.plan import JsonSource, Plan


def unpublished_maps(plan: Plan) -> Iterator[Finding]:
    """The triples maps over JSON files; those that make no triple, and only name what others refer to, lose none."""
    for each in plan.triples_maps:
        if isinstance(each.source, JsonSource) and each.predicate_objects:
            place = each.place or SourceSpan.point(plan.path)
            told = f"{each.name!r} maps {each.source.path}, which is no article: a release would not hold its triples"
            yield NOT_PUBLISHED.at(place, told)
