"""What the mapping makes of no field at all: the same of every article, so what is wrong with it is told once."""

from __future__ import annotations

from publisher.content.article import Article
from publisher.core.spans import SourceSpan
from publisher.mapping.context import MappingContext
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.interpret import PlainReading
from publisher.mapping.plan import ArticleSource, FunctionCall, ObjectReference, Plan, TriplesMap
from publisher.mapping.traverse import expressions_of_map, parts_of

_NO_ARTICLE = Article("", {}, b"", 0)


def constant_lines(plan: Plan, context: MappingContext) -> dict[str, SourceSpan]:
    """The quads' lines, without newline, of the shared nodes that no field takes part in, each with its rule's place."""
    maps = [each for each in plan.triples_maps if each.shared and _is_constant(each)]
    if not maps:
        return {}
    quads = PlainReading(plan, context).trace(_NO_ARTICLE, maps).quads
    return {quad.line.rstrip("\n"): quad.rule_place or SourceSpan.point(plan.path) for quad in quads}


def _is_constant(each: TriplesMap) -> bool:
    """Whether it walks over nothing in the article, reads no field, and calls no function that sees the article."""
    if not isinstance(each.source, ArticleSource) or each.iterator.steps:
        return False
    if any(isinstance(term, ObjectReference) for made in each.predicate_objects for term in made.objects):
        return False
    functions = known_functions()
    parts = (part for expression in expressions_of_map(each) for part in parts_of(expression))
    return all(isinstance(part, FunctionCall) and functions[part.function].needs != "article" for part in parts)
