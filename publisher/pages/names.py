"""Prefixed names of a declaration to IRIs, each fault reported at its place."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.core.configuration_section import Section
from publisher.core.iris import is_absolute_iri
from publisher.core.page_rules import UNKNOWN_PREFIX
from publisher.core.suggest import did_you_mean
from publisher.core.yaml_nodes import Node


class Names:
    """The prefixes that are known. ``section`` takes the findings."""

    def __init__(self, prefixes: Mapping[str, str], section: Section) -> None:
        self.prefixes = prefixes
        self._section = section

    def iri(self, written: str, node: Node) -> str | None:
        """The IRI of a prefixed name or of an IRI as it is; None where it is neither, which is then reported."""
        prefix, colon, local = written.partition(":")
        if colon and not local.startswith("//") and prefix in self.prefixes:
            written = self.prefixes[prefix] + local
        elif not (colon and local.startswith("//")):
            hint = did_you_mean(prefix, self.prefixes) or f" Known here: {', '.join(sorted(self.prefixes))}."
            what = f"the prefix {prefix!r} of {written!r} is not known" if colon else f"{written!r} has no prefix"
            self._section.report(UNKNOWN_PREFIX, node, f"{what}.{hint}")
            return None
        if not is_absolute_iri(written):
            self._section.report(UNKNOWN_PREFIX, node, f"<{written}> is not a valid absolute IRI")
            return None
        return written
