"""The findings that `publisher.yaml` sets aside: by file and rule, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.core.configuration_section import Section
from publisher.core.spans import SourceSpan
from publisher.core.yaml_nodes import span_of


@dataclass(frozen=True, slots=True)
class IgnoredRule:
    """A rule's code that counts for nothing in the files that one of the patterns names; ``place`` is the code's."""

    patterns: tuple[str, ...]
    code: str
    place: SourceSpan
    reason: str = ""


def read_ignores(root: Section, path: str) -> Iterator[IgnoredRule]:
    """What stands under ``validation: ignore:``, a code at a time."""
    validation = root.section("validation", ("ignore",))
    for section in validation.sections("ignore", ("paths", "rules", "reason")) if validation else ():
        for key, example in (("paths", "[drafts/**]"), ("rules", "[article-image]")):
            if section.node(key) is None:
                section.missing(key, example)
        patterns, reason = section.texts("paths"), section.text("reason")
        for code, node in section.texts_at("rules"):
            yield IgnoredRule(patterns, code, span_of(node, path), reason)
