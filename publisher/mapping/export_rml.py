"""A mapping as portable RML in Turtle, for other engines."""

from __future__ import annotations

from publisher.core.findings import Finding
from publisher.mapping.functions.registry import known_functions
from publisher.mapping.plan import Plan
from publisher.mapping.portable import portable_plan, predicate_of
from publisher.mapping.rml.writer import write_rml


def export_rml(plan: Plan) -> tuple[str, list[Finding]]:
    """The Turtle text, and what it cannot say.

    Articles are read from ``articles.json``, a JSON array of front matters as ``publisher articles --for`` writes it;
    the graph of an article is written out as a graph map.
    """
    functions = known_functions()
    portable, findings = portable_plan(plan, functions)
    turtle = write_rml(portable, lambda call, parameter: predicate_of(functions, call, parameter))
    unique = {(str(each.span), each.message): each for each in findings}
    return turtle, sorted(unique.values(), key=lambda finding: finding.sort_key())
