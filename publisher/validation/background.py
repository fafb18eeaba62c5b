"""What is validated once a run: ontology, vocabularies, and what the mapping says whatever the articles say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publisher.core.findings import Finding, RelatedPlace
from publisher.core.nquads import Quad, split_line
from publisher.core.spans import SourceSpan
from publisher.validation.findings import background_finding
from publisher.validation.ntriples import canonical_term, drop_graphs
from publisher.validation.protocol import ShaclResult
from publisher.validation.shapes import ShapesGraph
from publisher.validation.vocabulary_places import VocabularyPlaces


@dataclass(frozen=True, slots=True)
class Background:
    """Lines (N-Quads or N-Triples) of ontology and vocabularies, which shapes need for ``sh:class`` and the like.

    ``paths`` names the file of each graph, for findings about the vocabularies themselves. ``made`` are lines that the
    mapping makes of no field, each with the place of its rule.
    """

    lines: tuple[str, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, SourceSpan] = field(default_factory=dict)

    @property
    def ntriples(self) -> str:
        """The lines without graphs."""
        lines = (*self.lines, *self.made)
        return drop_graphs("".join(line if line.endswith("\n") else f"{line}\n" for line in lines))

    def findings(self, results: Iterable[ShaclResult], shapes: ShapesGraph) -> list[Finding]:
        """The findings of these results, sorted: at their place in a vocabulary, or at the rule of the mapping."""
        graphs: dict[str, str] = {}
        for line in self.lines:
            quad = split_line(line)
            graphs.setdefault(quad.subject, quad.graph[1:-1])
        rules = [(split_line(line), place) for line, place in self.made.items()]
        places, found = VocabularyPlaces(), []
        for result in results:
            place = _place_of_rule(result, rules)
            if place is None:
                path = self.paths.get(graphs.get(result.focus_node, ""), "vocabularies")
                found.append(background_finding(result, shapes, *places.locate(path, result)))
            else:
                none: tuple[RelatedPlace, ...] = ()
                found.append(background_finding(result, shapes, place, none))
        return sorted(found, key=Finding.sort_key)


def _place_of_rule(result: ShaclResult, rules: Iterable[tuple[Quad, SourceSpan]]) -> SourceSpan | None:
    """The rule that made the value; for a missing one, the first that says anything of the node."""
    of_node = [(quad, place) for quad, place in rules if quad.subject == result.focus_node]
    value = None if result.value is None else canonical_term(result.value)
    for quad, place in of_node:
        if quad.predicate == result.result_path and (value is None or canonical_term(quad.object) == value):
            return place
    return of_node[0][1] if of_node else None
